// What differs between two lists of words or lines, by the greedy algorithm of Myers ("An O(ND) Difference Algorithm and Its
// Variations", 1986).

const MOST = 1200; // differences that are looked for, above which all between the equal ends counts as different

// diff is the steps from a to b, in order: [kind, i, j], kind one of "=", "-" (a[i] goes) and "+" (b[j] comes).
export function diff(a, b) {
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) from++;
  let end = 0;
  while (end < a.length - from && end < b.length - from && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const out = [];
  for (let i = 0; i < from; i++) out.push(["=", i, i]);
  for (const step of between(a, b, from, a.length - end, b.length - end)) out.push(step); // there may be more than arguments can be
  for (let i = end; i > 0; i--) out.push(["=", a.length - i, b.length - i]);
  return out;
}

function between(a, b, from, aEnd, bEnd) {
  const n = aEnd - from;
  const m = bEnd - from;
  const most = Math.min(n + m, MOST);
  const v = new Int32Array(2 * most + 2);
  const trail = [];
  let found = -1;
  search: for (let d = 0; d <= most; d++) {
    trail.push(v.slice(most - d, most + d + 2));
    for (let k = -d; k <= d; k += 2) {
      let x = k === -d || (k !== d && v[most + k - 1] < v[most + k + 1]) ? v[most + k + 1] : v[most + k - 1] + 1;
      while (x < n && x - k < m && a[from + x] === b[from + x - k]) x++;
      v[most + k] = x;
      if (x >= n && x - k >= m) {
        found = d;
        break search;
      }
    }
  }
  const out = [];
  if (found < 0) {
    for (let i = 0; i < n; i++) out.push(["-", from + i, from]);
    for (let j = 0; j < m; j++) out.push(["+", aEnd, from + j]);
    return out;
  }
  let x = n;
  let y = m;
  for (let d = found; d > 0; d--) {
    const at = (k) => trail[d][d + k]; // what was reached with d - 1 differences
    const k = x - y;
    const down = k === -d || (k !== d && at(k - 1) < at(k + 1));
    const before = down ? k + 1 : k - 1;
    const px = at(before);
    const py = px - before;
    while (x > px && y > py && x > (down ? px : px + 1) && y > (down ? py + 1 : py)) out.push(["=", from + --x, from + --y]);
    if (down) out.push(["+", from + x, from + --y]);
    else out.push(["-", from + --x, from + y]);
  }
  while (x > 0 && y > 0) out.push(["=", from + --x, from + --y]);
  return out.reverse();
}

// tidy makes of steps what a person would call the changes: what goes stands before what comes, and an equal word or two between
// changes, which are equal by chance, count as changed.
export function tidy(steps, text) {
  let out = [];
  let [gone, come] = [[], []];
  const flush = () => {
    out = out.concat(gone, come);
    [gone, come] = [[], []];
  };
  for (let i = 0; i < steps.length; i++) {
    if (steps[i][0] !== "=") {
      (steps[i][0] === "-" ? gone : come).push(steps[i]);
      continue;
    }
    let end = i;
    while (end < steps.length && steps[end][0] === "=") end++;
    const run = steps.slice(i, end);
    const chance = (gone.length || come.length) && end < steps.length && run.length <= 2 && run.reduce((n, s) => n + text[s[1]].length, 0) < 5;
    if (chance) {
      for (const [, a, b] of run) {
        gone.push(["-", a, b]);
        come.push(["+", a, b]);
      }
    } else {
      flush();
      out = out.concat(run);
    }
    i = end - 1;
  }
  flush();
  return out;
}

// words is the words and the signs of a text, each as [text, from, to]. Blanks do not count: a reader that puts one before a comma has
// read the same, one that tears a word has not.
export const words = (text) => [...text.matchAll(/[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu)].map((m) => [m[0], m.index, m.index + m[0].length]);

export const texts = (list) => list.map((w) => w[0]);
