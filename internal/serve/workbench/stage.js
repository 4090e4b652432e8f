// The sheets: fetched and parsed off the page, put in place in one task, so that nothing flickers and scroll and zoom stay.

import { $, $$, el, percent, plural } from "./dom.js";
import { diff } from "./diff.js";
import { getSheet } from "./net.js";
import { onChange, prefs, printOf, shown, state } from "./state.js";
import { drawPins } from "./pins.js";
import { refit } from "./view.js";

// What was fetched, by address, the last used last. The picture of a sheet and its text, which is not seen, are apart: where a
// save changed only where lines come from, or another sheet, the picture stays as it is.
const pictures = new Map();
const MOST = 48;
const needed = new Set(); // of sets of addresses that somebody is about to show

async function picture(address) {
  let p = pictures.get(address);
  if (p) pictures.delete(address);
  else {
    p = getSheet(address).then((svg) => parse(address, svg));
    p.then((entry) => { p.entry = entry; }, () => pictures.delete(address));
  }
  pictures.set(address, p);
  return p;
}

function parse(address, svg) {
  const at = svg.lastIndexOf('<g class="lines"');
  const [drawn, text] = at < 0 ? [svg, ""] : [`${svg.slice(0, at)}</svg>`, svg.slice(0, svg.indexOf(">") + 1) + svg.slice(at)];
  // Names in it begin with what is in its address, and so differ always.
  const [, key, number] = address.match(/([^/]+)\/(\d+)\.svg$/);
  const body = drawn.replaceAll(`k${key}s${number}`, "");
  const same = [...pictures.values()].find((o) => o.entry?.body === body)?.entry;
  return { body, picture: same?.picture ?? element(drawn, address), text: text && element(text, address) };
}

function element(svg, address) {
  const parser = document.createElement("template"); // the parser of HTML takes an eighth of the time that the one of XML takes
  parser.innerHTML = svg;
  const e = parser.content.firstElementChild;
  if (e?.localName !== "svg") throw new Error(`${address} is no picture`);
  return e;
}

// forget leaves out pictures that neither stand in the page nor are about to: prints of many sheets have more than MOST.
function forget() {
  for (const [address, p] of pictures) {
    if (pictures.size <= MOST) return;
    if (p.entry && !p.entry.picture.isConnected && ![...needed].some((of) => of.has(address))) pictures.delete(address);
  }
}

// load has the pictures of prints ready, so that drawing need not wait.
export async function load(...prints) {
  const of = new Set(prints.flatMap((p) => p?.sheets ?? []).map((s) => s.svg));
  needed.add(of);
  try {
    await Promise.all([...of].map(picture));
    forget();
  } finally {
    setTimeout(() => needed.delete(of)); // whoever asked has shown them by then
  }
}

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
  put(f.picture, c.sheet);
  put(f.over, c.over);
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
  }
  glow.append(...changed.map((b) => box(b, s, !state.other ? "changed" : c.old ? "changed gone" : "changed come")));
}

// linesIn is the lines of a sheet with the places that its picture says they have, without asking for a layout.
function linesIn(sheet) {
  const text = pictures.get(sheet.svg)?.entry?.text;
  return $$("text.line", text || document.createElement("i")).map((t) => {
    const runs = $$("tspan", t).map((r) => [r.getAttribute("x"), r.getAttribute("textLength"), r.getAttribute("font-size")].map(Number));
    const x = Math.min(...runs.map((r) => r[0]));
    const size = Math.max(...runs.map((r) => r[2]));
    return { sheet, text: t.textContent.replace(/\s+/g, " ").trim(), x, w: Math.max(...runs.map((r) => r[0] + r[1])) - x, y: Number(t.getAttribute("y")) - size * 0.85, h: size * 1.15 };
  }).filter((l) => l.text);
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

// early shows the sheets of a print before its findings are there, in place of those that are shown: when there are as many, of
// the same size, and newest still says so when they are here. Otherwise they are ready for the desk that is to come.
export async function early(m, newest) {
  await load(m);
  const p = printOf(state.now);
  if (!newest() || !p || state.past || state.other || figures.length !== m.sheets.length || p.sheets.length !== m.sheets.length) return;
  if (["name", "audience", "lang", "paper"].some((k) => p[k] !== m[k]) || p.sheets.some((s, i) => s.width !== m.sheets[i].width || s.height !== m.sheets[i].height)) return;
  p.sheets.forEach((s, i) => {
    s.svg = m.sheets[i].svg; // or whatever is drawn next would bring the old one back
    put(figures[i].picture, s);
  });
}

// put shows a sheet. What is shown already is left alone, what is shown elsewhere is copied.
function put(root, sheet) {
  const address = sheet?.svg ?? "";
  if (root.address === address) return;
  root.address = address;
  const entry = address && pictures.get(address)?.entry;
  if (!entry) {
    root.body = "";
    root.replaceChildren();
    return;
  }
  if (root.body !== entry.body) {
    root.body = entry.body;
    root.replaceChildren(entry.picture.isConnected ? entry.picture.cloneNode(true) : entry.picture);
  }
  // The text comes behind the frame that shows the picture: its layout takes as long.
  requestAnimationFrame(() => setTimeout(() => {
    if (root.address !== address) return;
    const text = entry.text && (entry.text.isConnected ? entry.text.cloneNode(true) : entry.text);
    text?.classList.add("spoken");
    root.querySelector(".spoken")?.remove(); // and the picture is left alone
    if (text) root.append(text);
  }));
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

// space is how many lines a print has too many, or still free, in words.
export function space(p) {
  if (p.over > 0) return [`${plural(p.over, "line")} too many`];
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
