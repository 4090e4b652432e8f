// A variant held against its posting: each term with its proofs, which are marked on the sheets; and of one that is selected, what is in
// and out, and why. It is asked for when a desk is shown, and nothing waits for it.

import { $, $$, el, exchange, plural, prose, say } from "./dom.js";
import { getTailoring } from "./net.js";
import { hasEditor, onChange, prefer, prefs, printOf, set, shown, state } from "./state.js";
import { choose, targets } from "./present.js";
import { hover, into } from "./pins.js";
import { flash, linesOf } from "./stage.js";
import { open } from "./findings.js";

const visible = () => prefs.panel && prefs.tab === "posting";
const short = (path) => path.replace(/^content\//, "");

// hasPostings reports whether anything is for a posting, so that there is something to say.
export const hasPostings = () => targets().some((t) => t.posting) || !!printOf(shown())?.posting;

const half = (n) => Math.round(n * 2) / 2;

// What a term or a choice is called in the state.
const termID = (t) => `t:${t.name}`;
const choiceID = (c) => `c:${c.path}:${c.text}`;

// stateOf is what a print has of a term: beside what the report says, that the résumé has it and the variant leaves it out.
const stateOf = (t, i, data) => (t.state === "missing" && data.left[i].length ? "left" : t.state);

const STATES = { proven: ["✓", "proven"], near: ["≈", "in another word"], listed: ["–", "only listed"], left: ["↥", "left out"], missing: ["×", "missing"] };
const chip = (name) => el("i", { class: `chip ${name}`, "aria-hidden": "true", text: STATES[name][0] });

// current is the tailoring of what is shown; null while it is on its way.
function current() {
  const t = state.tailoring;
  return t && t.desk === shown()?.desk && t.target === printOf(shown())?.target ? t : null;
}

let asked = ""; // what was asked for last

async function ask() {
  const [desk, p] = [shown(), printOf(shown())];
  if (!visible() || !p?.posting || desk.stale || current()) return;
  const key = `${desk.desk} ${p.target}`;
  if (asked === key) return;
  asked = key;
  try {
    const tailoring = await getTailoring(desk.desk, p.target);
    if (asked === key) set({ tailoring });
  } catch (err) {
    if (asked !== key) return; // another save came meanwhile
    setTimeout(() => { if (asked === key) asked = ""; }, 1000);
    if (err.status !== 404) say(`The posting could not be read: ${err.message}`, true);
  }
}

let marked = { of: null, terms: [], selection: [] };

// marksOn is what the panel shows of a desk, on its sheets; null when it shows none of that.
export function marksOn(desk) {
  if (!visible() || desk !== shown() || !printOf(desk)?.posting) return null;
  const data = current();
  if (!data) return nothing;
  return prefs.posting === "selection" && data.auto ? marksOf(data).selection : marksOf(data).terms;
}

const nothing = [];

function marksOf(data) {
  if (marked.of === data) return marked;
  const terms = data.report.terms.flatMap((t, i) => data.marks[i].flatMap((s, place) => s.marks.map((m) => ({ ...m, id: termID(t), place, state: t.places[place].proof ? stateOf(t, i, data) : "listed", text: t.name }))));
  const selection = data.choices.filter((c) => c.in).flatMap((c, i) => c.marks.map((m, k) => ({ ...m, id: choiceID(c), place: 0, state: "in", text: c.text, number: k ? 0 : i + 1 })));
  return marked = { of: data, terms, selection };
}

// choosePart chooses a term or a choice by its id, and one of its places; "" chooses nothing.
export function choosePart(id, { place = -1, list = false, sheet = false, focus = false } = {}) {
  if (id && list && !visible()) prefer({ panel: true, tab: "posting" });
  set({ mark: id, proof: place });
  const item = id && $(`#posting [data-mark="${CSS.escape(id)}"]`);
  if (list && item) item.scrollIntoView({ block: "nearest" });
  if (focus && item) $(".head", item)?.focus({ preventScroll: true });
  if (!sheet) return;
  const at = $$(".box[data-mark]").find((b) => b.dataset.mark === id && (place < 0 || Number(b.dataset.place) === place));
  if (at) into(at);
}

// spots is the places in the source of what is chosen.
function spots(id) {
  const data = current();
  const c = data?.choices.find((x) => choiceID(x) === id);
  if (c) return [c];
  const i = data?.report.terms.findIndex((t) => termID(t) === id) ?? -1;
  return i < 0 ? [] : data.marks[i].length ? data.marks[i] : data.left[i];
}

// chosenPart reports whether the panel shows what is chosen of a posting.
export const chosenPart = () => visible() && !!state.mark;

// stepPart chooses the next term or choice of the panel.
export function stepPart(by) {
  const all = $$("#posting .term").map((e) => e.dataset.mark);
  if (!all.length) return;
  const at = all.indexOf(state.mark);
  choosePart(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length], { list: true, sheet: true, focus: true });
}

