// Pictures in the page are mended, not put there anew: what is alike is left alone, so that what was selected stays so, and the browser
// reads and paints less.

// parse makes an element of a picture.
export function parse(svg) {
  const parser = document.createElement("template"); // the parser of HTML takes an eighth of the time that the one of XML takes
  parser.innerHTML = svg;
  return parser.content.firstElementChild;
}

// become makes an element that shows a picture show another one. was and now are what they are written as.
export function become(root, was, now) {
  const at = differing(was, now);
  let parent = root;
  for (const i of at?.path ?? []) parent = parent?.children[i];
  if (!at || !parent) {
    mend(root, parse(now));
    return;
  }
  const first = parent.children[at.from] ?? null;
  const end = parent.children[at.from + at.gone] ?? null;
  const gone = [];
  for (let n = first; n !== end; n = n.nextSibling) gone.push(n);
  exchange(parent, gone, [...parse(`<svg xml:space="preserve">${now.slice(at.start, now.length - at.rest)}</svg>`).childNodes], end);
  parent.normalize(); // text that grew is one text
}

const TAG = /<(\/?)[^>]*>/g;

// differing is the part in which two pictures differ, when it is whole elements below one other: the path to that, by the numbers of
// its elements, the number of the first, how many there were, and the text before and behind.
function differing(was, now) {
  let start = alike(was, now);
  let rest = alike(was, now, start, true);
  start = was.lastIndexOf("<", start);
  const next = was.indexOf("<", was.length - rest);
  if (start <= 0 || next < 0) return null;
  rest = was.length - next;
  const path = []; // the numbers of the elements that are open
  let from = 0;
  for (const [tag, close] of was.slice(0, start).matchAll(TAG)) {
    if (close) from = path.pop() + 1;
    else if (tag.endsWith("/>")) from++;
    else {
      path.push(from);
      from = 0;
    }
  }
  const gone = whole(was.slice(start, next));
  return gone === null || whole(now.slice(start, now.length - rest)) === null ? null : { path: path.slice(1), from, gone, start, rest };
}

// whole counts the elements that a text is; null when it is none, or a part of some.
function whole(text) {
  let depth = 0;
  let n = 0;
  for (const [tag, close] of text.matchAll(TAG)) {
    if (!close && depth === 0) n++;
    if (close && --depth < 0) return null;
    if (!close && !tag.endsWith("/>")) depth++;
  }
  return depth === 0 ? n : null;
}

// alike is how much of two texts is the same, from their beginning, or from their end, of what does not lie before start.
function alike(a, b, start = 0, back = false) {
  const most = Math.min(a.length, b.length) - start;
  const at = (s, n, size) => (back ? s.slice(s.length - n - size, s.length - n) : s.slice(n, n + size));
  let n = 0;
  for (let size = 4096; size >= 1; size >>= 2) while (n + size <= most && at(a, n, size) === at(b, n, size)) n += size;
  return n;
}

// mend makes a node like another one.
function mend(old, now) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    old.data = now.data;
    return;
  }
  for (const { name } of [...old.attributes]) if (name !== "class" && !now.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of now.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  exchange(old, [...old.childNodes], [...now.childNodes], null);
}

// exchange puts nodes in the place of those that stand before end.
function exchange(parent, gone, come, end) {
  let head = 0;
  while (head < gone.length && head < come.length && gone[head].isEqualNode(come[head])) head++;
  let tail = 0;
  while (tail < Math.min(gone.length, come.length) - head && gone.at(-1 - tail).isEqualNode(come.at(-1 - tail))) tail++;
  const behind = tail ? gone[gone.length - tail] : end;
  [gone, come] = [gone.slice(head, gone.length - tail), come.slice(head, come.length - tail)];
  if (gone.length === come.length && gone.every((e, i) => e.nodeName === come[i].nodeName)) {
    gone.forEach((e, i) => { if (!e.isEqualNode(come[i])) mend(e, come[i]); });
    return;
  }
  for (const e of gone) e.remove();
  for (const e of come) parent.insertBefore(e, behind);
}
