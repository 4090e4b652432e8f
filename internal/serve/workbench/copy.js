// Copied text is what a person would have typed: lines of a paragraph joined, no doubled blanks, bullets as "- ", a blank line
// where the sheet has a gap. Programs that take rich text get paragraphs and lists.

import { $ } from "./dom.js";

const BULLET = /^[•‣▪▫◦●○■□▸►∙·–—-]\s+/;

// taken is the parts of lines that a selection has, in the order of the sheets.
function taken(selection) {
  const out = [];
  for (let i = 0; i < selection.rangeCount; i++) {
    const range = selection.getRangeAt(i);
    const root = range.commonAncestorContainer;
    const within = root.nodeType === Node.TEXT_NODE ? root.parentNode : root;
    const one = within.closest?.("text.line");
    for (const line of one ? [one] : within.querySelectorAll("#sheets text.line")) {
      if (!range.intersectsNode(line) || line.closest(".over")) continue;
      const text = clip(range, line);
      if (text.trim()) out.push({ text, line });
    }
  }
  return out;
}

// clip is the text of a line that lies in a range.
function clip(range, line) {
  const part = document.createRange();
  part.selectNodeContents(line);
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
  return part.toString();
}

const flat = (s) => s.replace(/[\s\u00a0]+/g, " ").trim();

// blocks is paragraphs and bullets out of lines.
export function blocks(parts) {
  const out = [];
  let last = null;
  for (const { text, line } of parts) {
    const sheet = line.ownerSVGElement;
    const now = { block: line.dataset.block, y: Number(line.getAttribute("y")), sheet, size: Number(line.querySelector("[font-size]")?.getAttribute("font-size")) || 10, file: line.dataset.file };
    const clean = flat(text);
    const bullet = BULLET.test(clean);
    const before = out.at(-1);
    if (before && last && now.block !== undefined && now.block === last.block && now.file === last.file && !(bullet && now.sheet === last.sheet && before.bullet)) {
      before.text = join(before.text, clean);
    } else if (before && last && now.sheet === last.sheet && Math.abs(now.y - last.y) < now.size / 3) {
      before.text += "\t" + clean; // what stands at the other end of the line
    } else {
      // A gap: more than a line and a half of type.
      const gap = last && (now.sheet !== last.sheet ? !bullet : now.y - last.y > 1.75 * Math.max(now.size, last.size) || now.y < last.y - last.size);
      out.push({ text: bullet ? clean.replace(BULLET, "") : clean, bullet, gap: !!gap });
    }
    last = now;
  }
  return out;
}

// join puts a line behind another one of the same paragraph. A word that was parted by a hyphen of the print is whole again.
function join(a, b) {
  if (/[\u00ad\u2010]$/.test(a)) return a.slice(0, -1) + b;
  return /\p{L}-$/u.test(a) ? a + b : `${a} ${b}`;
}

export const plain = (list) => list.map((b, i) => (i && b.gap ? "\n" : "") + (b.bullet ? "- " : "") + b.text).join("\n");

function rich(list) {
  const root = document.createElement("div");
  let ul = null;
  for (const b of list) {
    if (!b.bullet) ul = null;
    else if (!ul || b.gap) root.append(ul = document.createElement("ul"));
    const e = document.createElement(b.bullet ? "li" : "p");
    e.textContent = b.text;
    (ul ?? root).append(e);
  }
  return root.innerHTML;
}

export function listen() {
  document.addEventListener("copy", (e) => {
    const s = getSelection();
    if (s.isCollapsed || !$("#sheets").contains(s.anchorNode)) return; // where it ends, the mouse may have left the sheets
    const list = blocks(taken(s));
    if (!list.length) return;
    e.preventDefault();
    e.clipboardData.setData("text/plain", plain(list));
    e.clipboardData.setData("text/html", rich(list));
  });
}
