// The pictures of sheets: fetched once, or made of one that is here, and put in place so that what is alike is left alone.

import { become, parse } from "./mend.js";
import { getSheet } from "./net.js";

// What is here, by address, the last used last: the picture of a sheet and its text, which is not seen, apart, as text.
const pictures = new Map();
const MOST = 48;
const needed = new Set(); // of sets of addresses that somebody is about to show

function picture(address) {
  const p = pictures.get(address) ?? getSheet(address).then((svg) => parted(address, svg));
  pictures.delete(address);
  pictures.set(address, p);
  p.then((entry) => { p.entry = entry; }, () => pictures.delete(address));
  return p;
}

function parted(address, svg) {
  if (!svg.startsWith("<svg")) throw new Error(`${address} is no picture`);
  const at = svg.lastIndexOf('<g class="lines"');
  return at < 0 ? { svg, body: svg, text: "" } : { svg, body: `${svg.slice(0, at)}</svg>`, text: svg.slice(0, svg.indexOf(">") + 1) + svg.slice(at) };
}

// forget leaves out the oldest, but none that somebody shows or is about to: prints of many sheets have more than MOST.
function forget(shown) {
  for (const address of [...pictures.keys()]) {
    if (pictures.size <= MOST) return;
    if (!shown.has(address) && ![...needed].some((of) => of.has(address))) pictures.delete(address);
  }
}

// load has the pictures of prints ready, so that drawing need not wait. shown is the addresses of those that stand in the page.
export async function load(shown, ...prints) {
  const of = new Set(prints.flatMap((p) => p?.sheets ?? []).map((s) => s.svg));
  needed.add(of);
  try {
    await Promise.all([...of].map(picture));
    forget(shown);
  } finally {
    setTimeout(() => needed.delete(of)); // whoever asked has shown them by then
  }
}

// splice makes the picture of a sheet of one that is here, as the server says how; without that one it is fetched when it is needed.
export function splice({ svg, from, parts }) {
  const old = parts && pictures.get(from)?.entry?.svg;
  if (!old || pictures.has(svg)) return;
  const entry = parted(svg, parts.map((p) => (typeof p === "string" ? p : old.slice(p[0], p[1]))).join(""));
  pictures.set(svg, Object.assign(Promise.resolve(entry), { entry }));
}

// put shows the picture of an address in an element. What is shown already is left alone.
export function put(root, address = "") {
  if (root.address === address) return;
  const entry = address && pictures.get(address)?.entry;
  root.address = entry ? address : "";
  root.body = layer(root, "drawn", root.body, entry?.body ?? "");
  // The text comes behind the frame that shows the picture: its layout takes as long.
  if (!entry) root.text = layer(root, "spoken", root.text, "");
  else requestAnimationFrame(() => setTimeout(() => {
    if (root.address === address) root.text = layer(root, "spoken", root.text, entry.text);
  }));
}

// layer makes the element of a class below another one say what a picture says; was is what it says.
function layer(root, name, was, svg) {
  if (was === svg) return was;
  const old = root.querySelector(`:scope > .${name}`);
  if (!svg) old?.remove();
  else if (old) become(old, was, svg);
  else {
    const e = parse(svg);
    e.classList.add(name);
    if (name === "drawn") root.prepend(e);
    else root.append(e);
  }
  return svg;
}

// linesIn is the lines of a sheet with the places that its picture says they have, without asking for a layout.
export function linesIn(sheet) {
  const text = pictures.get(sheet.svg)?.entry?.text;
  return !text ? [] : [...parse(text).querySelectorAll("text.line")].map((t) => {
    const runs = [...t.querySelectorAll("tspan")].map((r) => ["x", "textLength", "font-size"].map((name) => Number(r.getAttribute(name))));
    const x = Math.min(...runs.map((r) => r[0]));
    const size = Math.max(...runs.map((r) => r[2]));
    return { sheet, text: t.textContent.replace(/\s+/g, " ").trim(), x, w: Math.max(...runs.map((r) => r[0] + r[1])) - x, y: Number(t.getAttribute("y")) - size * 0.85, h: size * 1.15 };
  }).filter((l) => l.text);
}
