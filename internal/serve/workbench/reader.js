// What programs make of the print: the fields that a parser recognizes, and the text as two readers get it, with the words in
// which they differ marked.

import { $, $$, el, exchange, plural } from "./dom.js";
import { diff, texts, words } from "./diff.js";
import { hasEditor, onChange, prefer, prefs, printOf, shown } from "./state.js";
import { flash, linesOf } from "./stage.js";
import { open } from "./findings.js";

// differences is the words of two texts that the other one has not at that place, as sets of their indices, and in how many
// places these are.
export function differences(a, b) {
  const [mine, other] = [new Set(), new Set()];
  let places = 0;
  let last = "=";
  for (const [kind, i, j] of diff(texts(words(a)), texts(words(b)))) {
    if (kind === "-") mine.add(i);
    if (kind === "+") other.add(j);
    if (kind !== "=" && last === "=") places++;
    last = kind;
  }
  return { mine, other, places };
}

let compared = { print: null };

function compareReaders(p) {
  if (compared.print === p) return compared;
  const [a, b] = p.readers;
  compared = { print: p, ...(a && b ? differences(a.text, b.text) : { mine: new Set(), other: new Set(), places: 0 }) };
  return compared;
}

// marked is a text as lines, its words that are in the set marked.
function marked(text, set, name) {
  const list = words(text);
  let n = 0;
  let at = 0;
  return el("ol", { class: "text", "aria-label": name }, text.split("\n").map((line) => {
    const end = at + line.length;
    const parts = [];
    let done = at;
    for (; n < list.length && list[n][1] < end; n++) {
      if (!set.has(n)) continue;
      const from = list[n][1];
      let to = list[n][2];
      while (set.has(n + 1) && list[n + 1][1] < end) to = list[++n][2];
      parts.push(text.slice(done, from), el("mark", { text: text.slice(from, to) }));
      done = to;
    }
    parts.push(text.slice(done, end));
    at = end + 1;
    return line.trim() ? el("li", {}, parts) : null;
  }));
}

function fields(p) {
  const of = p.recall.reduce((n, r) => n + r.of, 0);
  const found = p.recall.reduce((n, r) => n + r.found, 0);
  if (!of) return el("p", { class: "soft", text: "There are no fields to recognize." });
  return el("table", {},
    el("caption", {}, el("b", { text: `${found} of ${plural(of, "field")}` }), " recognized without knowing the source"),
    el("thead", { class: "unseen" }, el("tr", {}, el("th", { scope: "col", text: "Field" }), el("th", { scope: "col", text: "Recognized" }), el("th", { scope: "col", text: "Missed" }))),
    el("tbody", {}, p.recall.map((r) => el("tr", { class: r.found < r.of ? "missing" : "" },
      el("th", { scope: "row", text: r.kind }),
      el("td", { class: "of" }, `${r.found} of ${r.of}`),
      el("td", {}, r.misses.length > 0 && el("ul", {}, r.misses.map((m, i) => miss(m, `${r.kind}-${i}`))))))));
}

function miss(m, id) {
  const place = m.path ? `${m.path.replace(/^content\//, "")}:${m.line}` : "";
  return el("li", {}, el("q", { text: m.text }), m.read ? [" was read as ", el("q", { text: m.read })] : " was not found",
    place && el("span", { class: "where" }, " ",
      el("button", { type: "button", class: "link", "data-key": `miss-${id}`, "aria-label": `Show ${place} on the sheet`, text: place, onclick: () => flash(linesOf(m.path, m.line)) }),
      hasEditor() && [" ", el("button", { type: "button", class: "link", "data-key": `missopen-${id}`, "aria-label": `Open ${place} in the editor`, text: "edit", onclick: () => open(m.path, m.line, m.col) })]));
}

const names = ["lines of the sheet", "order of the content"];

let drawn = null;

function draw() {
  const p = printOf(shown());
  const visible = prefs.panel && prefs.tab === "reader";
  if (!visible) return; // and so no time is spent on it while one writes
  const key = [p, prefs.reader];
  if (drawn && key.every((k, i) => k === drawn[i])) return;
  drawn = key;
  const root = $("#reader");
  if (!p) {
    exchange(root, el("p", { class: "empty", text: "There is no print to be read." }));
    return;
  }
  const { mine, other, places } = compareReaders(p);
  const at = Math.min(prefs.reader, p.readers.length - 1);
  const r = p.readers[at];
  const tabs = el("div", { class: "segments", role: "group", "aria-label": "Reader" }, p.readers.map((o, i) => el("button", {
    type: "button", "data-key": `reader-${i}`, "aria-pressed": i === at ? "true" : "false", text: o.name || names[i], onclick: () => prefer({ reader: i }) })));
  const both = p.readers.length > 1 && p.readers.every((o) => o.text.trim());
  const sum = !both ? "Only one reader got any text." : places ? `They differ in ${plural(places, "place")}.` : "Both read the same words in the same order.";
  exchange(root, el("div", { class: "scroll" },
    el("h2", { text: "Fields" }), fields(p),
    el("h2", { text: "Text" }),
    el("p", { class: places && both ? "differ" : "soft" }, sum, places && both ? [" ", el("button", { type: "button", class: "small", "data-key": "next-difference", onclick: nextDifference }, "Next difference")] : null),
    tabs,
    r ? marked(r.text, both ? (at ? other : mine) : new Set(), r.name) : null));
}

function nextDifference() {
  const all = $$("#reader mark");
  if (!all.length) { // the other reader alone has words there
    prefer({ reader: 1 - prefs.reader });
    $("#reader mark")?.scrollIntoView({ block: "center" });
    return;
  }
  const at = (all.findIndex((m) => m.classList.contains("here")) + 1) % all.length;
  for (const m of all) m.classList.toggle("here", m === all[at]);
  all[at].scrollIntoView({ block: "center" });
}

export function listen() {
  // A line that is clicked is pointed at on the sheet.
  $("#reader").addEventListener("click", (e) => {
    const li = e.target.closest(".text li");
    if (!li || !getSelection().isCollapsed) return;
    const flat = (s) => s.replace(/\s+/g, "");
    const text = flat(li.textContent);
    const lines = $$("#sheets .picture:not(.over) text.line");
    const line = lines.find((t) => flat(t.textContent) === text) ?? lines.find((t) => text.length > 3 && flat(t.textContent).includes(text));
    if (line) flash([line]);
  });
}

onChange(draw);
