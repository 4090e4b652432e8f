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
# "Mar 2021" and "5 March 2021" in the form that they have there, behind the pattern, with {y} {m} {d}.`)
for (const tag of [...full, ...more].sort()) {
  const number = new Intl.NumberFormat(tag + "-u-nu-latn").formatToParts(12345678.5)
  const mark = (type) => number.find((p) => p.type === type).value
  const escape = (s) => s.replace(/[\u00a0\u202f]/g, "␣")
  const name = new Intl.DisplayNames(tag, { type: "language", languageDisplay: "standard" }).of(tag)
  const locale = new Intl.Locale(tag)
  console.log(`\n[${tag}]\nname ${name}`)
  if ((locale.getTextInfo?.() ?? locale.textInfo).direction === "rtl") console.log("dir rtl")
  console.log(`decimal ${escape(mark("decimal"))}\ngroup ${escape(mark("group"))}`)
  for (const [key, options] of [["long", { month: "long" }], ["short", { month: "short" }], ["day", { month: "long", day: "numeric" }]]) {
    const [text, months] = pattern(tag === "en" && key === "day" ? "en-GB" : tag, { year: "numeric", ...options })
    console.log(`${key} ${text} | ${months.join(" | ")}`)
  }
}
