// The findings: by level, then by group of rules. One is chosen; it unfolds, and shows its place on the sheets.

import { $, $$, el, exchange, plural, prose, say } from "./dom.js";
import { getExplanation, post } from "./net.js";
import { canAct, hasEditor, identity, keyOf, onChange, prefer, prefs, printOf, selected, set, shown, state } from "./state.js";
import { hover, reveal } from "./pins.js";
import { present } from "./present.js";

const LEVELS = ["error", "warning", "info"];

let filter = "";
const manuals = new Map(); // by rule: a promise, then what was said
let unfolded = ""; // the rule whose manual is shown

// passes reports whether a finding is among those that are asked for.
export function passes(d) {
  if (!prefs.levels[d.severity]) return false;
  return !filter || `${d.rule} ${d.message} ${d.help} ${d.path}:${d.line} ${d.excerpt}`.toLowerCase().includes(filter);
}

// order is the findings that are shown, as the list shows them.
export function order() {
  const all = (shown()?.findings ?? []).filter(passes);
  return LEVELS.flatMap((level) => {
    const of = all.filter((d) => d.severity === level);
    const groups = [...new Set(of.map((d) => d.rule.split("/")[0]))];
    return groups.flatMap((g) => of.filter((d) => d.rule.split("/")[0] === g));
  });
}

export const count = (desk, level) => (desk?.findings ?? []).filter((d) => d.severity === level).length;

export const levelWords = (n, level) => plural(n, level);

// select chooses a finding. With list it is brought into view in the list, with sheet on the sheets.
export function select(d, { list = false, sheet = false, focus = false } = {}) {
  if (unfolded && d?.rule !== unfolded) unfolded = "";
  if (d && list && (!prefs.panel || prefs.tab !== "findings")) prefer({ panel: true, tab: "findings" });
  set({ selected: d && identity(d) });
  const item = d && $(`#findings li[data-finding="${d.number}"]`);
  if (list && item) item.scrollIntoView({ block: "nearest" });
  if (focus && item) $(".head", item).focus({ preventScroll: true });
  if (sheet && d) show(d);
}

// show brings a finding's place into view, in the print that has it.
export async function show(d) {
  const mine = printOf(shown());
  const number = shown().prints.indexOf(mine);
  if (d.places.length && !d.places.some((p) => p.print === number)) {
    await present({ print: keyOf(shown().prints[d.places[0].print]) });
  }
  if (!reveal(d) && d.path) say("It has no place on the sheets; its line is in " + `${d.path}:${d.line}`);
}

export function step(by, sheet = true) {
  const all = order();
  if (!all.length) return;
  const at = all.findIndex((d) => d.number === selected()?.number);
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length;
  select(all[next], { list: true, sheet: sheet && all[next].places.length > 0, focus: true });
}

export async function open(path, line, col, word = {}) {
  try {
    await post("open", { path, line, col: col || 1, ...word });
  } catch (err) {
    say(err.message, true);
  }
}

export function openFinding(d) {
  if (hasEditor() && d?.path) open(d.path, d.line, d.col);
}

export async function fix(d) {
  if (!d?.fixable || !canAct() || state.past) return;
  try {
    await post("fix", { desk: state.now.desk, number: d.number });
    say(`Mended in ${d.path}, line ${d.line}`);
  } catch (err) {
    say(err.message, true);
  }
}

// explain unfolds the manual of a finding's rule, or folds it.
export async function explain(d = selected()) {
  if (!d) return;
  unfolded = unfolded === d.rule ? "" : d.rule;
  if (unfolded && !manuals.has(d.rule)) {
    manuals.set(d.rule, null);
    try {
      manuals.set(d.rule, await getExplanation(d.rule));
    } catch (err) {
      manuals.delete(d.rule);
      unfolded = "";
      say(`The manual of ${d.rule} is not to be had: ${err.message}`, true);
    }
  }
  set({});
}

function manual(rule) {
  const m = manuals.get(rule);
  if (!m) return null;
  const part = (name, text, code) => text && [el("h4", { text: name }), code ? el("pre", { text: text.trim(), tabindex: "0", "aria-label": name }) : el("p", {}, prose(text))];
  return el("div", { class: "manual" }, ...[part("What", m.what), part("Why", m.why), part("What to do", m.mend), part("Bad", m.bad, true), part("Good", m.good, true)].flat());
}

