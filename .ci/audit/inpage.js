// Runs inside of the page that is looked at: measures what only the browser knows. Gives window.__audit.
(() => {
  /** name says which element it is, in the way of a style sheet. */
  const name = (el) => {
    const parts = [];
    for (let e = el; e && e !== document.body && e !== document.documentElement && parts.length < 4; e = e.parentElement) {
      const cls = [...e.classList].map((c) => "." + c).join("");
      parts.unshift(e.localName + (e.id ? "#" + e.id : cls));
      if (e.id) break;
    }
    const said = (el.innerText ?? el.textContent ?? "").replace(/\s+/g, " ").trim().slice(0, 40);
    return parts.join(" > ") + (said ? ` "${said}"` : "");
  };

  const shown = (el) => {
    if (!el.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) return false;
    const r = el.getBoundingClientRect();
    if (r.width <= 1 || r.height <= 1) return false;
    for (let e = el; e; e = e.parentElement) if (/inset\(50%|rect\(0/.test(getComputedStyle(e).clipPath + getComputedStyle(e).clip)) return false;
    return true;
  };

  /** settle ends what is moving, so that no colour is measured half way. */
  const settle = async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    for (const a of document.getAnimations()) { try { a.finish(); } catch { a.cancel(); } }
    await document.fonts.ready;
    return true;
  };

  // Colours: whatever CSS calls them, the canvas knows their red, green, blue and alpha.
  const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const rgba = (css) => {
    if (!known.has(css)) {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = "#000";
      pen.fillStyle = css;
      pen.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
      known.set(css, [r, g, b, a / 255]);
    }
    return known.get(css);
  };
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  const light = ([r, g, b]) => {
    const f = (v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b);
  };
  const ratio = (a, b) => { // WCAG 2.2, "contrast ratio"
    const [hi, lo] = [light(a), light(b)].sort((x, y) => y - x);
    return (hi + 0.05) / (lo + 0.05);
  };
  const canvas = () => { // what is below the page, in its colour scheme
    const probe = document.createElement("div");
    probe.style.cssText = "position:absolute;width:0;height:0;background:Canvas";
    document.body.append(probe);
    const c = rgba(getComputedStyle(probe).backgroundColor);
    probe.remove();
    return c;
  };
  /** ground is the colour behind an element; sure is false where a picture or a gradient lies there. */
  const ground = (el, base) => {
    const layers = [];
    let sure = true, opaque = false;
    for (let e = el; e && !opaque; e = e.parentElement) {
      const s = getComputedStyle(e);
      if (s.backgroundImage !== "none") sure = false;
      const c = rgba(s.backgroundColor);
      if (c[3] > 0) layers.push(c);
      opaque = c[3] === 1;
    }
    return { sure, color: layers.reverse().reduce((below, c) => over(c, below), base) };
  };

  /** contrast looks at all text that is seen, that of ::before and ::after as well, and gives what has less than 4.5:1. */
  const contrast = () => {
    const base = canvas(), seen = new Set(), bad = [], unsure = [];
    let looked = 0;
    const judge = (el, style, what) => {
      looked++;
      let alpha = 1;
      for (let e = el; e; e = e.parentElement) alpha *= Number(getComputedStyle(e).opacity);
      const { sure, color } = ground(el, base);
      if (!sure) return unsure.push(what);
      const c = rgba(style.webkitTextFillColor ?? style.color);
      const r = ratio(over([c[0], c[1], c[2], c[3] * alpha], color), color);
      if (r < 4.5) bad.push({ element: what, ratio: r.toFixed(3) });
    };
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let n = walk.nextNode(); n; n = walk.nextNode()) {
      const el = n.parentElement;
      if (!n.data.trim() || seen.has(el) || /^(script|style|noscript|title)$/.test(el.localName)) continue;
      seen.add(el);
      if (shown(el)) judge(el, getComputedStyle(el), name(el));
    }
    for (const el of document.body.querySelectorAll("*")) {
      for (const pseudo of ["::before", "::after"]) {
        const s = getComputedStyle(el, pseudo);
        if (/^"\s*[^\s"]/.test(s.content) && s.display !== "none" && shown(el)) judge(el, s, name(el) + pseudo);
      }
    }
    return { looked, bad, unsure };
  };

  /** overflow gives the elements that stand out on the right, when the page can be scrolled sideways. */
  const overflow = () => {
    const wide = document.documentElement.clientWidth, root = document.scrollingElement;
    if (root.scrollWidth <= wide) return [];
    const out = [];
    for (const el of document.body.querySelectorAll("*")) {
      const r = el.getBoundingClientRect();
      if (r.right <= wide + 0.5 || !r.width) continue;
      let held = false; // in a box that scrolls by itself
      for (let e = el.parentElement; e && e !== document.body; e = e.parentElement) held ||= getComputedStyle(e).overflowX !== "visible";
      if (!held) out.push({ element: name(el), by: Math.ceil(r.right - wide) });
    }
    return out.length ? out.slice(0, 5) : [{ element: "html", by: root.scrollWidth - wide }];
  };

  const pointed = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=switch], label:has(input)";
  /**
   * targets gives those below 24 by 24 px. WCAG 2.5.8 lets pass one within a line of text, and one whose circle of
   * 24 px touches no other target and no other such circle: kept says which of the two held.
   */
  const targets = () => {
    const all = [...document.querySelectorAll(pointed)].filter(shown).map((el) => ({ el, r: el.getBoundingClientRect() }));
    const small = all.filter(({ r }) => Math.min(r.width, r.height) < 23.99);
    const centre = ({ r }) => [r.x + r.width / 2, r.y + r.height / 2];
    const out = small.map((t) => {
      let block = t.el.parentElement;
      while (getComputedStyle(block).display.startsWith("inline") && block.parentElement) block = block.parentElement;
      const rest = [...block.querySelectorAll(pointed)].reduce((s, e) => s.replace(e.textContent.trim(), " "), block.textContent);
      const inline = getComputedStyle(t.el).display === "inline" && /[\p{L}\p{N}]/u.test(rest);
      const [x, y] = centre(t);
      const near = all.find((o) => {
        if (o.el === t.el || o.el.contains(t.el) || t.el.contains(o.el)) return false;
        if (small.some((s) => s.el === o.el)) return Math.hypot(x - centre(o)[0], y - centre(o)[1]) < 24;
        return Math.hypot(x - Math.max(o.r.left, Math.min(x, o.r.right)), y - Math.max(o.r.top, Math.min(y, o.r.bottom))) < 12;
      });
      return { element: name(t.el), size: `${t.r.width.toFixed(1)} x ${t.r.height.toFixed(1)} px`, kept: inline ? "inline" : near ? "" : "spacing", near: near && name(near.el) };
    });
    return { looked: all.length, small: out };
  };

  /** stops lists all that the Tab key should reach, in the order of the document. */
  const stops = () => [...document.querySelectorAll('a[href], button:not([disabled]), input:not([type=hidden]):not([disabled]), select, textarea, summary, [tabindex]')]
    .filter((el) => el.tabIndex >= 0 && el.checkVisibility({ visibilityProperty: true }));

  /** focused tells how the element that has the focus shows it. */
  const focused = () => {
    const el = document.activeElement;
    if (!el || el === document.body) return null;
    const s = getComputedStyle(el), r = el.getBoundingClientRect();
    const outline = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0;
    const { sure, color } = ground(el.parentElement, canvas());
    const top = document.elementFromPoint(r.x + Math.min(r.width, innerWidth - r.x) / 2, r.y + r.height / 2);
    return {
      element: name(el), at: stops().indexOf(el), positive: el.tabIndex > 0, outline, auto: s.outlineStyle === "auto",
      width: parseFloat(s.outlineWidth), sure, ratio: ratio(over(rgba(s.outlineColor), color), color),
      rect: { x: r.x + scrollX - 8, y: r.y + scrollY - 8, width: r.width + 16, height: r.height + 16 },
      seen: r.width > 1 && r.height > 1 && r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth,
      covered: r.width > 1 && top && !el.contains(top) && !top.contains(el) && ![...el.getClientRects()].some((q) => el.contains(document.elementFromPoint(q.x + q.width / 2, q.y + q.height / 2))) ? name(top) : "",
    };
  };

  /** links gives all addresses of the page as whole ones, {url, what, part}: part is true of what a browser loads or shows. */
  const links = () => {
    const out = [];
    const add = (raw, el, what, part) => {
      if (!raw?.trim()) return;
      let url = "";
      try { url = new URL(raw.trim(), document.baseURI).href; } catch { /* told as malformed */ }
      out.push({ url, raw: raw.trim(), what, part, element: name(el) });
    };
    const loads = /\b(stylesheet|icon|preload|prefetch|modulepreload|manifest|apple-touch-icon)\b/;
    for (const el of document.querySelectorAll("[href]")) add(el.getAttribute("href"), el, el.localName === "link" ? `link rel=${el.rel}` : "href", el.localName === "link" && loads.test(el.rel));
    for (const el of document.querySelectorAll("[src]")) add(el.getAttribute("src"), el, "src", true);
    for (const el of document.querySelectorAll("[poster], [data]")) add(el.getAttribute("poster") ?? el.getAttribute("data"), el, "src", true);
    for (const el of document.querySelectorAll("[action]")) add(el.getAttribute("action"), el, "action", false);
    for (const el of document.querySelectorAll("[srcset], [imagesrcset]")) {
      for (const part of (el.getAttribute("srcset") ?? el.getAttribute("imagesrcset")).split(/,\s+/)) add(part.trim().split(/\s+/)[0], el, "srcset", true);
    }
    for (const el of document.querySelectorAll("meta[property], meta[name]")) {
      const key = el.getAttribute("property") ?? el.name;
      if (/^(og|twitter):(url|image|image:secure_url|image:url|video|audio)$/.test(key)) add(el.content, el, key, key.includes("image"));
    }
    const inside = (v, el) => {
      if (typeof v === "string" && /^https?:\/\//.test(v)) add(v, el, "JSON-LD", false);
      else if (v && typeof v === "object") for (const [k, x] of Object.entries(v)) if (k !== "@context") inside(x, el);
    };
    const malformed = [];
    for (const el of document.querySelectorAll('script[type="application/ld+json"]')) {
      try { inside(JSON.parse(el.textContent), el); } catch (e) { malformed.push("JSON-LD: " + e.message); }
    }
    return {
      links: out, malformed, ids: [...document.querySelectorAll("[id], a[name]")].flatMap((e) => [e.id, e.getAttribute("name")]).filter(Boolean),
      canonical: document.querySelector("link[rel=canonical]")?.href ?? "", noindex: /noindex/.test(document.querySelector("meta[name=robots]")?.content ?? ""),
      scripts: [...document.scripts].some((s) => !s.type || /javascript|module/.test(s.type)),
    };
  };

  /** xml reads a feed or a sitemap: {error, links}, those within quoted HTML of entries too. */
  const xml = (text) => {
    const doc = new DOMParser().parseFromString(text, "application/xml");
    const error = doc.querySelector("parsererror")?.textContent ?? "";
    const out = [...doc.querySelectorAll("loc")].map((e) => e.textContent.trim());
    for (const e of doc.querySelectorAll("link[href]")) out.push(e.getAttribute("href"));
    const within = [];
    for (const e of doc.querySelectorAll('content[type="html"], summary[type="html"]')) {
      const html = new DOMParser().parseFromString(e.textContent, "text/html");
      for (const a of html.querySelectorAll("[href], [src]")) within.push(a.getAttribute("href") ?? a.getAttribute("src"));
    }
    return { error, root: doc.documentElement.localName, links: out, within };
  };

  window.__audit = { settle, contrast, overflow, targets, stops, focused, links, xml };
})();
