// Every command, with its keys: the one list that the keyboard, the palette and the page of keys are made from.

import { $ } from "./dom.js";
import { canAct, hasEditor, own, prefer, prefs, printOf, selected, shown, state, trying } from "./state.js";
import { columns, fit, zoomIn, zoomOut, zoomTo } from "./view.js";
import { explain, fix, openFinding, select, show, step } from "./findings.js";
import { choose, compare, go, inLanguage, languages, place, saves, stepBack, stepLanguage, stepPaper, stepPrint, stepTheme, targets, tryLook } from "./present.js";
import { aboutTarget } from "./bar.js";
import { chosenPart, choosePart, hasParts, hasPostings, openMark, stepPart } from "./posting.js";
import { blink, wipeTo } from "./history.js";
import { confirmWrite, help, palette } from "./dialogs.js";

const panel = (tab) => {
  prefer({ panel: true, tab });
  $(`#tab-${tab}`).focus({ preventScroll: true });
};

const many = () => targets().length > 1;
const themes = () => canAct() && (state.now?.themes.length ?? 0) > 1;

// Keys are as KeyboardEvent.key says them; "Mod" is Control, or Command on a Mac. when: it is of use now.
export const commands = [
  { group: "Posting", name: "Next term, or bullet", keys: ["j"], when: hasParts, run: () => stepPart(1) },
  { group: "Posting", name: "Term or bullet before", keys: ["k"], when: hasParts, run: () => stepPart(-1) },
  { group: "Posting", name: "Open its line in the editor", keys: ["e"], when: () => chosenPart() && hasEditor(), run: openMark },
  { group: "Findings", name: "Next finding", keys: ["j"], run: () => step(1) },
  { group: "Findings", name: "Previous finding", keys: ["k"], run: () => step(-1) },
  { group: "Findings", name: "Show the finding on its sheet", keys: ["Enter"], when: () => selected(), run: () => show(selected()) },
  { group: "Findings", name: "Open the finding in the editor", keys: ["e"], when: () => selected() && hasEditor(), run: () => openFinding(selected()) },
  { group: "Findings", name: "Fix the finding", keys: ["f"], when: () => selected()?.fixable && canAct() && !state.past, run: () => fix(selected()) },
  { group: "Findings", name: "Manual of the finding's rule", keys: ["?"], when: () => selected(), run: () => explain() },
  { group: "Findings", name: "Filter findings", keys: ["/"], run: () => { prefer({ panel: true, tab: "findings" }); $("#filter").focus(); } },
  { group: "Findings", name: "Marks on the sheets", keys: ["m"], run: () => prefer({ marks: !prefs.marks }) },

  { group: "View", name: "Zoom in", keys: ["+", "="], run: zoomIn },
  { group: "View", name: "Zoom out", keys: ["-"], run: zoomOut },
  { group: "View", name: "Zoom to 100 %", keys: ["0"], run: () => zoomTo(1) },
  { group: "View", name: "Fit width", keys: ["w"], run: () => fit("width") },
  { group: "View", name: "Fit sheet", keys: ["s"], run: () => fit("sheet") },
  { group: "View", name: "One or two sheets abreast", keys: ["t"], run: () => prefer({ columns: columns() === 2 ? 1 : 2 }) },
  { group: "View", name: "Findings", keys: ["1"], run: () => panel("findings") },
  { group: "View", name: "Readers", keys: ["2"], run: () => panel("reader") },
  { group: "View", name: "History", keys: ["3"], run: () => panel("history") },
  { group: "View", name: "Posting", keys: ["4"], when: hasPostings, run: () => panel("posting") },
  { group: "View", name: "Show or hide the panel", keys: ["\\"], run: () => prefer({ panel: !prefs.panel }) },
  { group: "View", name: "To the sheets", keys: ["g"], run: () => $("#stage").focus() },
  { group: "View", name: "Light, dark, or as the system", keys: [], run: () => prefer({ scheme: { "": "light", light: "dark", dark: "" }[prefs.scheme] }) },

  { group: "Look", name: "Next theme", keys: ["]"], when: themes, run: () => stepTheme(1) },
  { group: "Look", name: "Theme before", keys: ["["], when: themes, run: () => stepTheme(-1) },
  { group: "Look", name: "Other paper", keys: ["o"], when: () => canAct() && (state.now?.papers.length ?? 0) > 1, run: stepPaper },
  { group: "Look", name: "Back to what is written", keys: ["u"], when: () => canAct() && trying(), run: () => tryLook({ theme: "", paper: "" }) },
  { group: "Look", name: "Write the look to the front matter", keys: ["W"], when: () => canAct() && trying() && state.now.master && !own(), run: confirmWrite },
  { group: "Look", name: "Next print", keys: ["p"], when: many, run: () => stepPrint(1) },
  { group: "Look", name: "Print before", keys: ["P"], when: many, run: () => stepPrint(-1) },
  { group: "Look", name: "Next language", keys: ["l"], when: () => languages().length > 1, run: stepLanguage },

  { group: "History", name: "One save back", keys: [","], when: () => place() + 1 < saves().length, run: () => stepBack(1) },
  { group: "History", name: "One save on", keys: ["."], when: () => state.past, run: () => stepBack(-1) },
  { group: "History", name: "Back to now", keys: ["n"], when: () => state.past, run: () => go(null) },
  { group: "History", name: "Compare with the save before", keys: ["c"], when: () => state.other || place() + 1 < saves().length, run: () => compare(state.other ? null : undefined) },
  { group: "History", name: "Blink between the two", keys: ["b"], when: () => state.other, run: blink },
  { group: "History", name: "Text of the two", keys: ["d"], when: () => state.other, run: () => panel("history") },

  { group: "Page", name: "All commands", keys: ["Mod+k"], run: palette },
  { group: "Page", name: "Keys", keys: ["F1", "?"], run: help },
  { group: "Page", name: "Close, or choose nothing", keys: ["Escape"], run: escape },
  { group: "Page", name: "Open the PDF", keys: [], when: () => printOf(shown())?.pdf, run: () => window.open(printOf(shown()).pdf, "_blank", "noopener") },
  { group: "Page", name: "Open the site", keys: [], run: () => window.open(state.now?.site ?? "/", "_blank", "noopener") },
];