export const hasParts = () => visible() && !!$("#posting .term");

export function openMark() {
  const at = spots(state.mark)[Math.max(0, state.proof)];
  if (at) open(at.path, at.line, at.col);
}

// place is the way to a line of a file: shown on the sheet when it is there, and opened in the editor.
function where(path, line, col, key) {
  const text = `${short(path)}:${line}`;
  if (!hasEditor()) return el("span", { class: "where", text });
  return el("button", { type: "button", class: "link where", "data-key": key, "aria-label": `Open ${text} in the editor`, text, onclick: () => open(path, line, col) });
}

// proof is a place of a term: a click marks it on the sheet.
function proof(s, k, id, word, on, key) {
  const at = word ? s.text.toLowerCase().indexOf(word.toLowerCase()) : -1;
  const quote = at < 0 ? [s.text] : [s.text.slice(0, at), el("mark", { text: s.text.slice(at, at + word.length) }), s.text.slice(at + word.length)];
  const chosen = state.mark === id && state.proof === k;
  return el("li", { class: chosen ? "proof at" : "proof" },
    on ? el("button", { type: "button", class: "quote", "data-key": `${key}-show`, "aria-pressed": chosen ? "true" : "false", title: "Show it on the sheet",
      onclick: () => choosePart(id, { place: k, sheet: true }), ondblclick: () => hasEditor() && open(s.path, s.line, s.col) }, quote) : el("span", { class: "quote" }, quote),
    where(s.path, s.line, s.col, `${key}-open`));
}

// advice is what can be done about a term, without making anything up.
function advice(t, name) {
  switch (name) {
    case "near": return `The posting writes “${t.written}”, the résumé “${t.places[0].word}”. Use their word where it is true of you.`;
    case "listed": return "A list names it and nothing shows it. A bullet that tells what you did with it would prove it.";
    case "left": return "The résumé has it in these lines, which this variant leaves out.";
    case "missing": return "No line of the résumé says it. If you have done it, write where; if not, leave it.";
    default: return "";
  }
}

function term(t, i, data) {
  const name = stateOf(t, i, data);
  const id = termID(t);
  const chosen = state.mark === id;
  const on = data.marks[i].length > 0;
  const all = on ? data.marks[i] : data.left[i];
  const lines = t.lines.slice(0, 4).flatMap((n, k) => [k ? ", " : "", hasEditor()
    ? el("button", { type: "button", class: "link", "data-key": `${id}-line-${k}`, "aria-label": `Open line ${n} of the posting in the editor`, text: n, onclick: () => open(data.report.posting, n, 1) }) : String(n)]);
  const first = all[0];
  return el("li", { class: chosen ? "term open" : "term", "data-mark": id },
    el("button", { type: "button", class: "head", tabindex: chosen ? "0" : "-1", "data-key": id, "aria-expanded": chosen ? "true" : "false",
      onclick: () => (chosen ? choosePart("") : choosePart(id, { sheet: on, focus: true })) },
    chip(name), el("span", { class: "words" }, el("span", { class: "message", text: t.written }),
      el("span", { class: "meta" }, el("span", { class: name, text: STATES[name][1] }), first && el("span", { text: `${short(first.path)}:${first.line}${all.length > 1 ? ` and ${all.length - 1} more` : ""}` })))),
    chosen && el("div", { class: "body" },
      t.name !== t.written && el("p", { class: "soft", text: `Known as ${t.name}` }),
      all.length > 0 && el("ul", { class: "proofs" }, all.map((s, k) => proof(s, k, id, on ? t.places[k].word : "", on, `${id}-${k}`))),
      advice(t, name) && el("p", { class: "help", text: advice(t, name) }),
      el("p", { class: "soft" }, t.lines.length > 1 ? "In the posting: lines " : "In the posting: line ", lines, t.lines.length > 4 && " …")));
}

