// What is said of the page as a whole: the line below, the notices over the sheets, the panel with its tabs, the window's title.

import { $, $$, el, exchange, plural } from "./dom.js";
import { canAct, missing, onChange, own, prefer, prefs, printOf, shown, state, trying } from "./state.js";
import { count, levelWords } from "./findings.js";
import { choose, place, saves, go, compare, stepBack, tryLook } from "./present.js";
import { confirmWrite } from "./dialogs.js";
import { bar as compareBar, saved } from "./history.js";
import { hasPostings } from "./posting.js";
import { space } from "./stage.js";

const TABS = [["findings", "Findings"], ["reader", "Readers"], ["history", "History"], ["posting", "Posting"]];

const ms = (v) => (v < 10 ? `${v.toFixed(1)} ms` : v < 10_000 ? `${Math.round(v)} ms` : `${(v / 1000).toFixed(1)} s`);

const words = { live: "Live", lost: "Not connected", connecting: "Connecting" };

function status() {
  const desk = shown();
  const p = printOf(desk);
  const parts = [el("span", { class: `connection ${state.connection}`, title: state.connection === "lost" ? "The server does not answer. The page comes back by itself." : "" },
    el("i", { "aria-hidden": "true" }), state.printing && state.connection === "live" ? "Printing" : words[state.connection])];
  if (desk) {
    const stages = desk.stages.map((s) => `${s.stage} ${ms(s.ms)}`).join("\n");
    parts.push(el("span", { class: "saved", title: stages }, `${desk.clock} ${saved(desk)}`));
    const seen = state.seen?.id === desk.id ? `shown in ${ms(state.seen.ms)}, checked` : "printed and checked";
    if (desk.took && p && !desk.stale) parts.push(el("span", { class: "took", title: stages }, `${seen} in ${ms(desk.took)}`));
  }
  parts.push(el("span", { class: "rest" }));
  if (p) {
    const last = p.sheets.at(-1);
    const over = p.over > 0 || (p.pages > 0 && p.sheets.length > p.pages);
    parts.push(el("span", { class: over ? "fill over" : "fill" }, [plural(p.sheets.length, "sheet"), p.pages && `${p.pages} allowed`, last && `last ${Math.round(last.filled * 100)} % full`, ...space(p)].filter(Boolean).join(" · ")));
    if (p.fit) parts.push(el("span", { class: "fit", title: p.fit }, p.fit));
  }
  if (desk) {
    const found = ["error", "warning", "info"].filter((l) => count(desk, l)).map((l) => el("span", { class: l }, levelWords(count(desk, l), l)));
    parts.push(el("span", { class: "found" }, found.length ? found : el("span", { class: "clean", text: "clean" })));
  }
  $("#status").replaceChildren(...parts);
}

let noticed = null;

function notices() {
  const { now, past, other } = state;
  const key = [now?.look.theme, now?.look.paper, now?.readonly, past, other, prefs.compare, now?.problem, state.connection === "lost", past && place(), now?.prints.length, state.awaited, missing(), printOf(now)];
  if (noticed && key.every((k, i) => k === noticed[i])) return;
  noticed = key;
  const out = [];
  if (now?.problem && now.prints.length) out.push(el("div", { class: "notice failed", role: "alert" }, el("span", {}, el("b", { text: "No new print: " }), now.problem.split("\n")[0], now.stale && ` The sheets are those of ${now.stale}.`)));
  const lacks = missing();
  if (state.awaited) {
    const t = now?.targets.find((q) => q.target === state.awaited);
    out.push(el("div", { class: "notice awaited", role: "status" }, el("span", {}, "Printing ", el("b", { text: t?.name ?? state.awaited }), " …")));
  } else if (lacks) {
    out.push(el("div", { class: "notice trying" }, el("span", {}, el("b", { text: lacks.name }), past ? ` was not printed at ${past.clock}: nobody looked at it. ` : " is not among the newest prints. ", `This is ${printOf(shown())?.name ?? "none"}.`), el("span", { class: "rest" }),
      !past && button("Print it", "", () => choose(lacks.target))));
  }
  if (other) out.push(compareBar());
  if (past) {
    const n = place();
    out.push(el("div", { class: "notice past" }, el("span", {}, "As saved at ", el("b", { text: past.clock }), n ? `, ${plural(n, "save")} ago` : ""), el("span", { class: "rest" }),
      button("Older", ",", () => stepBack(1), n + 1 >= saves().length), button("Newer", ".", () => stepBack(-1)), button("Compare with now", "", () => compareWithNow()), button("Now", "n", () => go(null))));
  } else if (trying() && canAct()) {
    const { look } = now;
    const { written } = printOf(now) ?? now;
    const parts = ["theme", "paper"].filter((k) => look[k]).flatMap((k, i) => [i ? " and " : "", `${k} `, el("b", { text: look[k] }), ` for ${written[k]}`]);
    out.push(el("div", { class: "notice trying" }, el("span", {}, "Trying ", parts, ". No file is changed."), el("span", { class: "rest" }),
      button("Go back", "u", () => tryLook({ theme: "", paper: "" })), now.master && !own() && button("Write to the front matter …", "W", confirmWrite)));
  }
  exchange($("#notices"), out);
}

