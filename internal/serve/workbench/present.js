// What is to be shown next is fetched first; only then does the page change. Of several wishes the last one counts.

import { say } from "./dom.js";
import { getDesk, post } from "./net.js";
import { keyOf, printOf, sameTarget, set, shown, state } from "./state.js";
import { load } from "./stage.js";

let turn = 0;
let wish = {}; // what was asked for and is not shown yet

// present changes the state when the pictures that it needs are there. What is asked for meanwhile is shown with it: then false
// says so.
export async function present(patch) {
  const mine = ++turn;
  wish = { ...wish, ...patch };
  const next = { ...state, ...wish };
  const print = printOf(next.past ?? next.now, next.print);
  try {
    await load(print, next.other && printOf(next.other, next.print));
  } catch (err) {
    for (const k of Object.keys(patch)) if (wish[k] === patch[k]) delete wish[k]; // what else was asked for meanwhile is still to come
    throw err;
  }
  if (mine !== turn) return false;
  if (patch.print && print) getDesk(0, print.target).catch(() => {}); // the server prints first what is looked at
  const same = print && (!next.print || sameTarget(next.print, print)); // or another one stands in for it
  const all = same && !wish.print ? { ...wish, print: keyOf(print) } : wish;
  wish = {};
  set(all);
  return true;
}

// History.

export const saves = () => [...(state.now?.history ?? [])].sort((a, b) => b.desk - a.desk);

// place is where in the history the shown desk stands: 0 is now.
export function place() {
  if (!state.past) return 0;
  return Math.max(0, saves().findIndex((s) => s.desk === state.past.desk));
}

// Keys are pressed faster than desks are fetched: the last one counts, and each steps from where the one before it goes.
let steps = 0;
let aim = 0; // the desk that is on its way; 0 for none

export async function go(desk) {
  const mine = ++steps;
  const newest = saves()[0];
  aim = desk ?? newest?.desk ?? 0;
  try {
    const past = aim === newest?.desk || !aim ? null : await getDesk(aim);
    if (mine === steps) await present({ past });
  } catch (err) {
    say(err.status === 404 ? "That save is forgotten by now." : err.message, true);
  }
  if (mine === steps) aim = 0;
}

export function stepBack(by) {
  const all = saves();
  const to = (aim ? Math.max(0, all.findIndex((s) => s.desk === aim)) : place()) + by;
  if (to < 0 || to >= all.length) return;
  go(to === 0 ? null : all[to].desk);
}

// choose shows a target's print. One that there is not is asked for, and shown when it comes: arrival says what then is to be shown.
export async function choose(target) {
  const at = shown()?.prints.find((p) => p.target === target);
  try {
    if (at) {
      const other = state.other?.prints.some((p) => p.target === target) ? state.other : null; // one print is not compared with another
      await present({ print: keyOf(at), awaited: "", other });
      return;
    }
    set({ awaited: target });
    if (state.past || state.other) await present({ past: null, other: null });
    const now = await getDesk(0, "", target);
    const p = now.prints.find((q) => q.target === target); // it was printed meanwhile
    if (p && state.awaited === target) await present({ now, print: keyOf(p), awaited: "" });
  } catch (err) {
    say(err.message, true);
  }
}

// arrival is what a new desk changes of what is awaited.
export function arrival(now) {
  if (!state.awaited) return {};
  const p = now.prints.find((q) => q.target === state.awaited);
  if (p) return { print: keyOf(p), awaited: "" };
  const t = now.targets.find((q) => q.target === state.awaited);
  if (t && (now.printing || t.skipped)) return {}; // it is on its way
  say(t ? `${t.name} could not be printed.` : "What was to be printed is gone.", true);
  return { awaited: "" };
}

// compare lays a save beside what is shown: by default the one before it; null ends it.
export async function compare(desk) {
  if (desk === null) {
    set({ other: null });
    return;
  }
  try {
    const all = saves();
    const other = desk ?? all[place() + 1]?.desk;
    if (!other) {
      say("There is no save before this one.");
      return;
    }
    const [old, mine] = [await getDesk(other), printOf(shown())];
    if (mine && old.prints.length && !old.prints.some((p) => sameTarget(keyOf(mine), p))) {
      say(`${mine.name} was not printed at ${old.clock}: nobody looked at it.`);
      return;
    }
    await present({ other: old });
  } catch (err) {
    say(err.status === 404 ? "That save is forgotten by now." : err.message, true);
  }
}

// The look: tried on the sheets, written only when that is asked for.

let asked = null; // the look that was asked for last, until the server has heard of it
let heard = null; // the look that the server has heard of last, until a desk comes
let asking = false;

// wanted is the look that there is to be: keys are pressed faster than sheets are printed.
const wanted = () => asked ?? heard ?? state.now.look;
export const arrived = () => { heard = null; };

export async function tryLook(look) {
  const now = state.now;
  if (!now || now.readonly) return;
  asked = { ...wanted(), ...look };
  const { written } = printOf(now) ?? now; // a variant may have its own
  for (const name of ["theme", "paper"]) if (asked[name] === written[name]) asked[name] = "";
  steps++; // a save that is on its way is not wanted any more
  aim = 0;
  if (state.past || state.other) set({ past: null, other: null });
  if (asking) return;
  asking = true;
  while (asked) { // one after another, for they could overtake each other on the way
    const mine = asked;
    try {
      await post("look", mine);
      heard = mine;
    } catch (err) {
      say(err.message, true);
    }
    if (asked === mine) asked = null;
  }
  asking = false;
}

export function stepTheme(by) {
  const now = state.now;
  const names = now?.themes.map((t) => t.name) ?? [];
  if (!names.length) return;
  const at = names.indexOf(wanted().theme || (printOf(now) ?? now).written.theme);
  tryLook({ theme: names[(at + by + names.length) % names.length] });
}

export function stepPaper() {
  const { papers, written } = state.now ?? {};
  if (!papers?.length) return;
  const at = papers.indexOf(wanted().paper || written.paper);
  tryLook({ paper: papers[(at + 1) % papers.length] });
}

// targets is all that can be chosen: what can be printed now, and what an older save has besides.
export function targets() {
  const now = state.now?.targets ?? [];
  return [...now, ...(state.past?.prints ?? []).filter((p) => !now.some((t) => t.target === p.target))];
}

export function stepPrint(by) {
  const all = targets();
  if (all.length < 2) return;
  const from = state.awaited || printOf(shown())?.target;
  choose(all[(all.findIndex((t) => t.target === from) + by + all.length) % all.length].target);
}

// languages is those that what is shown can be seen in: a variant has its own alone.
export function languages() {
  const variant = printOf(shown())?.variant ?? "";
  return [...new Set((shown()?.prints ?? []).filter((p) => p.variant === variant).map((p) => p.lang).filter(Boolean))];
}

// inLanguage shows the print of another language that is most like this one.
export function inLanguage(lang) {
  const mine = printOf(shown());
  const of = shown().prints.filter((p) => p.lang === lang && p.variant === mine.variant);
  const best = of.find((p) => p.audience === mine.audience && p.paper === mine.paper) ?? of.find((p) => p.audience === mine.audience) ?? of[0];
  if (best) present({ print: keyOf(best) });
}

export function stepLanguage() {
  const all = languages();
  if (all.length < 2) return;
  inLanguage(all[(all.indexOf(printOf(shown()).lang) + 1) % all.length]);
}