// counted is how many terms of a class are in which state, in words: never one figure alone.
function counted(list) {
  const n = (...names) => list.filter(([, , name]) => names.includes(name)).length;
  const parts = [[n("proven"), "proven"], [n("near"), "in another word"], [n("listed"), "only listed"], [n("left"), "left out"], [n("missing"), "missing"]].filter(([k]) => k);
  return `${plural(list.length, "term")}: ${parts.map(([k, text]) => `${k} ${text}`).join(", ")}`;
}

const ABOUT = { required: "Required", preferred: "Preferred", mentioned: "Also mentioned" };

function terms(data) {
  const all = data.report.terms.map((t, i) => [t, i, stateOf(t, i, data)]);
  const parts = Object.keys(ABOUT).flatMap((name) => {
    const list = all.filter(([t]) => t.class === name);
    if (!list.length) return [];
    return [el("h2", {}, ABOUT[name]), bar(list), el("p", { class: "soft count", text: counted(list) }), el("ul", { class: "items" }, list.map(([t, i]) => term(t, i, data)))];
  });
  if (!parts.length) parts.push(el("p", { class: "empty", text: "The posting names nothing that resgen knows." }));
  const words = data.report.words;
  if (words.length) parts.push(el("h2", { text: "Said again and again" }), el("p", { class: "soft", text: words.map((w) => (w.times > 1 ? `${w.word} (${w.times})` : w.word)).join(", ") }));
  return parts;
}

// bar is the same in one look: a part for each term, in the order of its states.
const bar = (list) => el("div", { class: "shares", "aria-hidden": "true" }, Object.keys(STATES).flatMap((name) => list.filter(([, , s]) => s === name).map(() => el("i", { class: name }))));

function choice(c, number) {
  const id = choiceID(c);
  const chosen = state.mark === id;
  const words = (text) => prose(text.replace(/(keep: \[[^\]]*\])/g, "`$1`"));
  return el("li", { class: chosen ? "term open" : "term", "data-mark": id },
    el("button", { type: "button", class: "head", tabindex: chosen ? "0" : "-1", "data-key": id, "aria-expanded": chosen ? "true" : "false",
      onclick: () => (chosen ? choosePart("") : choosePart(id, { sheet: c.in, focus: true })) },
    number ? el("span", { class: "number in", text: number }) : el("i", { class: "chip out", "aria-hidden": "true", text: "–" }),
    el("span", { class: "words" }, el("span", { class: "message", text: c.entry ? `${c.text} (as a whole)` : c.text }),
      el("span", { class: "meta" }, el("span", { text: c.why }), el("span", { text: [`${short(c.path)}:${c.line}`, c.lines > 0 && plural(half(c.lines), "line")].filter(Boolean).join(" · ") })))),
    chosen && el("div", { class: "body" },
      c.bring && el("p", { class: "help" }, "What would bring it in: ", words(c.bring)),
      el("div", { class: "acts" },
        c.in && el("button", { type: "button", class: "small", "data-key": `${id}-show`, onclick: () => choosePart(id, { sheet: true }) }, "Show"),
        hasEditor() && el("button", { type: "button", class: "small", "data-key": `${id}-open`, onclick: () => open(c.path, c.line, c.col) }, "Open in editor", el("kbd", { text: "e" })))));
}

function selection(data) {
  const groups = (list, number) => {
    const out = [];
    let under = null;
    let ul = null;
    for (const c of list) {
      if (c.under !== under) out.push(el("h3", { text: under = c.under }), ul = el("ul", { class: "items" }));
      ul.append(choice(c, number && ++number - 1));
    }
    return out;
  };
  const [ins, outs] = [data.choices.filter((c) => c.in), data.choices.filter((c) => !c.in)];
  return [data.over > 0 && el("p", { class: "differ", text: `What must be in takes ${plural(Math.max(0.5, half(data.over)), "line")} more than there is room for.` }),
    el("h2", { text: `In: ${ins.length}` }), ...groups(ins, 1),
    el("h2", { text: `Out: ${outs.length}` }), outs.length ? groups(outs, 0) : el("p", { class: "soft", text: "All that the résumé says is in." })].flat();
}

