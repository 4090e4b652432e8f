// The body of an async function, run in the loaded page under print media behind settle.js. It measures,
// and leaves behind what printing needs: an id and a named destination for each block with a source.
//
// The value is JSON: {Want} when the viewport is not as wide as the page area of the paper (the
// caller sets it and asks again), else all the fields of "live" in measure.go. Lengths are in px.
const doc = document, root = doc.documentElement;
if (!root || doc.URL !== "http://resgen.invalid/") return "{}"; // it is being replaced by another

// The style sheets: what they say of the paper, their faces, and the families that their rules name.
const paper = {}, faces = [], named = new Set();
const rules = sheet => {
  try {
    return sheet.cssRules;
  } catch (e) { // of another origin: it was not given anyway
    return [];
  }
};
const read = (list, base) => {
  for (const rule of list) {
    if (rule.media && rule.media.mediaText && !matchMedia(rule.media.mediaText).matches) continue;
    if (rule instanceof CSSSupportsRule && !CSS.supports(rule.conditionText)) continue;
    if (rule instanceof CSSPageRule) {
      if (rule.selectorText) continue; // :first and the like
      for (const name of ["size", "margin-top", "margin-right", "margin-bottom", "margin-left"]) {
        const value = rule.style.getPropertyValue(name);
        if (value) paper[name] = value;
      }
    } else if (rule instanceof CSSFontFaceRule) {
      faces.push({ style: rule.style, base });
    } else if (rule instanceof CSSImportRule) {
      if (rule.styleSheet) read(rules(rule.styleSheet), rule.styleSheet.href);
    } else {
      if (rule instanceof CSSStyleRule && rule.style.fontFamily) {
        for (const [, a, b, c] of rule.style.fontFamily.matchAll(/"([^"]*)"|'([^']*)'|([^,"']+)/g)) named.add((a ?? b ?? c).trim());
      }
      if (rule.cssRules) read(rule.cssRules, base);
    }
  }
};
for (const sheet of doc.styleSheets) {
  if (sheet.disabled || sheet.media.mediaText && !matchMedia(sheet.media.mediaText).matches) continue;
  read(rules(sheet), sheet.href || doc.baseURI);
}

const px = (value, whole, otherwise) => {
  if (!value || value === "auto") return otherwise;
  if (/^[-+.\d]+%$/.test(value)) return parseFloat(value) / 100 * whole;
  try {
    return CSSNumericValue.parse(value).to("px").value;
  } catch (e) {
    return otherwise;
  }
};
const mm = 96 / 25.4, inch = 96;
const papers = {
  a5: [148 * mm, 210 * mm], a4: [210 * mm, 297 * mm], a3: [297 * mm, 420 * mm],
  b5: [176 * mm, 250 * mm], b4: [250 * mm, 353 * mm], "jis-b5": [182 * mm, 257 * mm], "jis-b4": [257 * mm, 364 * mm],
  letter: [8.5 * inch, 11 * inch], legal: [8.5 * inch, 14 * inch], ledger: [11 * inch, 17 * inch],
};
let [wide, high] = papers.letter; // what printToPDF takes when no style says
let lengths = [], turned = "";
for (const word of (paper.size || "").toLowerCase().split(/\s+/)) {
  if (papers[word]) [wide, high] = papers[word];
  else if (word === "landscape" || word === "portrait") turned = word;
  else if (word && word !== "auto") lengths.push(px(word, 0, NaN));
}
if (lengths.length && !lengths.some(isNaN)) [wide, high] = [lengths[0], lengths[1] ?? lengths[0]];
if (turned === "landscape" && wide < high || turned === "portrait" && wide > high) [wide, high] = [high, wide];
const margins = [
  px(paper["margin-top"], high, 10 * mm), px(paper["margin-right"], wide, 10 * mm),
  px(paper["margin-bottom"], high, 10 * mm), px(paper["margin-left"], wide, 10 * mm),
];
const width = wide - margins[1] - margins[3], height = high - margins[0] - margins[2];

// Chrome lays a print out in whole px, rounded up: with that viewport the live layout is the printed one.
const want = [Math.max(1, Math.ceil(width - 0.001)), Math.max(1, Math.ceil(height - 0.001))];
if (innerWidth !== want[0]) return JSON.stringify({ Want: want });

