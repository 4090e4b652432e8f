// Makes the site of each theme from a copy of content/, and lists its pages.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** themes lists the names of the themes, the starter's own first. */
export function themes(resgen) {
  const lines = execFileSync(resgen, ["themes", "--json"], { encoding: "utf8" }).trim().split("\n");
  const names = lines.map((line) => JSON.parse(line).name);
  return names.sort((a, b) => (b === "classic") - (a === "classic"));
}

/** makeSite builds content/ in a theme for an address, and gives the folders of the source and of the site. */
export function makeSite({ repo, resgen, theme, dir, url }) {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  cpSync(join(repo, "content"), join(dir, "content"), { recursive: true, filter: (f) => !f.endsWith(".go") });
  const resume = join(dir, "content", "resume.md");
  const text = readFileSync(resume, "utf8");
  const end = text.indexOf("\n---", 4);
  const front = text.slice(0, end).replace(/(^(?:pdf|site):.*\btheme: *)[\w-]+/gm, `$1${theme}`);
  if (!new RegExp(`^pdf:.*\\btheme: *${theme}\\b`, "m").test(front)) throw new Error(`no "pdf: {theme: …}" was found in the front matter of content/resume.md`);
  writeFileSync(resume, front + text.slice(end));
  // The starter is filled with sample words on purpose, and some themes need more than its two sheets.
  const said = execFileSync(resgen, ["build", "-q", "-s", dir, "--base-url", url, "--rule", "content/starter-text=off", "--fail-on", "off"],
    { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  return { dir, public: join(dir, "public"), said };
}

/** sheetHTML writes the HTML that the browser prints, and gives its file. */
export function sheetHTML(repo, site) {
  const html = execFileSync("go", ["run", join(repo, ".ci", "audit", "sheet.go"), site.dir], { cwd: repo });
  const file = join(site.dir, "sheet.html");
  writeFileSync(file, html);
  return file;
}

/** files lists the files of a folder by their path from it, sorted. */
export function files(dir) {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => relative(dir, join(e.parentPath ?? e.path, e.name)).split(sep).join("/"))
    .sort();
}

/**
 * pages lists the web pages of a site: {path, kind, lost}. A kind is what one look at is enough for when it is about
 * weight and speed: the home page, each page at the top, and one page each of those below "projects", "posts", "tags".
 * The 404 is asked for at a deep address, where relative links would break.
 */
export function pages(dir) {
  return files(dir).filter((f) => f.endsWith(".html")).map((f) => {
    if (f === "404.html") return { file: f, path: "no/such/page/", kind: "404", lost: true };
    const path = f.replace(/(^|\/)index\.html$/, "$1");
    const parts = path.split("/").filter(Boolean);
    const kind = parts.length === 0 ? "home" : parts.length === 1 ? parts[0] : `one of ${parts[0]}`;
    return { file: f, path, kind, lost: false };
  }).sort((a, b) => a.path.split("/").length - b.path.split("/").length || (a.path < b.path ? -1 : 1));
}

/** kinds gives the first page of each kind. */
export function kinds(list) {
  const seen = new Set();
  return list.filter((p) => !p.lost && !seen.has(p.kind) && seen.add(p.kind));
}

/** fingerprint tells whether two sites look the same: the hash of all that a browser loads. */
export function fingerprint(dir) {
  const sum = createHash("sha256");
  for (const f of files(dir)) {
    if (/\.(html|css|js|svg)$/.test(f)) sum.update(f).update(readFileSync(join(dir, f)));
  }
  return sum.digest("hex");
}
