// The bar above: what is shown, how large, and the way to all else. Its menus are our own: a button, and what it opens.

import { $, $$, el, exchange, icon } from "./dom.js";
import { canAct, onChange, prefer, prefs, printOf, shown, state } from "./state.js";
import { columns, fit, zoom, zoomIn, zoomOut, zoomTo } from "./view.js";
import { choose, inLanguage, languages, targets, tryLook } from "./present.js";
import { help } from "./dialogs.js";
import { languageName } from "./commands.js";

// menu is a button that opens a list of choices. choices: {name, about, on, run}.
export function menu(id, label, text, choices, { tried = false, title = "" } = {}) {
  const list = el("div", { class: "list", role: "menu", id: `${id}-list`, "aria-label": label, hidden: true });
  const button = el("button", { type: "button", "data-key": id, "aria-haspopup": "menu", "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-label": `${label}: ${text}`, title,
    class: tried ? "tried" : "", onclick: () => (root.dataset.open === undefined ? open() : close()),
    onkeydown: (e) => { if (e.key === "ArrowDown") { e.preventDefault(); open(); } } }, el("span", { class: "value", text }), icon("down"));
  const root = el("div", { class: "menu", onkeydown: key, onfocusout: (e) => { if (!root.contains(e.relatedTarget)) close(false); } }, button, list);

  function open() {
    list.replaceChildren(...choices().map((c) => el("button", { type: "button", role: "menuitemradio", tabindex: "-1", "aria-checked": c.on ? "true" : "false",
      onclick: () => { close(); c.run(); } }, el("span", { class: "name", text: c.name }), c.about && el("span", { class: "about", text: c.about }))));
    root.dataset.open = "";
    list.hidden = false;
    list.style.left = "0";
    const over = list.getBoundingClientRect().right - innerWidth + 8;
    if (over > 0) list.style.left = `${-over}px`;
    button.setAttribute("aria-expanded", "true");
    ($("[aria-checked=true]", list) ?? list.firstChild)?.focus();
  }

  function close(back = true) {
    if (root.dataset.open === undefined) return;
    delete root.dataset.open;
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (back) button.focus();
  }

  function key(e) {
    if (root.dataset.open === undefined) return;
    const all = $$("button", list);
    const at = all.indexOf(document.activeElement);
    let to = { ArrowDown: (at + 1) % all.length, ArrowUp: (at - 1 + all.length) % all.length, Home: 0, End: all.length - 1 }[e.key];
    if (to === undefined && e.key.length === 1 && /\S/.test(e.key) && !e.ctrlKey && !e.metaKey) {
      const from = [...all.slice(at + 1), ...all.slice(0, at + 1)];
      to = all.indexOf(from.find((b) => b.textContent.toLowerCase().startsWith(e.key.toLowerCase())) ?? all[at]);
    }
    if (e.key === "Escape" || e.key === "Tab") {
      close(e.key === "Escape");
      if (e.key === "Escape") e.preventDefault();
      e.stopPropagation();
      return;
    }
    if (to === undefined) return;
    e.preventDefault();
    e.stopPropagation();
    all[to]?.focus();
  }

  return root;
}

const tool = (key, name, title, run, more = {}) => el("button", { type: "button", class: "tool", "data-key": key, "aria-label": title, title, onclick: run, ...more }, icon(name));

let drawn = null;