function item(d, chosen) {
  const body = chosen && el("div", { class: "body" },
    d.excerpt && el("pre", { class: "excerpt", text: d.excerpt }),
    d.help && el("p", { class: "help" }, prose(d.help)),
    d.why && el("p", { class: "soft" }, prose(d.why)),
    d.prints.length > 0 && el("p", { class: "soft", text: `Only in ${d.prints.join(", ")}` }),
    el("div", { class: "acts" },
      d.places.length > 0 && act("Show", "Enter", () => show(d), `show-${d.number}`),
      hasEditor() && d.path && act("Open in editor", "e", () => openFinding(d), `open-${d.number}`),
      d.fixable && canAct() && !state.past && act("Fix", "f", () => fix(d), `fix-${d.number}`),
      act(unfolded === d.rule ? "Fold the manual" : "Manual", "?", () => explain(d), `manual-${d.number}`)),
    unfolded === d.rule && manual(d.rule));
  const place = d.path ? `${d.path.replace(/^content\//, "")}:${d.line}` : "";
  return el("li", { class: `finding ${d.severity}`, "data-finding": d.number },
    el("button", { type: "button", class: "head", tabindex: chosen ? "0" : "-1", "data-key": `f${d.number}`, "aria-expanded": chosen ? "true" : "false",
      onclick: () => chosen ? select(null) : select(d, { sheet: d.places.length > 0, focus: true }), ondblclick: () => openFinding(d) },
    el("span", { class: `number ${d.severity}`, text: d.number }),
    el("span", { class: "words" },
      el("span", { class: "message" }, prose(d.message)),
      el("span", { class: "meta" }, place && el("span", { text: place }), el("span", { text: d.rule }), d.fixable && el("span", { class: "can-fix", text: "fixable" }), !d.places.length && el("span", { text: "not on a sheet" })))),
    body);
}

function act(text, key, run, id) {
  return el("button", { type: "button", class: "small", "data-key": id, onclick: run }, text, el("kbd", { text: key }));
}

let drawn = null;

function draw() {
  const desk = shown();
  const chosen = selected();
  const key = [desk, chosen?.number, filter, JSON.stringify(prefs.levels), unfolded, manuals.get(unfolded), state.printing && !desk];
  if (drawn && key.every((k, i) => k === drawn[i])) return;
  drawn = key;
  const root = $("#findings");
  root.dataset.filter = filter;
  if (!root.firstChild) frame(root);
  for (const level of LEVELS) {
    const b = $(`[data-level="${level}"]`, root);
    b.setAttribute("aria-pressed", prefs.levels[level]);
    b.disabled = !count(desk, level) && prefs.levels[level];
    $("b", b).textContent = count(desk, level);
  }
  const all = order();
  const list = [];
  let level = "";
  let group = "";
  let ul = null;
  for (const d of all) {
    const g = d.rule.split("/")[0];
    if (d.severity !== level || g !== group) {
      if (d.severity !== level) list.push(el("h2", { class: d.severity, text: levelWords(all.filter((o) => o.severity === d.severity).length, d.severity) }));
      [level, group] = [d.severity, g];
      list.push(el("h3", { text: g }));
      list.push(ul = el("ul", {}));
    }
    ul.append(item(d, d.number === chosen?.number));
  }
  if (!all.length) {
    const n = desk?.findings.length ?? 0;
    list.push(el("p", { class: "empty", text: !desk ? "" : n ? `None of ${plural(n, "finding")} is as asked for.` : state.printing ? "Checking …" : "Nothing found. The sheets are clean." }));
  }
  if (desk?.more) list.push(el("p", { class: "empty", text: `${plural(desk.more, "finding")} more; \`resgen check\` lists them all.` }));
  exchange($(".list", root), list);
  if (!$(".head[tabindex='0']", root)) $(".head", root)?.setAttribute("tabindex", "0");
}

function frame(root) {
  const field = el("input", { type: "search", id: "filter", placeholder: "Filter findings", "aria-label": "Filter findings", autocomplete: "off", spellcheck: "false",
    oninput: () => { filter = field.value.trim().toLowerCase(); set({}); },
    onkeydown: (e) => {
      if (e.key === "ArrowDown" || e.key === "Enter") { e.preventDefault(); $(".head", root)?.focus(); }
      if (e.key === "Escape" && field.value) { e.stopPropagation(); field.value = ""; filter = ""; set({}); }
    } });
  const levels = LEVELS.map((level) => el("button", { type: "button", class: `level ${level}`, "data-level": level, "aria-pressed": "true", title: `${level}s`,
    onclick: () => prefer({ levels: { ...prefs.levels, [level]: !prefs.levels[level] } }) },
  el("i", { class: `number ${level}`, "aria-hidden": "true" }), el("b"), el("span", { class: "unseen", text: `${level}s` })));
  const list = el("div", { class: "list" });
  list.addEventListener("pointermove", (e) => hover(Number(e.target.closest("li")?.dataset.finding ?? 0)));
  list.addEventListener("pointerleave", () => hover(0));
  list.addEventListener("focusin", (e) => hover(Number(e.target.closest("li")?.dataset.finding ?? 0)));
  list.addEventListener("focusout", () => hover(0));
  list.addEventListener("keydown", (e) => {
    const heads = $$(".head", list);
    const at = heads.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: heads.length - 1 }[e.key];
    if (at < 0 || to === undefined || e.ctrlKey || e.metaKey || e.altKey) return;
    e.preventDefault();
    heads[Math.max(0, Math.min(heads.length - 1, to))].focus();
  });
  root.append(el("div", { class: "filter" }, field, el("div", { class: "levels", role: "group", "aria-label": "Levels" }, levels)), list);
}

onChange(draw);
