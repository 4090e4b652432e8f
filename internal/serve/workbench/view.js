// Zoom and fit. A point of a sheet is 4/3 CSS pixels at 100 %; the style sheet makes all sizes of --z, pixels a point.

import { $ } from "./dom.js";
import { prefer, prefs, state } from "./state.js";
import { allFigures } from "./stage.js";
import { placePins } from "./pins.js";

const LEAST = 0.5;
const MOST = 4;
const steps = [0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4];
const GAUGE = 22; // beside a sheet, as in workbench.css
const PINS = 48;
const GAP = 20; // between sheets
const PAD = 24; // round all of them
const HEAD = 26; // a caption
const COMFORT = 560; // that two sheets stand abreast by themselves, each has so many pixels

export let zoom = 1;

let size = null; // of the stage, as it was observed: to ask for it would be a layout more

const stageSize = () => {
  const s = $("#stage");
  return size ?? { width: s.clientWidth, height: s.clientHeight };
};

export const columns = () => {
  if (state.other && prefs.compare === "side") return 2;
  if (prefs.columns) return Math.min(prefs.columns, Math.max(1, allFigures().length));
  return allFigures().length > 1 && stageSize().width >= 2 * COMFORT ? 2 : 1;
};

// fitting is the zoom at which the widest row, or the highest sheet too, goes into the stage.
function fitting(whole) {
  const stage = stageSize();
  let width = 595;
  let height = 842;
  for (const f of allFigures()) {
    const s = f.cell.sheet;
    if (s) [width, height] = [Math.max(f === allFigures()[0] ? 0 : width, s.width), Math.max(f === allFigures()[0] ? 0 : height, s.height)];
  }
  const n = columns();
  const pins = state.other && prefs.compare === "side" ? 1 : n; // those of an older sheet are not shown
  const across = (stage.width - 2 * PAD - (n - 1) * GAP - n * GAUGE - pins * PINS) / n / width;
  const down = (stage.height - 2 * PAD - HEAD) / height;
  return Math.max(0.2, Math.min(MOST, (whole ? Math.min(across, down) : across) * 0.75));
}

// refit sets the zoom as it is wanted, keeping what is in the middle of the stage, or at the top when that is where it is.
export function refit(anew = false) {
  $("#sheets").dataset.columns = columns();
  const wanted = prefs.fit === "none" ? prefs.zoom : fitting(prefs.fit === "sheet");
  if (Math.abs(wanted - zoom) < 1e-4 && !anew && $("#sheets").style.getPropertyValue("--z")) return;
  const stage = $("#stage").getBoundingClientRect();
  apply(wanted, $("#stage").scrollTop < 4 ? null : { x: stage.left + stage.width / 2, y: stage.top + stage.height / 2 });
}

// apply sets the zoom and keeps the spot of a sheet that is at a point of the window where it is.
function apply(z, point) {
  const stage = $("#stage");
  const spot = point && spotAt(point);
  zoom = z;
  $("#sheets").style.setProperty("--z", (z * 4) / 3);
  if (spot) {
    const r = spot.paper.getBoundingClientRect();
    stage.scrollBy({ left: r.left + spot.x * r.width - point.x, top: r.top + spot.y * r.height - point.y, behavior: "instant" });
  }
  placePins();
  document.dispatchEvent(new Event("zoom"));
}

// spotAt is the sheet nearest to a point, and where on it, in parts of its sides.
function spotAt(point) {
  let best = null;
  for (const { paper } of allFigures()) {
    const r = paper.getBoundingClientRect();
    const far = Math.hypot(Math.max(r.left - point.x, 0, point.x - r.right), Math.max(r.top - point.y, 0, point.y - r.bottom));
    if (!best || far < best.far) best = { far, paper, x: (point.x - r.left) / r.width, y: (point.y - r.top) / r.height };
  }
  return best;
}

const middle = () => {
  const r = $("#stage").getBoundingClientRect();
  return { x: r.left + r.width / 2, y: r.top + r.height / 2 };
};

export function zoomTo(z, point = middle()) {
  z = Math.max(LEAST, Math.min(MOST, z));
  apply(z, point);
  keep(z);
}

let saving = 0;
function keep(z) { // a turning wheel asks for many
  Object.assign(prefs, { fit: "none", zoom: z });
  clearTimeout(saving);
  saving = setTimeout(() => prefer({ fit: "none", zoom: z }), 250);
}

export const zoomIn = () => zoomTo(steps.find((s) => s > zoom * 1.02) ?? MOST);
export const zoomOut = () => zoomTo(steps.findLast((s) => s < zoom * 0.98) ?? LEAST);

export function fit(how) {
  clearTimeout(saving);
  prefer({ fit: how });
}

// Wheel and pinch. Turns are gathered, and applied once a frame.

export function listen() {
  const stage = $("#stage");
  let factor = 1;
  let point = null;
  let frame = 0;
  const turn = (f, p) => {
    factor *= f;
    point = p;
    frame ||= requestAnimationFrame(() => {
      zoomTo(zoom * factor, point);
      [factor, frame] = [1, 0];
    });
  };
  stage.addEventListener("wheel", (e) => {
    if (!e.ctrlKey && !e.metaKey) return;
    e.preventDefault();
    const lines = e.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    // A notch of a wheel is 100 or more, a move of two fingers a few pixels: neither is to jump.
    turn(Math.exp(-Math.max(-24, Math.min(24, e.deltaY * lines)) / 120), { x: e.clientX, y: e.clientY });
  }, { passive: false });

  const fingers = new Map();
  let apart = 0;
  const spread = () => {
    const [a, b] = [...fingers.values()];
    return { far: Math.hypot(a.x - b.x, a.y - b.y), point: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } };
  };
  stage.addEventListener("pointerdown", (e) => {
    if (e.pointerType !== "touch") return;
    fingers.set(e.pointerId, { x: e.clientX, y: e.clientY });
    if (fingers.size === 2) apart = spread().far;
  });
  stage.addEventListener("pointermove", (e) => {
    if (!fingers.has(e.pointerId)) return;
    fingers.set(e.pointerId, { x: e.clientX, y: e.clientY });
    if (fingers.size !== 2 || !apart) return;
    const now = spread();
    turn(now.far / apart, now.point);
    apart = now.far;
  });
  for (const end of ["pointerup", "pointercancel"]) stage.addEventListener(end, (e) => fingers.delete(e.pointerId));

  // Safari tells of a pinch on a trackpad so.
  let scale = 1;
  stage.addEventListener("gesturestart", (e) => { e.preventDefault(); scale = 1; });
  stage.addEventListener("gesturechange", (e) => {
    e.preventDefault();
    turn(e.scale / scale, { x: e.clientX, y: e.clientY });
    scale = e.scale;
  });

  // With the middle button the paper is moved.
  stage.addEventListener("pointerdown", (e) => {
    if (e.button !== 1 || e.pointerType !== "mouse") return;
    e.preventDefault();
    stage.setPointerCapture(e.pointerId);
    const move = (m) => stage.scrollBy({ left: -m.movementX, top: -m.movementY, behavior: "instant" });
    stage.addEventListener("pointermove", move);
    stage.addEventListener("pointerup", () => stage.removeEventListener("pointermove", move), { once: true });
  });

  new ResizeObserver(() => {
    size = { width: stage.clientWidth, height: stage.clientHeight };
    refit();
  }).observe(stage);
}
