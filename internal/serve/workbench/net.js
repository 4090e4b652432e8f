// The server: its events, its desks, and what is asked of it.

import { $ } from "./dom.js";

const BASE = "/_resgen/";

async function get(address) {
  const answer = await fetch(address, { cache: "no-cache" });
  if (!answer.ok) throw Object.assign(new Error(`${address} was answered with status ${answer.status}`), { status: answer.status });
  return answer;
}

// getDesk is the desk of a save, or the newest one; print is the target that is looked at, for the server to print first, and ask one
// that is to be printed now.
export const getDesk = async (at, print, ask) => (await get(`${BASE}desk?${new URLSearchParams({ ...(at && { at }), ...(print && { print }), ...(ask && { ask }) })}`)).json();
// getTailoring is how a print stands to its posting, in the save of a desk.
export const getTailoring = async (at, print) => (await get(`${BASE}tailor?${new URLSearchParams({ at, print })}`)).json();
export const getExplanation = async (rule) => (await get(`${BASE}explain?rule=${encodeURIComponent(rule)}`)).json();

export async function getSheet(address) {
  const answer = await fetch(address); // its address changes with its bytes
  if (!answer.ok) throw Object.assign(new Error(`${address} was answered with status ${answer.status}`), { status: answer.status });
  return answer.text();
}

// post asks for an act. A server that was started anew has another token, which its page tells.
export async function post(name, body) {
  const meta = $('meta[name="resgen-token"]');
  const ask = () => fetch(BASE + name, {
    method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", "X-Resgen-Token": meta.content },
  });
  let answer = await ask();
  if (answer.status === 403) {
    const page = new DOMParser().parseFromString(await (await get(BASE)).text(), "text/html");
    const token = $('meta[name="resgen-token"]', page)?.content;
    if (token && token !== meta.content) {
      meta.content = token;
      answer = await ask();
    }
  }
  const text = await answer.text();
  let data = {};
  try {
    data = JSON.parse(text);
  } catch { /* no body, or plain words */ }
  if (!answer.ok) throw new Error(data.error || text.trim() || `the server answered with status ${answer.status}`);
  return data;
}

// connect listens while the page can be seen: browsers allow six connections to a host, and a page that is looked at again
// is told the newest state first anyway. heard gets each message, and whether it is the first of a connection, after which
// nothing that was known before can be trusted. ahead gets the sheets of a print whose findings are still to come.
export function connect(heard, status, ahead) {
  let source = null;
  let retry = 0;
  let tick = Date.now();

  function open() {
    close();
    if (document.visibilityState === "hidden") return;
    const mine = new EventSource(`${BASE}events?sheets`);
    let first = true;
    source = mine;
    mine.addEventListener("build", (e) => {
      if (source !== mine) return;
      status("live");
      heard(JSON.parse(e.data), first);
      first = false;
    });
    mine.addEventListener("sheets", (e) => {
      if (source === mine) ahead(JSON.parse(e.data));
    });
    mine.addEventListener("error", () => {
      if (source !== mine) return;
      first = true;
      status("lost");
      // The browser reconnects by itself, but gives up for good on an answer that is no stream.
      if (mine.readyState === EventSource.CLOSED) retry = setTimeout(open, 1000);
    });
  }

  function close() {
    clearTimeout(retry);
    source?.close();
    source = null;
  }

  document.addEventListener("visibilitychange", open);
  addEventListener("online", open);
  addEventListener("offline", () => status("lost"));
  addEventListener("pagehide", close);
  addEventListener("pageshow", (e) => { if (e.persisted) open(); });
  // A computer that slept leaves a connection that looks open: time that has jumped tells.
  setInterval(() => {
    if (Date.now() - tick > 30_000) open();
    tick = Date.now();
  }, 5_000);
  open();
}