function head(data) {
  const r = data.report;
  const t = data.title;
  const say = { same: "says the same", near: "is near it", other: "is another one" }[r.title_state];
  const rows = [];
  if (t && say) rows.push(el("dt", { text: "Title" }), el("dd", {}, "“", t.text, `” ${say}. `, where(t.path, t.line, t.col, "title-open"),
    t.marks.length > 0 && [" ", el("button", { type: "button", class: "link", "data-key": "title-show", "aria-label": "Show the title on the sheet", text: "show", onclick: () => flash(linesOf(t.path, t.line)) })]));
  else if (r.title) rows.push(el("dt", { text: "Title" }), el("dd", { text: "No headline and no role of the résumé is like it." }));
  if (r.seniority) rows.push(el("dt", { text: "Level" }), el("dd", { text: r.seniority }));
  rows.push(el("dt", { text: "Years" }), el("dd", {}, r.years_asked ? `${plural(r.years_asked, "year")} asked for` : "none asked for", `, ${r.years} by the résumé’s dates. `, data.asked > 0 && where(r.posting, data.asked, 1, "years-open")));
  return el("header", { class: "job" },
    el("p", { class: "title" }, el("b", { text: r.title || "A posting without a title" }), r.company && `, ${r.company}`),
    el("p", {}, where(r.posting, 1, 1, "posting-open"), " ", el("span", { class: "soft", text: "for" }), " ", where(data.variant, 1, 1, "variant-open")),
    el("dl", {}, rows),
    r.inconclusive && el("p", { class: "inconclusive" }, el("b", { text: "Inconclusive: " }), `${r.inconclusive}.`));
}

// none is said of a print that is for no posting: which ones are.
function none(p) {
  const all = targets().filter((t) => t.posting);
  return el("div", { class: "scroll" }, el("p", { class: "soft gap", text: p ? `${p.name} is for no posting. These are:` : "There is no print." }),
    el("ul", { class: "others" }, all.map((t) => el("li", {}, el("button", { type: "button", class: "small", "data-key": `to-${t.target}`, onclick: () => choose(t.target) }, t.name), " ", el("span", { class: "soft", text: short(t.posting) })))));
}

let drawn = null;

function draw() {
  ask();
  if (!visible()) return;
  const p = printOf(shown());
  const data = current() ?? (p && state.tailoring?.target === p.target ? state.tailoring : null); // that of the save before, until the new one is here
  const key = [p?.target, p?.posting, data, state.mark, state.proof, prefs.posting, hasEditor(), !p?.posting && targets().map((t) => t.target + t.posting).join()];
  if (drawn && key.every((k, i) => k === drawn[i])) return;
  drawn = key;
  const root = $("#posting");
  if (!p?.posting || !data) {
    exchange(root, p?.posting ? el("p", { class: "empty", text: "Reading the posting …" }) : none(p));
    return;
  }
  const auto = data.auto && prefs.posting === "selection";
  const views = data.auto && el("div", { class: "segments", role: "group", "aria-label": "What of it" }, [["terms", "Terms"], ["selection", "In and out"]].map(([name, text]) => el("button", {
    type: "button", "data-key": `view-${name}`, "aria-pressed": (name === "selection") === auto ? "true" : "false", text, onclick: () => prefer({ posting: name }) })));
  exchange(root, el("div", { class: "scroll" }, head(data), views, auto ? selection(data) : terms(data)));
  if (!$(".head[tabindex='0']", root)) $(".head", root)?.setAttribute("tabindex", "0");
}

export function listen() {
  const root = $("#posting");
  const at = (e) => hover(e.target.closest("[data-mark]")?.dataset.mark ?? 0);
  for (const name of ["pointermove", "focusin"]) root.addEventListener(name, at);
  for (const name of ["pointerleave", "focusout"]) root.addEventListener(name, () => hover(0));
  root.addEventListener("keydown", (e) => {
    const heads = $$(".head", root);
    const from = heads.indexOf(document.activeElement);
    const to = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: heads.length - 1 }[e.key];
    if (from < 0 || to === undefined || e.ctrlKey || e.metaKey || e.altKey) return;
    e.preventDefault();
    heads[Math.max(0, Math.min(heads.length - 1, to))].focus();
  });
}

onChange(draw);
