// Collects what the checks found, and prints it: a table for each theme, then the misses one a line, then the total.
import { writeFileSync } from "node:fs";

export class Report {
  #themes = new Map(); // name -> {rows: Map(check -> {looked, misses, notes}), figures: Map(kind -> {column: value})}

  #row(theme, check) {
    if (!this.#themes.has(theme)) this.#themes.set(theme, { rows: new Map(), figures: new Map() });
    const rows = this.#themes.get(theme).rows;
    if (!rows.has(check)) rows.set(check, { looked: 0, misses: [], notes: [] });
    return rows.get(check);
  }

  /** looked counts what a check looked at, so that a check that saw nothing cannot pass for a clean one. */
  looked(theme, check, n) { this.#row(theme, check).looked += n; }

  /** miss is a bound that was missed: {page, mode, rule, element, say}. */
  miss(theme, check, what) { this.#row(theme, check).misses.push(what); }

  /** note is worth knowing and misses no bound. */
  note(theme, check, what) { this.#row(theme, check).notes.push(what); }

  /** figure is one measured value of one kind of page, shown in a column of its own. */
  figure(theme, kind, column, value) {
    const figures = this.#themes.get(theme).figures;
    figures.set(kind, { ...figures.get(kind), [column]: value });
  }

  get missed() { return [...this.#themes.values()].reduce((n, t) => n + [...t.rows.values()].reduce((m, r) => m + r.misses.length, 0), 0); }

  print(theme) {
    const t = this.#themes.get(theme);
    if (!t) return;
    console.log(`\n${theme}\n  ${"check".padEnd(34)}${"looked at".padStart(10)}${"misses".padStart(8)}${"notes".padStart(7)}`);
    for (const [check, r] of t.rows) {
      if (r.looked === 0 && r.misses.length === 0) r.misses.push({ page: "", rule: "nothing", say: "this check looked at nothing" });
      console.log(`  ${check.padEnd(34)}${String(r.looked).padStart(10)}${String(r.misses.length || "-").padStart(8)}${String(r.notes.length || "-").padStart(7)}`);
    }
    table(t.figures);
    for (const [check, r] of t.rows) {
      for (const line of grouped(r.misses)) console.log(`  MISS ${check}: ${line}`);
      for (const line of grouped(r.notes)) console.log(`  note ${check}: ${line}`);
    }
  }

  /** total prints the sums; short says what was left out of a whole audit. */
  total(short = []) {
    const checks = new Map();
    for (const t of this.#themes.values()) {
      for (const [check, r] of t.rows) {
        const sum = checks.get(check) ?? { looked: 0, misses: 0, notes: 0 };
        checks.set(check, { looked: sum.looked + r.looked, misses: sum.misses + r.misses.length, notes: sum.notes + r.notes.length });
      }
    }
    console.log(`\ntotal, ${this.#themes.size} ${this.#themes.size === 1 ? "theme" : "themes"}`);
    for (const [check, r] of checks) console.log(`  ${check.padEnd(34)}${String(r.looked).padStart(10)}${String(r.misses || "-").padStart(8)}${String(r.notes || "-").padStart(7)}`);
    const of = short.length ? ` (${short.join("; ")})` : "";
    console.log(this.missed ? `\n${this.missed} missed${of}` : `\nall bounds held${of}`);
  }

  write(file) {
    const out = {};
    for (const [name, t] of this.#themes) out[name] = { figures: Object.fromEntries(t.figures), checks: Object.fromEntries(t.rows) };
    writeFileSync(file, JSON.stringify({ missed: this.missed, themes: out }, null, 1));
  }
}

/** table prints the figures, a line for each kind of page. */
function table(figures) {
  if (figures.size === 0) return;
  const columns = [...new Set([...figures.values()].flatMap((f) => Object.keys(f)))];
  const lines = [["page", ...columns], ...[...figures].map(([kind, f]) => [kind, ...columns.map((c) => f[c] ?? "")])];
  const wide = lines[0].map((_, i) => Math.max(...lines.map((l) => l[i].length)));
  for (const l of lines) console.log("  " + l.map((cell, i) => cell.padEnd(wide[i])).join("  ").trimEnd());
}

/** grouped says the same trouble once, with the pages where it is. */
function grouped(list) {
  const by = new Map();
  for (const m of list) {
    const key = [m.rule, m.element, m.say].filter(Boolean).join(" | ");
    const where = [m.page, m.mode && `(${m.mode})`].filter(Boolean).join(" ");
    by.has(key) ? by.get(key).add(where) : by.set(key, new Set([where]));
  }
  return [...by].map(([key, where]) => {
    const all = [...where].filter(Boolean);
    return !all.length ? key : `${key}  [${all.slice(0, 4).join(", ")}${all.length > 4 ? ` and ${all.length - 4} more` : ""}]`;
  });
}