// Colours, as [r, g, b, alpha] of 0 to 1.
const canvas = () => doc.createElement("canvas").getContext("2d", { willReadFrequently: true });
const colors = new Map();
const color = text => {
  let c = colors.get(text);
  if (c) return c;
  const rgb = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(text);
  if (rgb) {
    c = [rgb[1] / 255, rgb[2] / 255, rgb[3] / 255, +(rgb[4] ?? 1)];
  } else { // oklch() and its kin
    const ctx = canvas();
    ctx.fillStyle = text;
    ctx.fillRect(0, 0, 1, 1);
    c = Array.from(ctx.getImageData(0, 0, 1, 1).data, v => v / 255);
  }
  colors.set(text, c);
  return c;
};
const backs = new Map();
const back = el => { // the backgrounds of an element and what it stands on, on white paper
  if (!el) return [1, 1, 1, 1];
  let c = backs.get(el);
  if (c) return c;
  const top = color(getComputedStyle(el).backgroundColor);
  c = top[3] === 1 ? top : back(el.parentElement);
  if (top[3] > 0 && top[3] < 1) c = [0, 1, 2].map(i => top[i] * top[3] + c[i] * (1 - top[3])).concat(1);
  backs.set(el, c);
  return c;
};

// One walk over all that is shown: text nodes, and the own text and right edges of blocks. Reading a
// computed style is what takes the time, so that nothing is read before it is needed. Text of the source
// that a style hides is kept apart.
const blocks = [], texts = [], hidden = [], range = doc.createRange();
const fold = text => text.replace(/[ \t\r\n\f]+/g, " ");
const shape = (text, how, el) => {
  if (how === "none") return text;
  let lang = el.closest("[lang]")?.lang || undefined;
  try {
    "".toLocaleUpperCase(lang);
  } catch (e) { // it is none
    lang = undefined;
  }
  switch (how) {
    case "uppercase": return text.toLocaleUpperCase(lang);
    case "lowercase": return text.toLocaleLowerCase(lang);
    case "capitalize": return text.replace(/(^|[^\p{L}\p{N}\p{M}'’])(\p{L})/gu, (_, before, c) => before + c.toLocaleUpperCase(lang));
  }
  return text;
};
const right = node => {
  range.selectNodeContents(node);
  return range.getBoundingClientRect().right;
};
const open = []; // blocks around the current node, innermost last
let joined = false; // nothing but inline elements since the last text
const edge = () => {
  joined = false;
  for (const b of open) b.Text += " ";
};
const begin = (el, style) => { // the block of an element with a source
  const b = {
    el, index: blocks.length, wide: right(el) > want[0],
    Src: el.dataset.src, Role: el.dataset.role || "", Tag: el.localName, Text: "",
    Size: parseFloat(style.fontSize) || 0,
    Family: /^\s*(?:"([^"]*)"|'([^']*)'|([^,]*))/.exec(style.fontFamily).slice(1).find(s => s !== undefined).trim(),
    Color: color(style.color), Back: back(el), Over: 0, Clip: 0,
    Level: /^h[1-6]$/.test(el.localName) ? +el.localName[1] : 0,
  };
  blocks.push(b);
  return b;
};
const hide = (text, block) => {
  text = fold(text).trim();
  if (text && block) hidden.push({ Block: block.index, Text: text });
};
const conceal = el => { // an element that is not shown, whose text stands in the source
  if (el.hasAttribute("data-src")) hide(el.textContent, begin(el, getComputedStyle(el)));
  else if (open.length) hide(el.textContent, open[open.length - 1]);
  else for (const child of el.children) conceal(child);
};
const walk = el => {
  if (/^(script|style|template|title|desc|metadata|defs)$/i.test(el.localName)) return;
  const style = getComputedStyle(el), display = style.display;
  if (display === "none") return conceal(el);
  const inline = (display.startsWith("inline") || display === "contents" || display.startsWith("ruby")) && el.localName !== "br";
  if (!inline) edge();
  const source = el.hasAttribute("data-src");
  if (source) {
    open.push(begin(el, style));
  }
  const block = open[open.length - 1];
  if (block) {
    const x = el.clientWidth ? el.scrollWidth - el.clientWidth : 0, y = el.clientHeight ? el.scrollHeight - el.clientHeight : 0;
    if (x > 1 && style.overflowX !== "visible") block.Clip = Math.max(block.Clip, x); // 1: both are rounded
    if (y > 1 && style.overflowY !== "visible") block.Clip = Math.max(block.Clip, y);
    if (block.wide && !el.firstChild) block.Over = Math.max(block.Over, el.getBoundingClientRect().right - want[0]); // a picture
  }
  let shown; // undefined: not yet asked
  for (const node of el.childNodes) {
    if (node.nodeType === Node.ELEMENT_NODE) walk(node);
    if (node.nodeType !== Node.TEXT_NODE) continue;
    let text = fold(node.data);
    if (!text || text === " " && !joined) continue;
    shown ??= style.fontSize !== "0px" && el.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    if (!shown) {
      hide(text, block);
      continue;
    }
    text = shape(text, style.textTransform, el);
    joined = true;
    texts.push({ Block: block ? block.index : -1, Text: text });
    if (!block) continue;
    block.Text += text;
    if (block.wide) block.Over = Math.max(block.Over, right(node) - want[0]);
  }
  if (source) open.pop();
  if (!inline) edge();
};
walk(root);

// What could not be used, apart from what was asked for and not given: the caller knows that.
const missing = [];
for (const img of doc.images) {
  if (!img.naturalWidth && (img.currentSrc || img.src)) missing.push(img.currentSrc || img.src);
}
const bare = s => s.replace(/^["']|["']$/g, "");
const same = (face, style, names) => names.every(([is, rule]) => bare(face[is]) === bare(style.getPropertyValue(rule) || face[is]));
for (const face of doc.fonts) {
  if (face.status !== "error") continue;
  const rule = faces.find(f => same(face, f.style, [["family", "font-family"], ["weight", "font-weight"], ["style", "font-style"], ["unicodeRange", "unicode-range"]])) ||
    faces.find(f => same(face, f.style, [["family", "font-family"]]));
  const url = rule && /url\(\s*["']?([^"')]+)/.exec(rule.style.getPropertyValue("src"));
  missing.push(url ? new URL(url[1], rule.base).href : "font " + face.family);
}

// Families that take fonts of the machine. Of two rules for the same face, the later one holds.
const held = new Map(), locals = new Map();
for (const { style } of faces) {
  held.set(["font-family", "font-weight", "font-style", "font-stretch", "unicode-range"].map(rule => style.getPropertyValue(rule)).join(";"), style);
}
for (const style of held.values()) {
  const src = style.getPropertyValue("src"), Family = bare(style.getPropertyValue("font-family"));
  const Names = [...src.matchAll(/\blocal\(\s*(?:"([^"]*)"|'([^']*)'|([^)]*))/g)].map(([, a, b, c]) => (a ?? b ?? c).trim());
  const of = locals.get(Family) || { Family, Names: [], Only: true };
  of.Names.push(...Names);
  of.Only &&= Names.length > 0 && !/\burl\(/.test(src);
  locals.set(Family, of);
}

// Destinations: a link makes Chrome write one, even if the link is never shown. In the head, where no
// selector of a style (main:last-child) sees it.
const taken = new Set(), nav = doc.createElement("nav");
nav.style.cssText = "display:none!important";
blocks.forEach(b => {
  if (!b.el.id || taken.has(b.el.id)) {
    let id = "b" + b.index;
    while (taken.has(id) || doc.getElementById(id)) id += "_";
    b.el.id = id;
  }
  taken.add(b.ID = b.el.id);
  const a = doc.createElement("a");
  a.setAttribute("href", "#" + encodeURIComponent(b.ID));
  nav.append(a);
});
doc.head.append(nav);

for (const b of blocks) {
  b.Text = fold(b.Text).trim();
  delete b.el;
  delete b.index;
  delete b.wide;
}
return JSON.stringify({
  Want: want, Blocks: blocks, Texts: texts, Hidden: hidden, Width: width, Height: height, Margins: margins,
  Faces: [...new Set(faces.map(f => bare(f.style.getPropertyValue("font-family"))))], Missing: missing,
  Named: [...named].filter(Boolean), Locals: [...locals.values()].filter(of => of.Names.length),
});
