// The first view of a page as a stranger loads it: bytes by type, and whether anything moves while it comes in slowly.
import { open } from "./browser.mjs";

const bound = 60_000; // bytes of bodies as sent, the "under 60 kB"; the heads of answers are the host's
const still = 0.1; // "good" of Core Web Vitals; what is below comes of faces that arrive late, and is told as a note
const slow = { offline: false, latency: 150, downloadThroughput: 1_638_400 / 8, uploadThroughput: 750_000 / 8 }; // Lighthouse's "slow 4G"

/** weigh loads a page with nothing cached over a slow line and tells its bytes and shifts. */
export async function weigh(browser, url, kind, width, theme, report) {
  const sizes = {}, types = new Map(), fonts = [];
  let session;
  const { page, close } = await open(browser, url, {
    width,
    before: async (page) => {
      await page.evaluateOnNewDocument(() => {
        window.__shifts = [];
        new PerformanceObserver((list) => {
          for (const e of list.getEntries()) {
            if (!e.hadRecentInput) window.__shifts.push({ value: e.value, at: e.sources.map((s) => s.node?.nodeType === 1 ? s.node.localName + (s.node.className ? "." + s.node.className : "") : s.node?.nodeName) });
          }
        }).observe({ type: "layout-shift", buffered: true });
      });
      session = await page.createCDPSession();
      await session.send("Network.enable");
      await session.send("Network.emulateNetworkConditions", slow);
      session.on("Network.responseReceived", (e) => types.set(e.requestId, e));
      session.on("Network.loadingFinished", (e) => {
        const { type = "Other", response } = types.get(e.requestId) ?? {};
        const body = e.encodedDataLength - (response?.encodedDataLength ?? 0); // at the answer's head only the head has come
        sizes[type] = (sizes[type] ?? 0) + body;
        if (type === "Font") fonts.push(`${response.url.split("/").slice(-2).join("/").replace(".woff2", "")} ${kB(body)}`);
      });
    },
  });
  // Headless Chrome asks for no icon; a browser with a window takes the first that it can show.
  const icon = await page.evaluate(() => document.querySelector('link[rel~="icon"][type="image/svg+xml"], link[rel~="icon"]')?.href ?? "");
  const loaded = { ...sizes };
  if (icon) loaded.Icon = (await (await fetch(icon, { headers: { "accept-encoding": "gzip" } })).headers.get("content-length")) | 0;
  await page.evaluate(async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
      scrollTo(0, y);
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }
  });
  const shifts = await page.evaluate(() => window.__shifts);
  await close();
  const total = Object.values(loaded).reduce((a, b) => a + b, 0);
  const parts = Object.entries(loaded).sort((a, b) => b[1] - a[1]).map(([k, v]) => `${k.toLowerCase()} ${kB(v)}`).join(", ");
  report.looked(theme, "first view", 1);
  report.figure(theme, kind, `kB at ${width} px`, `${kB(total)}: ${parts}`);
  if (total >= bound) report.miss(theme, "first view", { page: kind, mode: `${width} px`, rule: `${kB(total)} kB, not under ${kB(bound)}`, say: `${parts}: ${fonts.join(", ")}` });
  const cls = shifts.reduce((n, s) => n + s.value, 0);
  report.looked(theme, "nothing shifts", 1);
  if (cls >= 0.0005) report[cls < still ? "note" : "miss"](theme, "nothing shifts", { page: kind, mode: `${width} px`, rule: `shift of ${cls.toFixed(4)}`, element: [...new Set(shifts.flatMap((s) => s.at))].slice(0, 6).join(", ") });
}

const kB = (n) => (n / 1000).toFixed(1);
