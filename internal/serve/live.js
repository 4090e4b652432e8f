// The live preview's end in the browser. `resgen serve` adds it to every page; it is never published.
//
// The page carries the id of the build that it shows. The server sends the newest build's id at once on every connection,
// then each newer one, so that whatever was missed (sleep, a restart, a lost message) shows as an id that differs. The page
// is then brought up to date in place: style sheets are swapped, or the document is fetched again and its content
// exchanged, with the scroll kept. Errors lie over the last good page and go when they are mended.

"use strict";

(() => {
  const EVENTS = "/_resgen/events";
  const meta = document.querySelector('meta[name="resgen-build"]');
  let shown = meta ? meta.content : "";
  let status = performance.getEntriesByType("navigation")[0]?.responseStatus || 200;

  // Connection. One is open only while the page can be seen: browsers allow six to a host, and a page that
  // is looked at again is told the newest id first anyway.

  let source = null;
  let retry = 0;

  function connect() {
    disconnect();
    if (document.visibilityState === "hidden") return;
    const mine = new EventSource(EVENTS);
    source = mine;
    mine.addEventListener("build", (e) => {
      if (source === mine) receive(JSON.parse(e.data));
    });
    mine.addEventListener("error", () => {
      // The browser reconnects by itself, but gives up for good on an answer that is no stream.
      if (source === mine && mine.readyState === EventSource.CLOSED) retry = setTimeout(connect, 1000);
    });
  }

  function disconnect() {
    clearTimeout(retry);
    source?.close();
    source = null;
  }

  document.addEventListener("visibilitychange", connect);
  addEventListener("online", connect);
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", (e) => { if (e.persisted) connect(); });

  // A computer that slept leaves a connection that looks open: time that has jumped tells.
  let tick = Date.now();
  setInterval(() => {
    if (Date.now() - tick > 30_000) connect();
    tick = Date.now();
  }, 5_000);

  // Messages. One is worked on at a time; of those that come meanwhile only the last counts.

  let latest = null;
  let next = null;
  let busy = false;
  let heard = null; // the message that was worked on last

  async function receive(message) {
    latest = next = message;
    if (busy) return;
    busy = true;
    while (next) {
      const m = next;
      next = null;
      try {
        if (m.id !== shown) await update(m);
        refresh(m);
        heard = m;
        // While a print is on its way the findings are those of the build before, so that what is shown does not
        // flicker; a server that was just started has none yet, and what is shown stays.
        if (!m.printing || m.findings.length) report(m);
      } catch (err) {
        // The server went away in between. It says its id again when it is back; if only this one
        // request failed, try once more.
        console.warn("resgen:", err);
        setTimeout(() => { if (latest === m) receive(m); }, 1000);
      }
    }
    busy = false;
  }

  async function update(m) {
    if (m.kind === "css" && m.from === shown) {
      await restyle(m);
      remember(m.id);
      return;
    }
    const answer = await fetch(location.href, { cache: "no-store", headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const id = page.querySelector('meta[name="resgen-build"]')?.content;
    if (!id) throw new Error(`${location.pathname} was answered with status ${answer.status}`);
    if (!answer.ok && answer.status !== status) {
      remember(id);
      const text = answer.status === 404 ? "there is no page at this address any more" : page.querySelector("pre")?.textContent;
      broken = { severity: "error", layout: answer.status === 500, message: text || `the server answered with status ${answer.status}` };
      report(m);
      return;
    }
    broken = null;
    status = answer.status;
    const lain = (doc) => "problem" in doc.documentElement.dataset; // a page of ours, which may do less than theirs
    if (lain(page) !== lain(document) || scripts(page) || scripts(document)) { // what they did to the page cannot be told: begin anew
      location.reload();
      return new Promise(() => {});
    }
    await exchange(page);
    remember(id); // of the page that came, which may be newer than the message
  }

  function remember(id) {
    shown = id;
    if (meta) meta.content = id;
  }

  // What a script with data-keep does stays good when the body is exchanged: it listens to the document, and writes data-scheme on the root.
  const scripts = (doc) => [...doc.scripts].some((s) =>
    !s.src.endsWith("/_resgen/live.js") && !s.hasAttribute("data-keep") && (!s.type || s.type === "module" || s.type.includes("javascript")));

  // Style sheets. A new one is loaded beside the old one, which goes when it is there: no flash.

  const sheets = (doc) => [...doc.querySelectorAll('link[rel="stylesheet"]')];

  const pathOf = (url) => new URL(url, location.href).pathname;

  function restyle(m) {
    const links = sheets(document);
    const changed = m.css.map(pathOf);
    const known = links.map((link) => pathOf(link.href));
    const imported = changed.some((p) => !known.includes(p)); // by another sheet: ask for all of them again
    return settle(links.map((link, i) => {
      const wanted = link.cloneNode();
      if (imported || changed.includes(known[i])) wanted.href = `${known[i]}?h=${m.id}`;
      return wanted;
    }));
  }

  async function settle(wanted) {
    const have = sheets(document);
    const old = have.slice(wanted.length);
    const loads = wanted.map((w, i) => {
      const link = document.importNode(w);
      if (have[i]?.isEqualNode(link)) return null;
      const loaded = new Promise((done) => {
        link.onload = link.onerror = done;
        setTimeout(done, 3000);
      });
      if (have[i]) {
        have[i].after(link);
        old.push(have[i]);
      } else {
        document.head.append(link);
      }
      return loaded;
    });
    const [at, height] = [[scrollX, scrollY], document.documentElement.scrollHeight];
    await Promise.all(loads);
    // A sheet that was asked for again declares its fonts again. Until those are there the page would be set in another
    // face for a moment, which flashes, and the scroll would follow the lines that moved and not come back whole.
    document.body.getBoundingClientRect();
    await Promise.race([document.fonts.ready, new Promise((done) => setTimeout(done, 1000))]);
    for (const link of old) link.remove();
    // Of a page that kept its height, a scroll that is a hair off was rounded, not made by a person.
    const off = Math.abs(scrollY - at[1]);
    if (off > 0 && off < 4 && document.documentElement.scrollHeight === height) scrollTo({ left: at[0], top: at[1], behavior: "instant" });
  }

  // Pictures. An address that stays the same is not asked for again by the browser.

  function refresh(m) {
    const gap = heard && m.id !== heard.id && m.from !== heard.id; // builds that were never told of
    const changed = m === heard || m.id === heard?.id ? [] : m.files.map(pathOf);
    for (const img of document.images) {
      const url = new URL(img.src, location.href);
      if (url.origin === location.origin && (gap || changed.includes(url.pathname))) img.src = `${url.pathname}?h=${m.id}`;
    }
  }

  // Content.

  const plain = (doc) => [...doc.head.children].filter((e) =>
    e.matches("meta:not([name=resgen-build]), title, style, script[type], link:not([rel=stylesheet], [rel=preload])"));

  const html = (elements) => elements.map((e) => e.outerHTML).join("\n");

  async function exchange(page) {
    await settle(sheets(page));
    const [before, after] = [plain(document), plain(page)];
    if (html(before) !== html(after)) {
      for (const e of before) e.remove();
      document.head.append(...after);
    }
    const [root, other] = [document.documentElement, page.documentElement];
    for (const { name } of [...root.attributes]) if (!other.hasAttribute(name) && name !== "data-scheme") root.removeAttribute(name);
    for (const { name, value } of other.attributes) root.setAttribute(name, value);
    if (document.body.outerHTML === page.body.outerHTML) return;
    const at = [scrollX, scrollY];
    const focused = trail(document.activeElement);
    document.body.replaceWith(document.adoptNode(page.body));
    scrollTo({ left: at[0], top: at[1], behavior: "instant" });
    if (focused) document.querySelector(focused)?.focus({ preventScroll: true });
  }

  // trail is a selector that leads to the element's place in the page; "" for the body.
  function trail(e) {
    const steps = [];
    for (; e && e !== document.body && e.parentElement; e = e.parentElement) {
      steps.unshift(`:nth-child(${[...e.parentElement.children].indexOf(e) + 1})`);
    }
    return e === document.body && steps.length ? "body>" + steps.join(">") : "";
  }

  // Errors. They lie below the page's own root, in a shadow tree that its style sheets do not reach; made with
  // constructed styles and text alone, so that a strict Content-Security-Policy does not mind.

  let broken = null; // why the page itself could not be had, as a finding
  let dismissed = "";
  let overlay = null;

  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { all: initial; }
    section {
      position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto; box-sizing: border-box;
      padding: 16px 20px; background: #2b1512; color: #fbeae6; border-top: 3px solid #ff8f7a;
      font: 14px/1.5 ui-monospace, "IBM Plex Mono", Menlo, Consolas, monospace;
    }
    header { display: flex; justify-content: space-between; gap: 16px; align-items: baseline; }
    h2 { margin: 0; font-size: 15px; }
    button { font: inherit; color: inherit; background: none; border: 1px solid #c98f85; border-radius: 4px; padding: 3px 10px; cursor: pointer; }
    :focus-visible { outline: 2px solid #fff; outline-offset: 2px; }
    ol { list-style: none; margin: 8px 0 0; padding: 0; }
    li { padding: 8px 0; border-top: 1px solid #5c342d; overflow-wrap: anywhere; white-space: pre-wrap; }
    p { margin: 0; }
    .excerpt { color: #d8b7b0; padding-left: 2ch; }
    .help { color: #ffd9a8; }
  `);

  function report(m) {
    const errors = m.findings.filter((f) => f.severity === "error");
    if (broken && !(broken.layout && errors.some((f) => f.rule === "page/layout"))) errors.unshift(broken);
    const key = JSON.stringify(errors);
    if (!errors.length) {
      dismissed = "";
      hide();
    } else if (key !== dismissed) {
      dismissed = "";
      show(errors, key, m.more > 0);
    }
  }

  function show(errors, key, more) {
    hide();
    const close = make("button", "", "Hide (Esc)");
    close.type = "button";
    const head = make("header", "");
    head.append(make("h2", "", errors.length === 1 ? "1 error" : `${errors.length}${more ? "+" : ""} errors`), close);
    const list = make("ol", "");
    for (const f of errors) {
      const item = make("li", "");
      const place = f.path ? `${f.path}:${f.line}:${f.col}: ` : "";
      item.append(make("p", "", `${place}${f.severity}: ${f.message}${f.rule ? ` [${f.rule}]` : ""}`));
      if (f.excerpt) item.append(make("p", "excerpt", f.excerpt));
      if (f.help) item.append(make("p", "help", f.help));
      list.append(item);
    }
    const panel = make("section", "");
    panel.setAttribute("role", "alert");
    panel.setAttribute("aria-label", "Errors found by resgen");
    panel.append(head, list);
    overlay = document.createElement("resgen-errors");
    const root = overlay.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [style];
    root.append(panel);
    document.documentElement.append(overlay);
    overlay.dismiss = () => { dismissed = key; hide(); };
    close.addEventListener("click", overlay.dismiss);
  }

  function hide() {
    overlay?.remove();
    overlay = null;
  }

  function make(tag, name, text) {
    const e = document.createElement(tag);
    if (name) e.className = name;
    if (text) e.textContent = text;
    return e;
  }

  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape" && overlay) overlay.dismiss();
  });

  connect();
})();