function draw() {
  const desk = shown();
  const p = printOf(desk);
  const key = [desk?.prints, p, state.now?.targets, state.awaited, desk?.look, state.past, state.now?.look, state.now?.readonly, columns(), prefs.fit, prefs.panel, prefs.columns, prefs.scheme, prefs.marks, !!state.other && prefs.compare];
  if (drawn && key.every((k, i) => k === drawn[i])) return;
  if ($(".menu[data-open]")) return; // it is drawn anew when that is closed and something changes
  drawn = key;
  const parts = [el("strong", { class: "mark", text: "resgen" })];
  if (p) {
    const all = targets();
    const name = (o) => `${o.name}${all.some((q) => q.target !== o.target && q.name === o.name) ? ` · ${o.audience}` : ""}`;
    parts.push(all.length > 1
      ? menu("print", "Print", name(p), () => all.map((o) => ({ name: name(o), about: aboutTarget(o), on: o.target === (state.awaited || p.target), run: () => choose(o.target) })), { title: "Print (p)" })
      : el("span", { class: "value", text: p.name }));
    const langs = languages();
    if (langs.length > 1) parts.push(menu("language", "Language", languageName(p.lang), () => langs.map((l) => ({ name: languageName(l), on: l === p.lang, run: () => inLanguage(l) })), { title: "Language (l)" }));
    const { look, themes, papers } = state.now;
    const { written } = p; // a variant may have a theme of its own
    const live = canAct() && !state.past;
    parts.push(live && themes.length > 1
      ? menu("theme", "Theme", p.theme, () => themes.map((t) => ({ name: t.name, about: t.about + (t.name === written.theme ? " (written)" : ""), on: t.name === (look.theme || written.theme), run: () => tryLook({ theme: t.name }) })), { tried: !!look.theme, title: "Theme ([ and ])" })
      : el("span", { class: "value", text: p.theme }));
    parts.push(live && papers.length > 1
      ? menu("paper", "Paper", p.paper, () => papers.map((name) => ({ name, about: name === written.paper ? "written" : "", on: name === (look.paper || written.paper), run: () => tryLook({ paper: name }) })), { tried: !!look.paper, title: "Paper (o)" })
      : el("span", { class: "value", text: p.paper }));
  }
  exchange($("#what"), parts);

  const two = columns() === 2;
  exchange($("#view"), tool("out", "minus", "Zoom out (-)", zoomOut),
    menu("zoom", "Zoom", zoomText(), () => [
      { name: "Fit width", on: prefs.fit === "width", run: () => fit("width") }, { name: "Fit sheet", on: prefs.fit === "sheet", run: () => fit("sheet") },
      ...[0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4].map((z) => ({ name: `${z * 100} %`, on: prefs.fit === "none" && Math.abs(zoom - z) < 0.005, run: () => zoomTo(z) }))]),
    tool("in", "plus", "Zoom in (+)", zoomIn),
    tool("width", "width", "Fit width (w)", () => fit("width"), { "aria-pressed": prefs.fit === "width" ? "true" : "false" }),
    tool("sheet", "sheet", "Fit sheet (s)", () => fit("sheet"), { "aria-pressed": prefs.fit === "sheet" ? "true" : "false" }),
    tool("two", two ? "two" : "one", "Two abreast (t)", () => prefer({ columns: two ? 1 : 2 }), { "aria-pressed": two ? "true" : "false" }),
    tool("marks", "marks", "Marks on the sheets (m)", () => prefer({ marks: !prefs.marks }), { "aria-pressed": prefs.marks ? "true" : "false" }));

  exchange($("#more"),
    p && el("a", { class: "tool", "data-key": "pdf", href: p.pdf, target: "_blank", rel: "noopener" }, "PDF", icon("out")),
    el("a", { class: "tool", "data-key": "site", href: desk?.site ?? "/", target: "_blank", rel: "noopener" }, "Site", icon("out")),
    tool("scheme", "dark", `Light or dark: ${prefs.scheme || "as the system"}`, () => prefer({ scheme: { "": "light", light: "dark", dark: "" }[prefs.scheme] })),
    tool("keys", "keys", "Keys (F1)", help),
    tool("panel", "panel", "Panel (\\)", () => prefer({ panel: !prefs.panel }), { "aria-pressed": prefs.panel ? "true" : "false" }));
}

// aboutTarget is what is to be known of a target before it is chosen, in words.
export const aboutTarget = (t) => [t.posting && `for ${t.posting.replace(/^content\//, "")}`, t.audience === "public" ? "as it is published" : "with what is private", languageName(t.lang), t.paper,
  t.skipped && "not printed yet"].filter(Boolean).join(", ");

const zoomText = () => `${Math.round(zoom * 100)} %`;

export function listen() {
  document.addEventListener("zoom", () => {
    const b = $("#view [data-key=zoom]");
    if (!b) return;
    $(".value", b).textContent = zoomText();
    b.setAttribute("aria-label", `Zoom: ${zoomText()}`);
  });
  document.addEventListener("focusout", (e) => { if (e.target.closest?.(".menu")) queueMicrotask(draw); });
}

onChange(draw);
