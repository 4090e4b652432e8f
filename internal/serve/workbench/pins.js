// Findings on the sheets: a box round their lines, and a pin with their number beside the paper. What the pointer is over, and
// what is chosen, light up here and in the list.

import { $, $$, el } from "./dom.js";
import { onChange, prefs, printNumber, selected, set, shown, state } from "./state.js";
import { allFigures, box, calm, sheetAt } from "./stage.js";
import { openFinding, passes, select } from "./findings.js";
import { choosePart, marksOn } from "./posting.js";

const PIN = 20; // pixels from one pin to the next

let drawn = null; // what the pins were drawn of

// drawPins draws those of the figures' sheets, unless they are there.
export function drawPins(figures) {
  const desk = shown();
  const number = printNumber(desk);
  const tailored = marksOn(desk); // in the place of findings, while the panel shows them
  const key = [desk, number, JSON.stringify(prefs.levels), prefs.marks, state.other, prefs.compare, figures.length, $("#findings").dataset.filter, tailored, prefs.posting];
  if (drawn && key.every((k, i) => k === drawn[i])) return;
  drawn = key;
  for (const f of figures) {
    const { sheet, desk: of, old } = f.cell;
    const boxes = [];
    const pins = [];
    const marked = sheet && !old && of === desk && prefs.marks && (!state.other || prefs.compare === "side");
    if (marked && tailored) {
      for (const m of tailored.filter((m) => m.sheet === sheet.number)) {
        const b = box(m.number === undefined ? { ...m.box, x: m.box.x + 1.5, w: Math.max(1, m.box.w - 3) } : m.box, sheet, `box ${m.number === undefined ? "word " : ""}${m.state}`);
        Object.assign(b.dataset, { mark: m.id, place: m.place });
        boxes.push(b);
        if (m.number) pins.push({ m, y: m.box.y + Math.min(m.box.h / 2, 9) });
      }
    } else if (marked) {
      for (const d of desk.findings.filter(passes)) {
        for (const at of d.places) {
          if (at.print !== number || at.sheet !== sheet.number) continue;
          const parts = at.boxes.length ? at.boxes.map((b) => box(b, sheet, `box ${d.severity}`)) : [box({ x: 3, y: 3, w: sheet.width - 6, h: sheet.height - 6 }, sheet, `box whole ${d.severity}`)];
          for (const p of parts) p.dataset.finding = d.number;
          boxes.push(...parts);
          pins.push({ d, y: at.boxes.length ? at.boxes[0].y + Math.min(at.boxes[0].h / 2, 9) : 12 });
        }
      }
    }
    f.marks.replaceChildren(...boxes);
    pins.sort((a, b) => a.y - b.y || (a.d ?? a.m).number - (b.d ?? b.m).number);
    f.pins.replaceChildren(...pins.map(({ d, m, y }) => {
      const e = m ? el("button", { type: "button", tabindex: "-1", class: `pin ${m.state}`, "data-mark": m.id, "data-y": y, text: m.number, "aria-label": `${m.number}, in: ${m.text}`, onclick: () => choosePart(m.id, { list: true }) })
        : el("button", { type: "button", tabindex: "-1", class: `pin ${d.severity}`, "data-finding": d.number, "data-y": y, text: d.number,
        "aria-label": `Finding ${d.number}, ${d.severity}: ${d.message}`, onclick: () => select(d, { list: true }), ondblclick: () => openFinding(d) });
      return e;
    }));
  }
  placePins();
  light();
}

// placePins stands pins beside their lines: where one stands already, in a second column, and then lower down.
export function placePins() {
  const z = parseFloat($("#sheets").style.getPropertyValue("--z")) || 4 / 3;
  for (const f of allFigures()) {
    const ends = [-Infinity, -Infinity]; // of the columns
    for (const e of f.pins.children) {
      const y = e.dataset.y * z - 9;
      let column = ends.findIndex((end) => y >= end);
      if (column < 0) column = ends[0] <= ends[1] ? 0 : 1;
      const at = Math.max(y, ends[column]);
      ends[column] = at + PIN;
      e.style.transform = `translate(${4 + column * 22}px, ${at}px)`;
    }
  }
}

// light marks what is chosen and what the pointer is over.
function light() {
  const chosen = selected()?.number ?? 0;
  for (const e of $$("[data-finding]")) {
    const n = Number(e.dataset.finding);
    e.classList.toggle("chosen", n === chosen);
    e.classList.toggle("lit", n === state.hover);
  }
  for (const e of $$("[data-mark]")) {
    const on = e.dataset.mark === state.mark;
    e.classList.toggle("chosen", on && (state.proof < 0 || e.dataset.place === undefined || Number(e.dataset.place) === state.proof));
    e.classList.toggle("lit", e.dataset.mark === state.hover);
  }
}

// reveal brings a finding's place on the sheets into view; false when it has none there.
export function reveal(d, smooth = true) {
  const number = printNumber(shown());
  const at = d.places.find((p) => p.print === number);
  const f = at && sheetAt(at.sheet);
  if (!f) return false;
  into($(`.box[data-finding="${d.number}"]`, f.marks) ?? f.paper, smooth);
  return true;
}

// into brings a part of a sheet into view.
export function into(target, smooth = true) {
  const [stage, r] = [$("#stage"), target.getBoundingClientRect()];
  const s = stage.getBoundingClientRect();
  const top = r.height > s.height ? r.top - s.top - 40 : r.top + r.height / 2 - (s.top + s.height / 2);
  const inside = r.top > s.top + 40 && r.bottom < s.bottom - 40;
  let left = 0;
  if (r.left < s.left + 8 || r.width > s.width) left = r.left - s.left - 40;
  else if (r.right > s.right - 60) left = r.right - s.right + 80;
  if (!inside || left) stage.scrollBy({ top: inside ? 0 : top, left, behavior: smooth && !calm() ? "smooth" : "instant" });
}

// under is the finding whose box is at a point, the smallest of several; or what of a tailoring is there.
function under(e) {
  const paper = e.target.closest?.(".paper");
  if (!paper) return 0;
  let best = 0;
  let size = Infinity;
  for (const b of $$(".box:not(.whole)", paper)) {
    const r = b.getBoundingClientRect();
    if (e.clientX < r.left || e.clientX > r.right || e.clientY < r.top || e.clientY > r.bottom || r.width * r.height >= size) continue;
    [best, size] = [b.dataset.mark ?? Number(b.dataset.finding), r.width * r.height];
  }
  return best;
}

export function hover(number) {
  if (number === state.hover) return;
  state.hover = number;
  light();
}

export function listen() {
  const stage = $("#stage");
  const pin = (e) => e.target.closest(".pin")?.dataset;
  stage.addEventListener("pointermove", (e) => hover(pin(e)?.mark || Number(pin(e)?.finding ?? 0) || under(e)));
  stage.addEventListener("pointerleave", () => hover(0));
  stage.addEventListener("click", (e) => {
    if (e.detail > 1 || !getSelection().isCollapsed) return; // a word is being chosen
    const at = under(e);
    if (typeof at === "string") {
      choosePart(at, { list: true });
      return;
    }
    if (state.mark && e.target.closest(".paper")) choosePart("");
    const d = shown()?.findings.find((f) => f.number === at);
    if (d) select(d, { list: true });
    else if (state.selected && e.target.closest(".paper")) set({ selected: null });
  });
}

onChange(light);
