// Opens pages in the system's Chrome, each in a profile of its own, and writes down what they said and asked for.
import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

const inpage = readFileSync(new URL("inpage.js", import.meta.url), "utf8");

export function launch(executablePath) {
  const args = ["--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb"];
  if (process.getuid?.() === 0) args.push("--no-sandbox"); // root in a container has no user namespace to give
  return puppeteer.launch({ executablePath, args, headless: "shell", protocolTimeout: 120_000 });
}

/**
 * open loads a page and gives {page, log, close}. log has the console's errors and warnings, the addresses asked for
 * on other hosts, and those that failed. With scripts: false the page is parsed as without JavaScript, <noscript> and
 * all; it is switched on again after loading, for the checks, when no script of the page can run any more.
 */
export async function open(browser, url, { scripts = true, width = 1280, dark = false, lost = false, before } = {}) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const log = { console: [], foreign: [], failed: [] };
  const origin = new URL(url).origin;
  page.on("console", (m) => {
    if (!["error", "warn"].includes(m.type())) return;
    if (lost && m.location()?.url === url) return; // the 404 itself, which was asked for
    log.console.push(`${m.type()}: ${m.text()}`);
  });
  page.on("pageerror", (e) => log.console.push(`exception: ${e.message}`));
  page.on("request", (r) => {
    if (!r.url().startsWith(origin + "/") && !/^(data|blob|about):/.test(r.url())) log.foreign.push(r.url());
  });
  page.on("requestfailed", (r) => log.failed.push(`${r.url()}: ${r.failure()?.errorText}`));
  page.on("response", (r) => { if (r.status() >= 400 && !(lost && r.url() === url)) log.failed.push(`${r.url()}: ${r.status()}`); });
  await page.setJavaScriptEnabled(scripts);
  await page.setViewport({ width, height: width < 600 ? 780 : 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
  await before?.(page);
  await page.goto(url, { waitUntil: "networkidle0", timeout: 60_000 });
  if (!scripts) await page.setJavaScriptEnabled(true);
  await page.evaluate(inpage);
  await page.evaluate(() => document.fonts.ready.then(() => true));
  return { page, log, close: () => context.close() };
}

/** modes are the ways in which each page is looked at; the walk with the Tab key is taken once in each scheme and width. */
export const modes = [
  { name: "light", width: 1280, dark: false, media: "screen", walk: true },
  { name: "dark", width: 1280, dark: true, media: "screen" },
  { name: "320 px", width: 320, dark: false, media: "screen" },
  { name: "320 px dark", width: 320, dark: true, media: "screen", walk: true },
  { name: "print", width: 794, dark: false, media: "print" }, // A4 at 96 px an inch
];

/** become puts an open page into a mode, all transitions done. */
export async function become(page, mode) {
  await page.setViewport({ width: mode.width, height: mode.width < 600 ? 780 : 900 });
  await page.emulateMediaType(mode.media);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: mode.dark ? "dark" : "light" }]);
  await page.evaluate(() => window.__audit.settle());
}