async function compareWithNow() {
  const at = state.past.desk;
  await go(null);
  compare(at);
}

const button = (text, key, run, disabled = false) => el("button", { type: "button", class: "small", "data-key": `notice-${text}`, onclick: run, disabled }, text, key && el("kbd", { text: key }));

function tabs() {
  const root = $("#tabs");
  if (!root.firstChild) {
    root.append(...TABS.map(([id, text]) => el("button", { type: "button", role: "tab", id: `tab-${id}`, "aria-controls": id, onclick: () => prefer({ tab: id }) }, text, el("span", { class: "n" }))));
    root.addEventListener("keydown", (e) => {
      const all = $$("button:not([hidden])", root);
      const at = all.indexOf(document.activeElement);
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[e.key];
      if (at < 0 || to === undefined) return;
      e.preventDefault();
      const b = all[(to + all.length) % all.length];
      b.focus();
      b.click();
    });
  }
  const p = printOf(shown());
  const missed = p ? p.recall.reduce((n, r) => n + r.of - r.found, 0) : 0;
  const wanted = hasPostings();
  $("#tab-posting").hidden = !wanted;
  const tab = prefs.tab === "posting" && !wanted ? "findings" : prefs.tab; // for now: what is kept stays
  const numbers = { findings: shown()?.findings.length, reader: missed ? `${missed} missed` : "", history: saves().length };
  for (const [id] of TABS) {
    const on = tab === id;
    const b = $(`#tab-${id}`);
    if (on && b.getAttribute("aria-selected") !== "true") queueMicrotask(() => seen(b));
    b.setAttribute("aria-selected", on ? "true" : "false");
    b.tabIndex = on ? 0 : -1;
    $(".n", b).textContent = numbers[id] || "";
    $(`#${id}`).hidden = !on;
  }
}

// seen brings a tab into view: a narrow panel has no room for all.
const seen = (b) => b?.scrollIntoView({ block: "nearest", inline: "nearest" });

function frame() {
  const root = document.documentElement;
  root.dataset.panel = prefs.panel ? "open" : "closed";
  if (prefs.scheme) root.dataset.scheme = prefs.scheme;
  else delete root.dataset.scheme;
  $("#panel").inert = !prefs.panel;
  $("#splitter").hidden = !prefs.panel;
  const desk = state.now;
  const p = printOf(shown());
  const n = desk ? count(desk, "error") : 0;
  document.title = `${n ? `${plural(n, "error")} · ` : ""}${p ? p.name : "workbench"} – resgen`;
}

function draw() {
  tabs();
  frame();
  notices();
  status();
}

// The splitter: drawn, or moved with arrow keys.

const widest = () => Math.max(300, innerWidth - 420);

function wide(width) {
  const w = Math.round(Math.max(280, Math.min(widest(), width)));
  document.documentElement.style.setProperty("--panel", `${w}px`);
  const s = $("#splitter");
  s.setAttribute("aria-valuenow", w);
  s.setAttribute("aria-valuemin", 280);
  s.setAttribute("aria-valuemax", widest());
  return w;
}

export function listen() {
  new ResizeObserver(() => seen($("#tabs [aria-selected=true]"))).observe($("#tabs"));
  const s = $("#splitter");
  const width = () => $("#panel").getBoundingClientRect().width;
  s.setAttribute("aria-valuenow", Math.round(width()));
  s.setAttribute("aria-valuemin", 280);
  s.setAttribute("aria-valuemax", widest());
  s.addEventListener("pointerdown", (e) => {
    e.preventDefault();
    s.setPointerCapture(e.pointerId);
    const move = (m) => wide(innerWidth - m.clientX);
    s.addEventListener("pointermove", move);
    s.addEventListener("lostpointercapture", () => {
      s.removeEventListener("pointermove", move);
      prefer({ width: Math.round(width()) });
    }, { once: true });
  });
  s.addEventListener("keydown", (e) => {
    const by = { ArrowLeft: 24, ArrowRight: -24 }[e.key];
    if (!by) return;
    e.preventDefault();
    prefer({ width: wide(width() + by) });
  });
}

onChange(draw);
