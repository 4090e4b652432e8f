// Writes cldr.txt: `node generate.mjs > cldr.txt`. Node's Intl is ICU, whose data is Unicode's CLDR.
//
// What is asked for is always the Gregorian calendar and Latin digits: parsers of résumés read no others. Words that only say "year"
// are taken out of Russian, Ukrainian and the like ("г."): in the dates of a résumé nobody writes them.

const full = "en en-US de fr es it pt nl sv da nb fi pl cs tr ru uk zh zh-Hant ja ko ar he".split(" ")
const more = ("af az be bg bn bs ca cy el et eu fa ga gl gu hi hr hu hy id is ka kk lt lv mk ml mr ms mt nn pa ro sk sl sq sr sw ta te th ur vi").split(" ")

const pattern = (tag, options) => {
  const format = new Intl.DateTimeFormat(tag + "-u-ca-gregory-nu-latn", { ...options, timeZone: "UTC" })
  const of = (month) => format.formatToParts(new Date(Date.UTC(2021, month, 5))).filter((p) => p.type !== "era")
  const text = of(2).map((p) => ({ year: "{y}", month: "{m}", day: "{d}" })[p.type] ?? p.value).join("")
  const months = [...Array(12).keys()].map((m) => of(m).find((p) => p.type === "month").value)
  return [text.replace(/[\u200e\u200f]/g, "").replace(/[\u00a0\u202f]/g, " ").replace(/ (г|р)\.?$/u, "").trim(), months]
}

console.log(`# How languages write dates, numbers and their own names, and which way their letters run. Made by generate.mjs out of ICU ${process.versions.icu},
# which is Unicode's CLDR ${process.versions.cldr}. Copyright © 1991-2026 Unicode, Inc., under the Unicode License v3: see LICENSE-UNICODE beside it.
#
# [tag], then: name, its own; dir, rtl where it is; decimal and group, the marks in numbers; long, short and day, the months of "March 2021",
# "Mar 2021" and "5 March 2021" in the form that they have there, behind the pattern, with {y} {m} {d}; scale, the words for powers of ten.`)

// The words that stand behind a number for 10^3 to 10^12: "Tsd.", "Millionen".
const scales = (tag) => {
  const words = new Map()
  for (const compactDisplay of ["short", "long"]) {
    const format = new Intl.NumberFormat(tag + "-u-nu-latn", { notation: "compact", compactDisplay })
    for (let power = 3; power <= 12; power++) {
      for (const n of [1, 2, 5, 1.5]) {
        const parts = format.formatToParts(n * 10 ** power)
        const shown = parts.filter((p) => !["compact", "literal"].includes(p.type)).map((p) => p.value).join("")
        const value = Number(shown.replace(/[^0-9.,]/g, "").replace(",", "."))
        const word = parts.filter((p) => p.type === "compact").map((p) => p.value).join(" ").replace(/[\u00a0\u202f\u200f]/g, " ").trim()
        const factor = Math.round(n * 10 ** power / value)
        if (word && /^10*$/.test(String(factor)) && !words.has(word)) words.set(word, factor)
      }
    }
  }
  return [...words].map(([word, factor]) => `${String(factor).length - 1}=${word}`)
}

for (const tag of [...full, ...more].sort()) {
  const number = new Intl.NumberFormat(tag + "-u-nu-latn").formatToParts(12345678.5)
  const mark = (type) => number.find((p) => p.type === type).value
  const escape = (s) => s.replace(/[\u00a0\u202f]/g, "␣")
  const name = new Intl.DisplayNames(tag, { type: "language", languageDisplay: "standard" }).of(tag)
  const locale = new Intl.Locale(tag)
  console.log(`\n[${tag}]\nname ${name}`)
  if ((locale.getTextInfo?.() ?? locale.textInfo).direction === "rtl") console.log("dir rtl")
  console.log(`decimal ${escape(mark("decimal"))}\ngroup ${escape(mark("group"))}`)
  if (scales(tag).length > 0) console.log("scale " + scales(tag).join(" | "))
  for (const [key, options] of [["long", { month: "long" }], ["short", { month: "short" }], ["day", { month: "long", day: "numeric" }]]) {
    const [text, months] = pattern(tag === "en" && key === "day" ? "en-GB" : tag, { year: "numeric", ...options })
    console.log(`${key} ${text} | ${months.join(" | ")}`)
  }
}
