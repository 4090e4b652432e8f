// The sheets: their pictures are had first, then put in place in one task, so that nothing flickers and scroll and zoom stay.

import { $, $$, el, percent, plural } from "./dom.js";
import { diff } from "./diff.js";
import { linesIn, load as loadPictures, put, splice } from "./pictures.js";
import { onChange, prefs, printOf, shown, state } from "./state.js";
import { drawPins } from "./pins.js";
import { refit } from "./view.js";

// load has the pictures of prints ready, so that drawing need not wait.
export const load = (...prints) => loadPictures(new Set([...figures.flatMap((f) => [f.picture.address, f.over.address]), ...ahead.sheets.map((s) => s.svg)]), ...prints);

// cellsOf is what stands on the stage, in order: of each its sheet, what lies over it, and what it is called.
function cellsOf() {
  const mine = printOf(shown());
  if (!mine) return [];
  if (!state.other) return mine.sheets.map((s) => ({ sheet: s, print: mine, desk: shown() }));
  const old = printOf(state.other);
  const cells = [];
  for (let i = 0; i < Math.max(mine.sheets.length, old?.sheets.length ?? 0); i++) {
    const [a, b] = [old?.sheets[i], mine.sheets[i]];
    if (prefs.compare === "side") {
      cells.push({ sheet: a, print: old, desk: state.other, old: true, number: i + 1 }, { sheet: b, print: mine, desk: shown(), number: i + 1 });
    } else {
      cells.push({ sheet: b ?? a, print: b ? mine : old, desk: b ? shown() : state.other, over: b ? a : null, number: i + 1 });
    }
  }
  return cells;
}

let figures = [];

function draw() {
  const cells = cellsOf();
  const root = $("#sheets");
  const before = $("#stage").dataset.what;
  const what = state.other ? prefs.compare : "plain";
  $("#stage").dataset.what = what;
  while (figures.length > cells.length) figures.pop().root.remove();
  while (figures.length < cells.length) {
    const f = figure();
    figures.push(f);
    root.append(f.root);
  }
  cells.forEach((c, i) => fill(figures[i], c));
  empty(root, cells.length === 0);
  refit(before !== what);
  drawPins(figures);
}

function figure() {
  const f = { caption: el("figcaption"), gauge: el("div", { class: "gauge", "aria-hidden": "true" }, el("i")), picture: el("div", { class: "picture" }),
    over: el("div", { class: "picture over" }), marks: el("div", { class: "boxes" }), glow: el("div", { class: "boxes" }), pins: el("div", { class: "pins" }) };
  f.paper = el("div", { class: "paper" }, f.picture, f.over, f.marks, f.glow);
  f.root = el("figure", { class: "sheet" }, f.caption, el("div", { class: "row" }, f.gauge, f.paper, f.pins));
  f.paper.cell = f;
  return f;
}

function fill(f, c) {
  f.cell = c;
  f.root.classList.toggle("none", !c.sheet);
  f.root.classList.toggle("old", !!c.old);
  const s = c.sheet ?? { width: 595, height: 842, filled: 0, changed: [] };
  f.paper.style.setProperty("--w", s.width);
  f.paper.style.setProperty("--h", s.height);
  put(f.picture, address(c));
  put(f.over, c.over?.svg);
  const [head, words, over] = describe(c);
  f.root.classList.toggle("too-many", over);
  f.caption.replaceChildren(el("b", { text: head }), " ", el("span", { text: words }));
  f.gauge.firstChild.style.height = `${Math.max(0, Math.min(1, s.filled)) * 100}%`;
  f.gauge.hidden = f.pins.hidden = !c.sheet;
  const changed = state.other ? differing(c) : s.changed ?? [];
  if (f.changed === changed) return; // or it would glow once more
  f.changed = changed;
  const glow = el("div", { class: "boxes" }); // a new one begins to glow
  f.glow.replaceWith(glow);
  f.glow = glow;
  if (!state.other) {
    if (glowed.has(changed)) return; // somebody comes back to it
    glowed.add(changed);
    glow.classList.add("glow");
    setTimeout(() => glow.classList.add("out"), 1200); // an animation of that length would have each frame drawn anew meanwhile
  }
  glow.append(...changed.map((b) => box(b, s, !state.other ? "changed" : c.old ? "changed gone" : "changed come")));
}

const glowed = new WeakSet();

let compared = { of: [null, null], gone: new Map(), come: new Map() };

// differing is the lines of a sheet that the print that it is compared with does not have.
function differing(c) {
  if (!c.sheet || prefs.compare === "blink") return none;
  const of = [printOf(state.other), printOf(shown())];
  if (of.some((p, i) => p !== compared.of[i])) {
    const [a, b] = of.map((p) => (p?.sheets ?? []).flatMap(linesIn));
    compared = { of, gone: new Map(), come: new Map() };
    for (const [kind, i, j] of diff(a.map((l) => l.text), b.map((l) => l.text))) {
      if (kind === "=") continue;
      const [map, line] = kind === "-" ? [compared.gone, a[i]] : [compared.come, b[j]];
      map.set(line.sheet, [...(map.get(line.sheet) ?? []), line]);
    }
  }
  return (c.old ? compared.gone : compared.come).get(c.sheet) ?? none;
}