function escape() {
  if (state.other) compare(null);
  else if (chosenPart()) choosePart("");
  else if (state.selected) select(null);
  else if (state.past) go(null);
}

// places is what can be gone to by name: prints, themes, papers, languages, saves and findings.
export function places() {
  const desk = shown();
  if (!desk) return [];
  const out = [];
  if (many()) for (const t of targets()) out.push({ group: "Print", name: `${t.name} · ${t.audience}`, about: aboutTarget(t), run: () => choose(t.target) });
  if (themes()) for (const t of state.now.themes) out.push({ group: "Theme", name: t.name, about: t.about, run: () => tryLook({ theme: t.name }) });
  if (canAct()) for (const p of state.now.papers) out.push({ group: "Paper", name: p, run: () => tryLook({ paper: p }) });
  if (languages().length > 1) for (const l of languages()) out.push({ group: "Language", name: languageName(l), run: () => inLanguage(l) });
  for (const s of saves()) out.push({ group: "Save", name: s.clock, about: s.changed.join(", "), run: () => go(s.desk) });
  for (const d of desk.findings) out.push({ group: "Finding", name: `${d.number} ${d.message}`, about: d.rule, run: () => select(d, { list: true, sheet: true, focus: true }) });
  return out;
}

export function languageName(tag) {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

const mac = navigator.platform.startsWith("Mac");
export const keyText = (key) => key.replace("Mod+", mac ? "⌘" : "Ctrl ").replace("Escape", "Esc").replace(/ k$/, " K").replace(/⌘k$/, "⌘K");

// Many keyboards have [ and ] behind AltGr, or behind Option on a Mac, which then are no modifiers of a command.
const third = (e) => e.getModifierState("AltGraph") || (e.altKey && !e.ctrlKey && !e.metaKey && /^[^\p{L}\p{N}]$/u.test(e.key));

const named = (e) => ((e.ctrlKey || e.metaKey) && !third(e) ? `Mod+${e.key.toLowerCase()}` : e.key);

export function listen() {
  document.addEventListener("keydown", (e) => {
    if (e.defaultPrevented || (e.altKey && !third(e)) || e.isComposing || $("dialog[open], .menu[data-open]")) return;
    const key = named(e);
    const typing = e.target.matches("input:not([type=range]), textarea, [contenteditable]");
    const single = key.length === 1;
    if (typing && key !== "Escape" && key !== "F1" && key !== "Mod+k") return;
    if (single && !prefs.keys) return;
    if (key === "Enter" && !e.target.matches("#stage, body, .pin")) return; // buttons have their own
    if (state.other && prefs.compare === "wipe" && (key === "ArrowLeft" || key === "ArrowRight") && !e.target.matches("input")) {
      e.preventDefault();
      wipeTo(Number(parseFloat($("#sheets").style.getPropertyValue("--wipe"))) + (key === "ArrowLeft" ? -5 : 5));
      return;
    }
    const c = commands.find((c) => c.keys.includes(key) && (!c.when || c.when()));
    if (!c) return;
    e.preventDefault();
    c.run();
  });
  // The browser's own zoom would blow up the tool, not the sheet.
  document.addEventListener("keydown", (e) => {
    const run = { "Mod++": zoomIn, "Mod+=": zoomIn, "Mod+-": zoomOut, "Mod+0": () => fit("width") }[named(e)];
    if (!run || e.altKey || !e.target.closest("#stage")) return;
    e.preventDefault();
    run();
  });
}
