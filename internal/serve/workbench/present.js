// What is to be shown next is fetched first; only then does the page change. Of several wishes the last one counts.

import { say } from "./dom.js";
import { getDesk, post } from "./net.js";
import { keyOf, printOf, set, shown, state } from "./state.js";
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
  const all = print && !wish.print ? { ...wish, print: keyOf(print) } : wish;
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
    await present({ other: await getDesk(other) });
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
  for (const name of ["theme", "paper"]) if (asked[name] === now.written[name]) asked[name] = "";
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
  const at = names.indexOf(wanted().theme || now.written.theme);
  tryLook({ theme: names[(at + by + names.length) % names.length] });
}

export function stepPaper() {
  const { papers, written } = state.now ?? {};
  if (!papers?.length) return;
  const at = papers.indexOf(wanted().paper || written.paper);
  tryLook({ paper: papers[(at + 1) % papers.length] });
}

export function stepPrint(by) {
  const prints = shown()?.prints ?? [];
  if (prints.length < 2) return;
  const at = prints.indexOf(printOf(shown()));
  present({ print: keyOf(prints[(at + by + prints.length) % prints.length]) });
}

export const languages = () => [...new Set((shown()?.prints ?? []).map((p) => p.lang).filter(Boolean))];

// inLanguage shows the print of another language that is most like this one.
export function inLanguage(lang) {
  const mine = printOf(shown());
  const of = shown().prints.filter((p) => p.lang === lang);
  const best = of.find((p) => p.audience === mine.audience && p.paper === mine.paper) ?? of.find((p) => p.audience === mine.audience) ?? of[0];
  if (best) present({ print: keyOf(best) });
}

export function stepLanguage() {
  const all = languages();
  if (all.length < 2) return;
  inLanguage(all[(all.indexOf(printOf(shown()).lang) + 1) % all.length]);
}
