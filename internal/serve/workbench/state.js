// What the page shows, in one place. The server's end of it is a desk: internal/serve says what is in one.

export const state = {
  now: null, // the newest desk
  past: null, // a save of this session's history that is looked at instead
  other: null, // the desk that the shown one is compared with
  print: "", // key of the print that is shown
  awaited: "", // the target that was chosen and is not printed yet
  tailoring: null, // how the print of a desk stands to its posting; of an older one while that of a newer is on its way
  mark: "", // what is chosen of it: "t:" and a term, or "c:" and the text of a choice
  proof: -1, // and which of its places
  selected: null, // identity of a finding
  hover: 0, // number of the finding under the pointer, on the sheets or in the list; or what of a tailoring is, as mark says it
  printing: false,
  connection: "connecting", // "live" or "lost"
  seen: null, // the id of the state whose sheets came before its findings, and the ms from its save to the frame that showed them
};

const listeners = [];

export const onChange = (fn) => listeners.push(fn);

// set changes the state and draws all that hangs on it, in one task: so in one frame.
export function set(patch) {
  Object.assign(state, patch);
  for (const fn of listeners) fn(patch);
}

export const shown = () => state.past ?? state.now;

export const keyOf = (p) => `${p.name}|${p.audience}|${p.lang}|${p.paper}`;

// printOf is the print of a desk that goes by a key: or what is most like it, since a theme or a paper that is tried changes keys.
export function printOf(desk, key = state.print) {
  const prints = desk?.prints ?? [];
  const [name, audience] = key.split("|");
  const find = (...is) => is.reduce((found, f) => found ?? prints.find(f), undefined);
  return find((p) => keyOf(p) === key, (p) => p.name === name && p.audience === audience, (p) => p.name === name, (p) => p.audience === "sent", () => true) ?? null;
}

export const sameTarget = (key, p) => key.startsWith(`${p.name}|${p.audience}|`);

// missing is the target that somebody wants to see and that the shown desk has no print of; null when there is none.
export function missing() {
  const desk = shown();
  if (!desk || !state.print || desk.prints.some((p) => sameTarget(state.print, p))) return null;
  return state.now.targets.find((t) => sameTarget(state.print, t)) ?? null;
}

export const printNumber = (desk) => (desk?.prints ?? []).indexOf(printOf(desk));

// A finding has another number after each save: what it says and where tells it again.
export const identity = (f) => ({ rule: f.rule, path: f.path, message: f.message, line: f.line });

export function selected() {
  const s = state.selected;
  if (!s) return null;
  let best = null;
  for (const f of shown()?.findings ?? []) {
    if (f.rule !== s.rule || f.path !== s.path || f.message !== s.message) continue;
    if (!best || Math.abs(f.line - s.line) < Math.abs(best.line - s.line)) best = f;
  }
  return best;
}

// canAct reports whether the person may do what changes files or opens programs.
export const canAct = () => !!state.now && !state.now.readonly;
export const hasEditor = () => canAct() && state.now.editor;

export const trying = () => !!state.now && !!(state.now.look.theme || state.now.look.paper);

// own reports whether a theme is tried on a variant that has one: the front matter of the résumé does not say that.
export const own = () => !!state.now.look.theme && !!printOf(state.now)?.variant && printOf(state.now).written.theme !== state.now.written.theme;

// Preferences, kept from session to session on this machine.

const NAME = "resgen-workbench";
const defaults = { fit: "width", zoom: 1, columns: 0, panel: true, width: 0, tab: "findings", marks: true, scheme: "", keys: true,
  levels: { error: true, warning: true, info: true }, compare: "side", reader: 0, posting: "terms" };

export const prefs = { ...defaults };
try {
  Object.assign(prefs, JSON.parse(localStorage.getItem(NAME)));
  prefs.levels = { ...defaults.levels, ...prefs.levels };
} catch { /* none, or not to be had */ }

export function prefer(patch) {
  Object.assign(prefs, patch);
  try {
    localStorage.setItem(NAME, JSON.stringify(prefs));
  } catch { /* for this page alone */ }
  set({});
}
