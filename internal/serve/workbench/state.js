// What the page shows, in one place. The server's end of it is a desk: internal/serve says what is in one.

export const state = {
  now: null, // the newest desk
  past: null, // a save of this session's history that is looked at instead
  other: null, // the desk that the shown one is compared with
  print: "", // key of the print that is shown
  selected: null, // identity of a finding
  hover: 0, // number of the finding under the pointer, on the sheets or in the list
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

// Preferences, kept from session to session on this machine.

const NAME = "resgen-workbench";
const defaults = { fit: "width", zoom: 1, columns: 0, panel: true, width: 0, tab: "findings", marks: true, scheme: "", keys: true,
  levels: { error: true, warning: true, info: true }, compare: "side", reader: 0 };

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
