// Every address within the site: answered, inside of the base path, with its fragment there. Feed, sitemap, style
// sheets and manifest too.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { files } from "./site.mjs";

/**
 * links checks what the pages said, [{page, links, ids, canonical, noindex, malformed}], against the server that
 * serves them; blank is any open page, which reads XML.
 */
export async function links({ said, dir, base, origin, blank, theme, report }) {
  const check = "links within the site";
  const home = origin + base;
  const ids = new Map(said.filter((s) => !s.page.lost).map((s) => [home + s.page.path, new Set(s.ids)]));
  const answers = new Map();
  const ask = async (url) => {
    if (!answers.has(url)) {
      const r = await fetch(url, { method: "HEAD", redirect: "manual" });
      answers.set(url, { status: r.status, type: r.headers.get("content-type") ?? "" });
    }
    return answers.get(url);
  };
  const one = async (url, where, part = false) => {
    report.looked(theme, check, 1);
    const miss = (rule, say) => report.miss(theme, check, { ...where, rule, say });
    if (!url) return miss("malformed address");
    const u = new URL(url);
    if (!/^https?:$/.test(u.protocol)) return;
    if (u.origin !== origin) return part ? miss("on another host") : undefined;
    if (!u.pathname.startsWith(base)) return miss("outside of the base path");
    const bare = origin + u.pathname + u.search;
    const a = await ask(bare);
    if (a.status >= 300 && a.status < 400) report.note(theme, check, { ...where, rule: "is sent on to another address" });
    else if (a.status !== 200) return miss(`answered ${a.status}`);
    if (a.type === "application/octet-stream") miss("a kind of file that servers do not know");
    const fragment = decodeURIComponent(u.hash.slice(1));
    const there = ids.get((origin + u.pathname).replace(/\/index\.html$/, "/")); // none of what is no page
    if (fragment && fragment !== "top" && there && !there.has(fragment)) miss(`no #${fragment} there`);
  };

  for (const s of said) {
    const page = "/" + s.page.path;
    for (const m of s.malformed) report.miss(theme, check, { page, rule: "malformed", say: m });
    for (const l of s.links) {
      const where = { page, element: `${l.what} ${l.raw}` };
      if (s.page.lost && /^#/.test(l.raw)) { // its own address answers 404
        report.looked(theme, check, 1);
        if (l.raw !== "#" && !s.ids.includes(decodeURIComponent(l.raw.slice(1)))) report.miss(theme, check, { ...where, rule: `no ${l.raw} there` });
        continue;
      }
      await one(l.url, where, l.part);
    }
    if (s.page.lost ? s.canonical : s.canonical !== home + s.page.path) report.miss(theme, check, { page, rule: "canonical", say: s.canonical || "none" });
    if (s.page.lost && !s.noindex) report.miss(theme, check, { page, rule: "a 404 that may be indexed" });
  }

  const all = files(dir);
  for (const f of ["404.html", "feed.xml", "robots.txt", "sitemap.xml"]) if (!all.includes(f)) report.miss(theme, check, { page: "/" + f, rule: "not there" });
  for (const f of all) {
    const at = join(dir, f), page = "/" + f;
    if (f.endsWith(".css")) {
      const css = readFileSync(at, "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
      for (const m of css.matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']/g)) {
        const raw = m[1] ?? m[2];
        if (!raw.startsWith("data:")) await one(new URL(raw, home + f).href, { page, element: raw }, true);
      }
    } else if (f.endsWith(".xml")) {
      const x = await blank.evaluate((text) => window.__audit.xml(text), readFileSync(at, "utf8"));
      if (x.error) report.miss(theme, check, { page, rule: "malformed XML", say: x.error.slice(0, 200) });
      for (const raw of x.links) await one(/^https?:/.test(raw) ? raw : "", { page, element: raw });
      for (const raw of x.within) await one(new URL(raw, home + f).href, { page, element: raw });
      if (x.root === "urlset") compare(x.links, said, home, page, theme, report);
    } else if (f.endsWith(".webmanifest")) {
      const m = JSON.parse(readFileSync(at, "utf8"));
      for (const raw of [m.start_url, m.scope, ...(m.icons ?? []).map((i) => i.src)].filter(Boolean)) await one(new URL(raw, home + f).href, { page, element: raw });
    } else if (f === "robots.txt") {
      for (const m of readFileSync(at, "utf8").matchAll(/^sitemap:\s*(\S+)/gim)) await one(m[1], { page, element: m[1] });
    }
  }
}

/** compare holds the sitemap to the pages: each that may be indexed, and no other. */
function compare(listed, said, home, page, theme, report) {
  const want = new Set(said.filter((s) => !s.noindex && !s.page.lost).map((s) => home + s.page.path));
  for (const url of want) if (!listed.includes(url)) report.miss(theme, "links within the site", { page, rule: "not in the sitemap", element: url });
  for (const url of listed) if (!want.has(url)) report.miss(theme, "links within the site", { page, rule: "in the sitemap, and no page to index", element: url });
}
