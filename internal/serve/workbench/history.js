// The saves of this session: looked at again, and compared with what is shown, by picture and by text.

import { $, el, exchange, plural } from "./dom.js";
import { diff, texts, tidy, words } from "./diff.js";
import { onChange, prefer, prefs, printOf, shown, state } from "./state.js";
import { compare, go, saves } from "./present.js";
import { levelWords } from "./findings.js";

export const compareModes = [["side", "Side by side"], ["wipe", "Wipe"], ["blink", "Blink"]];

// saved is what made a desk, in words: a save, a look that was tried, or that it was given up again.
export function saved(s) {
  const tried = [s.look?.theme, s.look?.paper].filter(Boolean).join(", ");
  if (s.changed.length > 2) return plural(s.changed.length, "file");
  if (s.changed.length) return s.changed.map((p) => p.replace(/^content\//, "")).join(", ");
  if (tried) return `tried: ${tried}`;
  return s.desk === saves().at(-1)?.desk ? "first build" : "as it is written";
}

function entry(s, newest) {
  const current = state.past ? state.past.desk === s.desk : s === newest;
  const compared = state.other?.desk === s.desk;
  const what = saved(s);
  const found = [s.errors && levelWords(s.errors, "error"), s.warnings && levelWords(s.warnings, "warning")].filter(Boolean);
  return el("li", { class: [current && "current", compared && "compared"].filter(Boolean).join(" ") },
    el("button", { type: "button", class: "save", "data-key": `save-${s.desk}`, "aria-current": current ? "true" : null, onclick: () => go(s === newest ? null : s.desk) },
      el("span", { class: "clock", text: s.clock }),
      el("span", { class: "words" }, el("span", { class: "message", text: what }),
        el("span", { class: "meta" }, el("span", { text: plural(s.sheets, "sheet") }), found.length ? found.map((t) => el("span", { text: t })) : el("span", { text: "clean" }), s === newest && el("span", { class: "now", text: "now" })))),
    el("button", { type: "button", class: "small", "data-key": `compare-${s.desk}`, disabled: current, "aria-pressed": compared ? "true" : "false",
      "aria-label": `Compare the save of ${s.clock} with what is shown`, onclick: () => compare(compared ? null : s.desk), text: "Compare" }));
}

// changes is what differs between two texts: the lines of the newer one that have a change, with the words that came and those
// that went. That lines break elsewhere is no change.
export function changes(before, after) {
  const [a, b] = [words(before), words(after)];
  const out = [];
  let row = null; // {parts, changed, came}
  const end = () => {
    if (row?.changed) out.push(el("li", {}, row.parts));
    else if (row && out.length && out.at(-1).className !== "gap") out.push(el("li", { class: "gap", "aria-hidden": "true" }, "⋯"));
    row = null;
  };
  // add puts a word of a text at the end of the row; of one that stays or came the line's end ends the row too.
  const add = (text, list, i, kind) => {
    row ??= { parts: [], changed: false, came: false };
    const blank = i > 0 && /\s/.test(text.slice(list[i - 1][2], list[i][1]));
    const last = row.parts.at(-1);
    const name = { "-": "DEL", "+": "INS" }[kind];
    const word = (blank && row.parts.length ? " " : "") + list[i][0];
    if (!name) row.parts.push(word);
    else if (last?.nodeName === name) last.append(word);
    else row.parts.push(word.startsWith(" ") ? " " : "", el(name.toLowerCase(), { text: word.trimStart() }));
    if (kind !== "=") row.changed = true;
    if (kind !== "-") row.came = true;
    const next = list[i + 1];
    if ((kind !== "-" || !row.came) && (!next || text.slice(list[i][2], next[1]).includes("\n"))) end();
  };
  for (const [kind, i, j] of tidy(diff(texts(a), texts(b)), texts(a))) {
    if (kind === "-") add(before, a, i, kind);
    else add(after, b, j, kind);
  }
  end();
  if (out.at(-1)?.className === "gap") out.pop();
  return out;
}

let drawn = null;

function draw() {
  if (!prefs.panel || prefs.tab !== "history") return;
  const key = [state.now, state.past, state.other, printOf(shown())];
  if (drawn && key.every((k, i) => k === drawn[i])) return;
  drawn = key;
  const all = saves();
  const root = $("#history");
  let text = null;
  if (state.other) {
    const [old, mine] = [printOf(state.other), printOf(shown())];
    const rows = changes(old?.readers[0]?.text ?? "", mine?.readers[0]?.text ?? "");
    text = [el("h2", { text: `Text of ${state.other.clock} against ${state.past ? state.past.clock : "now"}` }),
      rows.length ? el("ol", { class: "changes" }, rows) : el("p", { class: "soft", text: "Their text is the same." })];
  }
  exchange(root, el("div", { class: "scroll" },
    el("h2", { text: "Saves of this session" }),
    all.length ? el("ol", { class: "saves" }, all.map((s) => entry(s, all[0]))) : el("p", { class: "empty", text: "Nothing was saved yet." }),
    text));
}

// bar is what stands over the sheets while two are compared.
export function bar() {
  const wiping = prefs.compare === "wipe";
  return el("div", { class: "notice" },
    el("span", {}, el("b", { text: state.other.clock }), " and ", el("b", { text: state.past ? state.past.clock : "now" })),
    el("div", { class: "segments", role: "group", "aria-label": "How to compare" }, compareModes.map(([mode, text]) => el("button", {
      type: "button", "data-key": `mode-${mode}`, "aria-pressed": prefs.compare === mode ? "true" : "false", text, onclick: () => prefer({ compare: mode }) }))),
    wiping && el("input", { type: "range", min: "0", max: "100", value: wipe.at, "data-key": "wipe", "aria-label": "How much of the older sheet is shown", oninput: (e) => wipeTo(Number(e.target.value)) }),
    prefs.compare === "blink" && el("button", { type: "button", class: "small", "data-key": "blink", "aria-pressed": wipe.old ? "true" : "false", onclick: blink }, wipe.old ? "Older" : "Newer", el("kbd", { text: "b" })),
    el("span", { class: "rest" }),
    el("button", { type: "button", class: "small", "data-key": "text", onclick: () => prefer({ panel: true, tab: "history" }) }, "Text", el("kbd", { text: "d" })),
    el("button", { type: "button", class: "small", "data-key": "end", onclick: () => compare(null) }, "End", el("kbd", { text: "Esc" })));
}

const wipe = { at: 50, old: false };

export function wipeTo(at) {
  wipe.at = Math.max(0, Math.min(100, at));
  $("#sheets").style.setProperty("--wipe", `${wipe.at}%`);
  const field = $("#notices input[type=range]");
  if (field && field.value !== String(wipe.at)) field.value = wipe.at;
}

// blink shows the other of two sheets that lie on each other.
export function blink() {
  if (!state.other) return;
  if (prefs.compare !== "blink") prefer({ compare: "blink" });
  wipe.old = !wipe.old;
  $("#sheets").classList.toggle("older", wipe.old);
  const b = $("#notices [data-key=blink]");
  b?.setAttribute("aria-pressed", wipe.old);
  if (b) b.firstChild.data = wipe.old ? "Older" : "Newer";
}

export function listen() {
  // The line of a wipe is drawn along with the pointer.
  $("#stage").addEventListener("pointerdown", (e) => {
    const paper = e.target.closest(".paper");
    if (!state.other || prefs.compare !== "wipe" || !paper || e.button !== 0) return;
    e.preventDefault();
    const move = (m) => {
      const r = paper.getBoundingClientRect();
      wipeTo(((m.clientX - r.left) / r.width) * 100);
    };
    move(e);
    const stop = new AbortController();
    addEventListener("pointermove", move, { signal: stop.signal });
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => stop.abort(), { signal: stop.signal });
  });
  wipeTo(50);
}

onChange(draw);
