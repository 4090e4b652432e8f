// axe-core on an open page: the rules of WCAG 2.2 A and AA, and its best practices.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** axe runs on a page in the mode that it is in. */
export async function axe(page, where, theme, report) {
  if (!(await page.evaluate(() => Boolean(window.axe)))) await page.evaluate(source);
  const found = await page.evaluate((tags) => window.axe.run(document, {
    runOnly: { type: "tag", values: tags },
    rules: { "target-size": { enabled: true } }, // WCAG 2.2, which axe leaves out unless asked
    resultTypes: ["violations", "incomplete"],
  }).then((r) => {
    const short = (list) => list.map((v) => ({ id: v.id, help: v.help, nodes: v.nodes.map((n) => ({ at: n.target.flat().join(" "), why: n.any.concat(n.all, n.none).map((c) => c.message)[0] ?? "" })) }));
    return { violations: short(r.violations), incomplete: short(r.incomplete), passes: r.passes.length };
  }), tags);
  report.looked(theme, "axe-core", 1);
  if (found.passes === 0) report.miss(theme, "axe-core", { ...where, rule: "no rule ran" });
  for (const v of found.violations) {
    for (const n of v.nodes) report.miss(theme, "axe-core", { ...where, rule: v.id, element: n.at, say: n.why || v.help });
  }
  for (const v of found.incomplete) {
    for (const n of v.nodes) report.note(theme, "axe-core", { ...where, rule: `undecided: ${v.id}`, element: n.at, say: n.why || v.help });
  }
}
