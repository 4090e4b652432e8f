// The Nu HTML checker on every page, the sheet's HTML, style sheets and SVG. Files that several themes share are
// checked once, in one run of Java, whose start costs more than the checking.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

// The checker's CSS part is years behind its HTML part. What it does not know of here is told as a note, in style sheets
// alone: view transitions (css-view-transitions-1 and -2). Drop this when vnu knows them.
const behind = /view-transition/;

/** nu checks lists of {theme, name, file} and tells the report. */
export function nu(list, report) {
  const byHash = new Map();
  for (const f of list) {
    const hash = createHash("sha256").update(readFileSync(f.file)).digest("hex");
    const first = byHash.get(hash);
    first ? first.push(f) : byHash.set(hash, [f]);
    report.looked(f.theme, "Nu HTML checker", 1);
  }
  if (byHash.size === 0) return;
  const unique = [...byHash.values()];
  const out = execFileSync("java", ["-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", "--also-check-css",
    "--also-check-svg", ...unique.map((same) => same[0].file)], { encoding: "utf8", maxBuffer: 1 << 28 });
  const byFile = new Map(unique.map((same) => [same[0].file, same]));
  for (const m of JSON.parse(out).messages) {
    const same = byFile.get(fileOf(m.url)) ?? unique[0];
    const { theme, name } = same[0];
    const say = { page: name, rule: m.type === "error" ? "error" : m.subType ?? m.type, element: `line ${m.lastLine}: ${oneLine(m.extract)}`, say: m.message };
    // Anything but a remark fails: "non-document-error" is a file that could not be checked at all.
    m.type === "info" || (name.endsWith(".css") && behind.test(m.message)) ? report.note(theme, "Nu HTML checker", say) : report.miss(theme, "Nu HTML checker", say);
  }
}

const fileOf = (url) => {
  try {
    return url.startsWith("file:") ? fileURLToPath(url.startsWith("file:///") ? url : pathToFileURL(url.slice(5))) : "";
  } catch {
    return "";
  }
};

const oneLine = (s = "") => s.replace(/\s+/g, " ").trim().slice(0, 120);
