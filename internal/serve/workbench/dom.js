// Elements, and the few icons that we draw.

const SVG = "http://www.w3.org/2000/svg";

// el makes an element. Of its properties, those that begin with "on" listen, "class" and "text" are what they say, what is
// null or false is left out, and all others are attributes.
export function el(tag, props, ...children) {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) e.addEventListener(name.slice(2), value);
    else if (name === "class") e.className = value;
    else if (name === "text") e.textContent = value;
    else e.setAttribute(name, value === true ? "" : value);
  }
  for (const c of children.flat()) if (c !== null && c !== undefined && c !== false) e.append(c);
  return e;
}

export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

const paths = {
  down: "M4.5 6.5 8 10l3.5-3.5",
  plus: "M8 3.5v9M3.5 8h9",
  minus: "M3.5 8h9",
  width: "M1.5 3v10M14.5 3v10M4 8h8M6 5.8 3.8 8 6 10.2M10 5.8 12.2 8 10 10.2",
  sheet: "M3.5 1.5h9v13h-9zM8 4v8M6 5.7 8 3.8l2 1.9M6 10.3l2 1.9 2-1.9",
  one: "M4.5 2.5h7v11h-7z",
  two: "M1.5 3.5h5.5v9H1.5zM9 3.5h5.5v9H9z",
  dark: "M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6z",
  panel: "M1.5 2.5h13v11h-13zM10 2.5v11",
  close: "m4 4 8 8M12 4l-8 8",
  keys: "M1.5 4.5h13v8h-13zM4 7h.01M6.7 7h.01M9.4 7h.01M12 7h.01M4.5 10h7",
  out: "M6.5 3.5h-3v9h9v-3M9 3h4v4M13 3 7.5 8.5",
  marks: "M8 14c3-3.6 4.5-5.8 4.5-8a4.5 4.5 0 0 0-9 0c0 2.2 1.5 4.4 4.5 8zM8 4.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3",
};

export function icon(name) {
  const s = document.createElementNS(SVG, "svg");
  s.setAttribute("viewBox", "0 0 16 16");
  s.setAttribute("class", "icon");
  s.setAttribute("aria-hidden", "true");
  const p = document.createElementNS(SVG, "path");
  p.setAttribute("d", paths[name]);
  s.append(p);
  return s;
}

// How far elements are scrolled, known without asking for a layout, which would be one more while sheets are exchanged.
const scrolled = new WeakMap();
document.addEventListener("scroll", (e) => scrolled.set(e.target, e.target.scrollTop), { capture: true, passive: true });

const scroller = (root) => (root.matches(".list") ? root : $(".scroll", root));

// exchange puts children in place of those that are there, with the focus and the scroll where they were: elements are told by
// data-key.
export function exchange(root, ...children) {
  const key = root.contains(document.activeElement) ? document.activeElement.closest("[data-key]")?.dataset.key : null;
  const at = scrolled.get(scroller(root)) ?? 0;
  root.replaceChildren(...children.flat().filter(Boolean));
  const now = at && scroller(root);
  if (now) {
    now.scrollTop = at;
    scrolled.set(now, at);
  }
  if (key) $(`[data-key="${CSS.escape(key)}"]`, root)?.focus({ preventScroll: true });
}

// prose is text of a message: what stands in backticks is code.
export const prose = (text) => text.split(/`([^`]+)`/).map((part, i) => (i % 2 ? el("code", { text: part }) : part));

export const plural = (n, one, many = one + "s") => `${n} ${n === 1 ? one : many}`;

export const percent = (v) => `${Math.round(v * 100)} %`;

let toast = 0;

// say tells something for a moment; a failure stays until it is closed or another comes.
export function say(text, failed = false) {
  const box = $("#toasts");
  const mine = el("p", { class: failed ? "toast failed" : "toast" }, el("span", { text }),
    el("button", { type: "button", class: "plain", "aria-label": "Close", onclick: () => mine.remove() }, icon("close")));
  clearTimeout(toast);
  box.replaceChildren(mine);
  if (!failed) toast = setTimeout(() => mine.remove(), 5000);
}