const none = [];

let ahead = { desk: null, sheets: [] }; // pictures that stand in the place of those of a desk

// early shows the sheets of a print before its findings are there, in place of those that are shown: when there are as many, of
// the same size, and newest still says so when they are here. Otherwise they are ready for the desk that is to come.
export async function early(m, newest) {
  m.sheets.forEach(splice);
  await load(m);
  const p = printOf(state.now);
  if (!newest() || !p || state.past || state.other || figures.length !== m.sheets.length || p.sheets.length !== m.sheets.length) return false;
  if (["name", "audience", "lang", "paper"].some((k) => p[k] !== m[k]) || p.sheets.some((s, i) => s.width !== m.sheets[i].width || s.height !== m.sheets[i].height)) return false;
  ahead = { desk: state.now, print: p, sheets: m.sheets };
  m.sheets.forEach((s, i) => put(figures[i].picture, s.svg));
  return true;
}

// address is where the picture of a cell is: the one that came ahead while its desk is still the newest.
function address(c) {
  const i = c.print?.sheets.indexOf(c.sheet);
  return (c.desk === ahead.desk && c.print === ahead.print && !state.other && ahead.sheets[i]?.svg) || c.sheet?.svg;
}

// box is an area of a sheet, whatever the zoom.
export function box(b, sheet, name) {
  const e = el("div", { class: name });
  const pad = 2;
  Object.assign(e.style, { left: `${((b.x - pad) / sheet.width) * 100}%`, top: `${((b.y - 1) / sheet.height) * 100}%`,
    width: `${((b.w + 2 * pad) / sheet.width) * 100}%`, height: `${((b.h + 2) / sheet.height) * 100}%` });
  return e;
}

// describe is what a sheet is called, how full it is in words, and whether it is one too many.
function describe({ sheet: s, print: p, desk, old, number }) {
  const when = state.other ? `${desk.clock}${!old && desk === state.now ? ", now" : ""} · ` : "";
  if (!s) return [`${when}Sheet ${number}`, "not there", false];
  const of = p.sheets.length;
  const head = `${when}Sheet ${s.number} of ${of}`;
  const over = p.pages > 0 && s.number > p.pages;
  const words = [over ? `over the limit of ${plural(p.pages, "sheet")}` : `${percent(s.filled)} full`];
  if (s.number === of) words.push(...space(p));
  return [head, words.join(" · "), over];
}

// space is how many lines a print has beyond the sheets that it may have, or still free, in words. How many are to be cut is another thing, which the
// finding says: with the first of them a heading may come back.
export function space(p) {
  if (p.over > 0) return [`${plural(p.over, "line")} beyond`];
  if (p.pages > 0 && p.sheets.length > p.pages) return ["more than is allowed"];
  if (p.free > 0) return [`${plural(p.free, "line")} free`];
  return p.pages > 0 && p.sheets.length === p.pages ? ["no line free"] : [];
}

function empty(root, is) {
  root.classList.toggle("nothing", is);
  $(".empty", root)?.remove();
  if (!is) return;
  const desk = shown();
  const text = !desk ? (state.printing ? "Printing the first sheets …" : "Waiting for the server …") : desk.problem || (state.printing ? "Printing …" : "There is no print.");
  root.append(el("div", { class: "empty" }, el("p", { text: text.split("\n")[0] }), text.includes("\n") && el("p", { class: "soft", text: text.split("\n").slice(1).join("\n") })));
}

// sheetAt is the figure of a sheet by its number, of the newer side when two are compared.
export const sheetAt = (number) => figures.find((f) => f.cell.sheet?.number === number && !f.cell.old && f.cell.desk === shown());

export const allFigures = () => figures;

// linesOf is the lines of text on the stage that come from a line of the source.
export function linesOf(path, line) {
  return $$("#sheets .picture:not(.over) text.line").filter((t) => t.dataset.file === path && t.dataset.line <= line && line <= (t.dataset.endLine || t.dataset.line));
}

// flash points at elements of a sheet for a moment, and brings the first into view.
export function flash(lines) {
  if (!lines.length) return false;
  lines[0].scrollIntoView({ block: "center", inline: "nearest", behavior: calm() ? "instant" : "smooth" });
  for (const t of lines) {
    const b = t.getBBox();
    const paper = t.closest(".paper");
    const e = box({ x: b.x, y: b.y, w: b.width, h: b.height }, paper.cell.cell.sheet, "flash");
    paper.append(e);
    setTimeout(() => e.remove(), 1600);
  }
  return true;
}

export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

onChange(draw);
