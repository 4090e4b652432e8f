// What we look at ourselves on an open page: reflow, targets, contrast, and a walk with the Tab key.

/** look measures the page in the mode that it is in. */
export async function look(page, mode, where, theme, report) {
  if (mode.media === "screen") {
    report.looked(theme, "no sideways scroll at 320 px", mode.width === 320 ? 1 : 0);
    for (const o of await page.evaluate(() => window.__audit.overflow())) {
      report.miss(theme, "no sideways scroll at 320 px", { ...where, rule: `${o.by} px too wide`, element: o.element });
    }
    if (!mode.dark) {
      const t = await page.evaluate(() => window.__audit.targets());
      report.looked(theme, "targets of 24 px", t.looked);
      for (const s of t.small) {
        if (s.kept === "") report.miss(theme, "targets of 24 px", { ...where, rule: s.size, element: s.element, say: `too near to ${s.near}` });
        if (s.kept === "spacing") report.note(theme, "targets of 24 px", { ...where, rule: "passes by the space around it alone", element: s.element.replace(/ ".*/, "") });
      }
    }
  }
  const c = await page.evaluate(() => window.__audit.contrast());
  report.looked(theme, "text contrast 4.5:1", c.looked);
  for (const b of c.bad) report.miss(theme, "text contrast 4.5:1", { ...where, rule: `${b.ratio}:1`, element: b.element });
  for (const u of c.unsure) report.note(theme, "text contrast 4.5:1", { ...where, rule: "over a picture or a gradient", element: u });
}

/**
 * walk presses Tab from the top to the end: each stop is reached once, in the order of the document, seen, not covered,
 * and shows its focus by an outline of 3:1, or else by pixels that change.
 */
export async function walk(page, where, theme, report) {
  const miss = (rule, element, say) => report.miss(theme, "focus seen, in order", { ...where, rule, element, say });
  await page.bringToFront();
  await page.evaluate(() => { // Tab goes on from where the focus was last, wherever a walk before this one ended
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
    scrollTo(0, 0);
  });
  const expected = await page.evaluate(() => window.__audit.stops().length);
  let before = -1, reached = 0;
  for (let i = 0; i < expected + 2; i++) {
    await page.keyboard.press("Tab");
    await page.evaluate(() => window.__audit.settle());
    const f = await page.evaluate(() => window.__audit.focused());
    if (!f || (f.at >= 0 && f.at <= before && reached >= expected)) break;
    report.looked(theme, "focus seen, in order", 1);
    reached++;
    if (f.positive) miss("positive tabindex", f.element);
    if (f.at <= before) { miss("out of order, or a trap", f.element); break; }
    before = f.at;
    if (!f.seen) miss("focus outside of the view", f.element);
    else if (f.covered) miss("focus covered", f.element, `by ${f.covered}`);
    if (f.outline && !f.auto && f.width >= 1 && f.sure && f.ratio < 3) miss("focus ring below 3:1", f.element, `${f.ratio.toFixed(2)}:1`);
    if (!f.outline && !(await changes(page, f.rect))) miss("focus not visible", f.element);
  }
  if (reached < expected) miss("Tab does not reach all", "", `${reached} of ${expected}`);
}

/** changes tells whether the pixels around the focused element differ without the focus. */
async function changes(page, clip) {
  const safe = { x: Math.max(0, clip.x), y: Math.max(0, clip.y), width: Math.max(1, clip.width), height: Math.max(1, clip.height) };
  const shot = () => page.screenshot({ clip: safe, encoding: "base64", captureBeyondViewport: true });
  const focused = await shot();
  await page.evaluate(() => { window.__was = document.activeElement; window.__was.blur(); });
  const plain = await shot();
  await page.evaluate(() => window.__was.focus({ focusVisible: true, preventScroll: true }));
  return focused !== plain;
}

/** turn switches an open page from light to dark, and tells whether its paper changed and is kept by a page loaded anew. */
export async function turn(page, where, theme, report) {
  const check = "switch of light and dark";
  const paper = () => page.evaluate(() => window.__audit.settle().then(() => getComputedStyle(document.documentElement).backgroundColor));
  const button = await page.$("button.scheme");
  if (!button) return report.miss(theme, check, { ...where, rule: "no button.scheme" });
  report.looked(theme, check, 1);
  const before = await paper();
  await button.click();
  const after = await paper();
  if (before === after) report.miss(theme, check, { ...where, rule: "changes nothing" });
  const next = await page.browserContext().newPage();
  await next.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
  await next.goto(page.url(), { waitUntil: "load" });
  const kept = await next.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await next.close();
  await page.bringToFront();
  if (kept !== after) report.miss(theme, check, { ...where, rule: "is not kept", say: `${kept}, not ${after}` });
}
