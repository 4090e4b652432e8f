// Judges the starter's site in every theme with tools that did not grow here, and prints what they found.
// `make audit` runs it; THEMES, RUNS, ONLY and AUDIT_DIR come from the environment. Exit code 1: a bound was missed.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { axe } from "./axe.mjs";
import { become, launch, modes, open } from "./browser.mjs";
import { judge } from "./lighthouse.mjs";
import { links } from "./links.mjs";
import { nu } from "./nu.mjs";
import { look, turn, walk } from "./probes.mjs";
import { Report } from "./report.mjs";
import { serve } from "./server.mjs";
import { files, fingerprint, kinds, makeSite, pages, sheetHTML, themes } from "./site.mjs";
import { weigh } from "./weight.mjs";

const base = "/repo/"; // a project's page on a shared host, where links that begin with "/" break
const repo = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const resgen = join(repo, "bin", "resgen");
const words = (s) => (s ?? "").split(/[\s,]+/).filter(Boolean);
const runs = Number(process.env.RUNS || 5);
// The parts, each with its checks: one that looks at nothing is a miss, also where its code never ran.
const checks = {
  nu: ["Nu HTML checker"],
  pages: ["axe-core", "no sideways scroll at 320 px", "targets of 24 px", "text contrast 4.5:1", "focus seen, in order", "no word on the console",
    "no request to another host", "links within the site", "switch of light and dark"],
  weight: ["first view", "nothing shifts"],
  lighthouse: ["Lighthouse mobile", "Lighthouse desktop"],
};
const parts = Object.keys(checks);
const only = words(process.env.ONLY);
const wants = (part) => only.length === 0 || only.includes(part);
const all = themes(resgen);
const chosen = words(process.env.THEMES);
for (const [given, known, what] of [[chosen, all, "theme"], [only, parts, "part"]]) {
  for (const name of given) if (!known.includes(name)) stop(`there is no ${what} "${name}": ${known.join(", ")}`);
}
if (!Number.isInteger(runs) || runs < 1) stop(`RUNS=${process.env.RUNS} is no number of runs`);
const tmp = process.env.AUDIT_DIR || mkdtempSync(join(tmpdir(), "resgen-audit-"));
const chrome = process.argv[2] || stop("the browser's file is missing; run make audit");

const report = new Report();
const server = await serve(base);
const home = server.origin + base;
try {
  const sites = makeSites();
  if (wants("nu")) {
    progress("Nu HTML checker");
    nu(sites.flatMap((site) => [
      ...files(site.public).filter((f) => /\.(html|css|svg)$/.test(f)).map((f) => ({ theme: site.theme, name: "/" + f, file: join(site.public, f) })),
      { theme: site.theme, name: "the sheet's HTML", file: sheetHTML(repo, site) },
    ]), report);
  }
  let browser;
  if (only.length !== 1 || only[0] !== "nu") browser = await launch(chrome);
  try {
    for (const site of sites) {
      progress(`${site.theme}: ${site.pages.length} pages`);
      for (const part of parts.filter(wants)) for (const check of checks[part]) report.looked(site.theme, check, 0);
      server.root(site.public);
      if (wants("pages")) await lookAtPages(browser, site);
      if (wants("weight")) for (const p of kinds(site.pages)) for (const width of [412, 1280]) await weigh(browser, home + p.path, p.kind, width, site.theme, report);
      if (wants("lighthouse")) for (const p of kinds(site.pages)) await judge({ port: new URL(browser.wsEndpoint()).port, url: home + p.path, kind: p.kind, runs, theme: site.theme, report });
      report.print(site.theme);
    }
  } finally {
    await browser?.close();
  }
  report.total([
    only.length && `only ${only.join(", ")}`,
    chosen.length && `${new Set(chosen).size} of ${all.length} themes`,
    runs < 5 && wants("lighthouse") && `RUNS=${runs}, where the bound is of 5`,
  ].filter(Boolean));
  report.write(join(tmp, "audit.json"));
  console.log(`in full: ${join(tmp, "audit.json")}`);
} finally {
  server.close();
}
process.exitCode = report.missed ? 1 : 0;

/** makeSites builds one site a theme. One that is the same as another's is a miss: each theme has a look of its own. */
function makeSites() {
  const seen = new Map(), out = [];
  for (const theme of new Set(chosen.length ? chosen : all)) {
    progress(`building ${theme}`);
    const site = { theme, ...makeSite({ repo, resgen, theme, dir: join(tmp, theme), url: home }) };
    const print = fingerprint(site.public);
    report.looked(theme, "a look of its own", 1);
    if (seen.has(print)) {
      report.miss(theme, "a look of its own", { rule: `the same site as ${seen.get(print)}` });
      report.print(theme);
      continue;
    }
    seen.set(print, theme);
    out.push({ ...site, pages: pages(site.public) });
  }
  return out;
}

/** lookAtPages opens each page once and looks at it in every mode; those of the first of each kind
 * once more switched to dark by hand, and without JavaScript if they have any. */
async function lookAtPages(browser, { theme, pages, public: dir }) {
  const said = [], first = kinds(pages);
  for (const p of pages) {
    const url = home + p.path, name = "/" + p.path;
    const { page, log, close } = await open(browser, url, { lost: p.lost });
    said.push({ page: p, ...await page.evaluate(() => window.__audit.links()) });
    for (const mode of modes) {
      const where = { page: name, mode: mode.name };
      await become(page, mode);
      await axe(page, where, theme, report);
      await look(page, mode, where, theme, report);
      if (mode.walk) await walk(page, where, theme, report);
    }
    report.looked(theme, "no word on the console", 1);
    for (const line of log.console) report.miss(theme, "no word on the console", { page: name, rule: line });
    report.looked(theme, "no request to another host", 1);
    for (const u of log.foreign) report.miss(theme, "no request to another host", { page: name, rule: u });
    for (const line of log.failed) report.miss(theme, "links within the site", { page: name, rule: "could not be loaded", element: line });
    if (p === pages.at(-1)) await links({ said, dir, base, origin: server.origin, blank: page, theme, report });
    await close();
    if (first.includes(p)) await lookSwitched(browser, p, theme);
    if (said.at(-1).scripts && (p.lost || first.includes(p))) await lookWithoutScripts(browser, p, theme);
  }
}

async function lookSwitched(browser, p, theme) {
  const { page, close } = await open(browser, home + p.path);
  const where = { page: "/" + p.path, mode: "dark by the switch" };
  await turn(page, where, theme, report);
  await axe(page, where, theme, report);
  await look(page, { ...modes[0], dark: true }, where, theme, report);
  await close();
}

async function lookWithoutScripts(browser, p, theme) {
  const { page, close } = await open(browser, home + p.path, { lost: p.lost, scripts: false });
  for (const mode of modes.filter((m) => m.media === "screen" && !m.dark)) {
    const where = { page: "/" + p.path, mode: `${mode.name}, without JavaScript` };
    await become(page, mode);
    await axe(page, where, theme, report);
    await look(page, mode, where, theme, report);
  }
  await close();
}

function progress(line) {
  process.stderr.write(`audit: ${line}\n`);
}

function stop(why) {
  console.error("audit: " + why);
  process.exit(2);
}
