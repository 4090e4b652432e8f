// Lighthouse on one page of each kind, as a phone and as a desktop. Accessibility, best practices and SEO must be 100;
// performance, which differs from run to run, at least 99 as the median of so many runs.
import lighthouse, { desktopConfig } from "lighthouse";

const exact = ["accessibility", "best-practices", "seo"];
const floor = 99;

/** judge runs Lighthouse against a browser that listens on a port. It stops once the median is sure to hold, or to miss. */
export async function judge({ port, url, kind, runs, theme, report }) {
  const most = Math.floor(runs / 2) + 1; // so many runs on one side of the bound decide on which side the median is
  for (const form of ["mobile", "desktop"]) {
    const where = { page: kind, mode: form }, check = `Lighthouse ${form}`;
    const speeds = [];
    let scores = "", worst;
    while (speeds.length < runs && count(speeds, (s) => s >= floor) < most && count(speeds, (s) => s < floor) < most) {
      const onlyCategories = speeds.length === 0 ? ["performance", ...exact] : ["performance"];
      const ran = await lighthouse(url, { port, output: "json", logLevel: "silent", onlyCategories }, form === "desktop" ? desktopConfig : undefined);
      const { lhr } = ran;
      report.looked(theme, check, 1);
      if (lhr.runtimeError) {
        report.miss(theme, check, { ...where, rule: lhr.runtimeError.code, say: lhr.runtimeError.message });
        break;
      }
      const speed = Math.round(lhr.categories.performance.score * 100);
      if (!worst || speed < Math.min(...speeds)) worst = lhr;
      speeds.push(speed);
      if (onlyCategories.length === 1) continue;
      for (const id of exact) {
        const score = Math.round(lhr.categories[id].score * 100);
        scores += ` ${score}`;
        if (score === 100) continue;
        const causes = failed(lhr, id);
        for (const f of causes) report.miss(theme, check, { ...where, rule: `${id} ${score}: ${f.id}`, element: f.at, say: f.title });
        if (!causes.length) report.miss(theme, check, { ...where, rule: `${id} ${score}`, say: "no audit is named as the cause" });
      }
    }
    if (!speeds.length) continue;
    const sorted = [...speeds].sort((a, b) => a - b);
    const held = count(speeds, (s) => s >= floor) * 2 > speeds.length;
    if (!held) report.miss(theme, check, { ...where, rule: `performance ${sorted.join(" ")}`, say: metrics(worst) });
    report.figure(theme, kind, `Lighthouse ${form}`, `${sorted.join(" ")} |${scores}`); // speed | the three others
  }
}

const count = (list, ok) => list.filter(ok).length;

/** failed is the audits that cost a category points, or all of them: one that broke makes its score none, which counts as 0. */
function failed(lhr, id) {
  return lhr.categories[id].auditRefs
    .map((ref) => ({ ref, audit: lhr.audits[ref.id] }))
    .filter(({ ref, audit }) => ref.weight > 0 && (audit.scoreDisplayMode === "error" || audit.score !== null && audit.score < 1))
    .map(({ audit }) => ({ id: audit.id, title: audit.errorMessage ?? audit.title, at: (audit.details?.items ?? []).slice(0, 3).map((i) => i.node?.selector ?? (i.href ? `"${i.text ?? ""}" ${i.href}` : undefined) ?? i.description ?? i.source?.url ?? i.url ?? "").join("; ") }));
}

function metrics(lhr) {
  return ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index"]
    .map((id) => `${id} ${lhr.audits[id].displayValue} (${Math.round(lhr.audits[id].score * 100)})`).join(", ");
}
