// The workbench: the sheets as they will be sent, what is wrong with them, and what a parser reads, live.
//
// All that is shown hangs on the state (workbench/state.js). The server tells by an event that there is a new desk; the desk and
// the pictures that are new are fetched first, and then all changes in one task, so in one frame. The address of
// a picture changes with its bytes: a sheet that is as it was is not touched.

import { $, $$, say } from "./workbench/dom.js";
import { connect, getDesk } from "./workbench/net.js";
import { canAct, hasEditor, printOf, set, state } from "./workbench/state.js";
import * as view from "./workbench/view.js";
import * as pins from "./workbench/pins.js";
import { open } from "./workbench/findings.js";
import * as posting from "./workbench/posting.js";
import * as reader from "./workbench/reader.js";
import * as history from "./workbench/history.js";
import * as copy from "./workbench/copy.js";
import { words } from "./workbench/diff.js";
import * as commands from "./workbench/commands.js";
import * as bar from "./workbench/bar.js";
import * as status from "./workbench/status.js";
import { arrival, arrived, present } from "./workbench/present.js";
import { early as showEarly } from "./workbench/stage.js";

let busy = false;
let again = false;
let since = 0; // when the event came that is worked on
let failures = 0;

// refresh shows the newest desk. One is fetched at a time; of events that come meanwhile the last one counts.
async function refresh() {
  again = true;
  if (busy) return;
  busy = true;
  while (again) {
    again = false;
    const began = since;
    try {
      const now = await getDesk(0, state.awaited || printOf(state.now)?.target);
      if (now.problem && !now.prints.length && state.now?.prints.length) { // the last sheets stay, and it is said that they are old
        now.prints = state.now.prints;
        now.stale = state.now.stale ?? state.now.clock;
      }
      const done = await present({ now, printing: now.printing, ...arrival(now) }); // an older save that is looked at stays
      failures = 0;
      if (done) {
        arrived();
        if (began && ahead !== now.id) painted(began);
      }
    } catch (err) {
      // The server went away in between, or this state was overtaken. It tells its newest again when it is back; if only
      // this one request failed, try once more, later each time.
      console.warn("resgen:", err);
      setTimeout(() => refresh(), Math.min(5000, 250 * 2 ** failures++));
    }
  }
  busy = false;
}

// painted measures the time from an event to the frame that shows it, for whoever measures, and of sheets that came before their findings
// for the line below.
function painted(began, early) {
  const drawn = performance.now();
  requestAnimationFrame(() => {
    const channel = new MessageChannel(); // the task after the frame was painted
    channel.port1.onmessage = () => {
      const end = performance.now();
      performance.measure("resgen:drawn", { start: began, end: drawn });
      performance.measure("resgen:painted", { start: began, end });
      if (early) state.seen = { id: early.id, ms: early.took + end - began }; // what is drawn next says so
    };
    channel.port2.postMessage(0);
  });
}

let newest = ""; // the id of the newest state that was told of
let ahead = ""; // of the one whose sheets were last shown before its findings were there

async function early(m) {
  const began = performance.now();
  if (!(await showEarly(m, () => m.id === newest))) return;
  ahead = m.id;
  painted(began, m);
}

function heard(m, first) {
  newest = m.id;
  const known = state.now && m.desk === state.now.desk;
  if (m.printing !== state.printing) set({ printing: m.printing });
  // While it prints, the sheets that are shown stay: the desk comes with the print. Before the first print there is no desk.
  if (!m.desk || (!first && known && (m.printing || m.id === state.now.id))) return;
  since = performance.now();
  refresh();
}

// wordIn is the word of a line that is selected, how often it stands before that in what is printed of the same lines of the source,
// and the last of those lines: so the server finds it there.
function wordIn(line, selection) {
  const node = selection.anchorNode;
  if (!node || !line.contains(node)) return {};
  const range = selection.getRangeAt(0);
  const until = document.createRange();
  until.selectNodeContents(line);
  until.setEnd(range.startContainer, range.startOffset);
  const at = until.toString().length;
  const word = words(line.textContent).find(([, from, to]) => from <= at && at < to)?.[0];
  if (!word || !/[\p{L}\p{N}]/u.test(word)) return {};
  const side = (l) => `${l.closest(".picture").className} ${l.closest("figure").classList.contains("old")}`; // of two that are compared
  const same = $$("#sheets text.line").filter((l) => side(l) === side(line) && ["file", "line", "col"].every((k) => l.dataset[k] === line.dataset[k]));
  const before = same.slice(0, same.indexOf(line)).map((l) => l.textContent).join(" ") + " " + line.textContent.slice(0, at);
  return { word, nth: words(before).filter(([w]) => w === word).length, end: Number(line.dataset.endLine) };
}

$("#stage").addEventListener("dblclick", (e) => {
  const line = e.target.closest("text.line[data-line]");
  if (!line || !canAct()) return;
  if (!hasEditor()) say("There is no editor to open: `resgen serve --editor` names one.");
  else open(line.dataset.file, Number(line.dataset.line), Number(line.dataset.col), wordIn(line, getSelection()));
});

for (const part of [view, pins, posting, reader, history, copy, commands, bar, status]) part.listen();
set({});
connect(heard, (connection) => { if (connection !== state.connection) set({ connection }); }, (m) => early(m).catch((err) => console.warn("resgen:", err)));
