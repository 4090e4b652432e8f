// The palette of commands, the page of keys, and what is asked before a file is changed.

import { $, $$, el, icon, say } from "./dom.js";
import { post } from "./net.js";
import { prefer, prefs, state } from "./state.js";
import { commands, keyText, places } from "./commands.js";

function dialog(name, label, ...children) {
  $(`#${name}`)?.remove();
  const d = el("dialog", { id: name, "aria-label": label, onclose: () => d.remove(),
    onclick: (e) => { if (e.target === d) d.close(); } }, el("div", { class: "inside" }, ...children));
  document.body.append(d);
  d.showModal();
  return d;
}

const close = () => el("button", { type: "button", class: "plain", "aria-label": "Close", onclick: (e) => e.target.closest("dialog").close() }, icon("close"));

const shortcut = (c) => c.keys.map((k) => el("kbd", { text: keyText(k) }));

export function help() {
  const groups = [...new Set(commands.map((c) => c.group))];
  const d = dialog("help", "Keys",
    el("div", { class: "top" }, el("h2", { text: "Keys" }), close()),
    el("div", { class: "groups" }, groups.map((g) => el("section", {}, el("h3", { text: g }), el("dl", {}, commands.filter((c) => c.group === g && c.keys.length).flatMap((c) =>
      el("div", {}, el("dt", {}, shortcut(c)), el("dd", { text: c.name }))))))),
    el("p", { class: "soft" }, "On a sheet: Ctrl and the wheel zoom, the middle button moves the paper, a double click on a word opens its line in the editor, a click on a marked line chooses its finding. Arrow keys go through lists and menus."),
    el("label", { class: "check" }, el("input", { type: "checkbox", checked: prefs.keys, onchange: (e) => prefer({ keys: e.target.checked }) }), " Keys without Ctrl"));
  $("button", d).focus();
}

export function palette() {
  const all = [...commands.filter((c) => (!c.when || c.when()) && c.name !== "All commands" && !c.keys.includes("Escape")), ...places()];
  let shownOnes = [];
  let at = 0;
  const list = el("ul", { role: "listbox", id: "choices", "aria-label": "Commands" });
  const field = el("input", { type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": "choices", "aria-autocomplete": "list", "aria-label": "Command", placeholder: "Type a command, a theme, a finding …",
    autocomplete: "off", spellcheck: "false", oninput: () => { at = 0; fill(); }, onkeydown: key });
  const d = dialog("palette", "All commands", field, list);

  function fill() {
    const wanted = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const text = (c) => `${c.group} ${c.name} ${c.about ?? ""}`.toLowerCase();
    shownOnes = all.filter((c) => wanted.every((w) => text(c).includes(w))).slice(0, 60);
    list.replaceChildren(...shownOnes.map((c, i) => el("li", { role: "option", id: `choice-${i}`, "aria-selected": i === at ? "true" : "false", onclick: () => run(c), onpointermove: () => move(i) },
      el("span", { class: "group", text: c.group }), el("span", { class: "name", text: c.name }), el("span", { class: "about", text: c.about ?? "" }), c.keys && el("span", { class: "keys" }, shortcut(c)))));
    move(at);
  }

  function move(to) {
    at = Math.max(0, Math.min(shownOnes.length - 1, to));
    $$("li", list).forEach((li, i) => li.setAttribute("aria-selected", i === at ? "true" : "false"));
    const li = list.children[at];
    if (li) field.setAttribute("aria-activedescendant", li.id);
    else field.removeAttribute("aria-activedescendant");
    return li;
  }

  function key(e) {
    const to = { ArrowDown: (at + 1) % Math.max(1, shownOnes.length), ArrowUp: (at - 1 + shownOnes.length) % Math.max(1, shownOnes.length), PageDown: at + 8, PageUp: at - 8 }[e.key];
    if (to !== undefined) move(to)?.scrollIntoView({ block: "nearest" });
    else if (e.key === "Enter" && shownOnes[at]) run(shownOnes[at]);
    else return;
    e.preventDefault();
  }

  function run(c) {
    d.close();
    c.run();
  }

  fill();
  field.focus();
}

// confirmWrite says what file would be changed and how, and changes it when that is wanted.
export function confirmWrite() {
  const { look, written, master } = state.now;
  const rows = ["theme", "paper"].filter((n) => look[n]);
  const error = el("p", { class: "failed", role: "alert", hidden: true });
  const write = el("button", { type: "button", class: "main", onclick: async () => {
    write.disabled = true;
    try {
      const { path } = await post("write", look);
      d.close();
      say(`Written to ${path}: ${rows.map((n) => `${n} ${look[n]}`).join(", ")}`);
    } catch (err) {
      write.disabled = false;
      error.hidden = false;
      error.textContent = err.message;
    }
  } }, "Write");
  const d = dialog("confirm", "Write to the front matter",
    el("h2", { text: "Write to the front matter?" }),
    el("p", {}, "This changes ", el("code", { text: master }), ":"),
    el("table", {}, el("thead", { class: "unseen" }, el("tr", {}, ["Setting", "Now", "Then"].map((t) => el("th", { scope: "col", text: t })))),
      el("tbody", {}, rows.map((n) => el("tr", {}, el("th", { scope: "row", text: `pdf.${n}` }), el("td", {}, el("del", { text: written[n] || "not set" })), el("td", {}, el("ins", { text: look[n] })))))),
    el("p", { class: "soft", text: "All else in the file is kept as it is." }), error,
    el("div", { class: "acts" }, el("button", { type: "button", onclick: () => d.close() }, "Cancel"), write));
  write.focus();
}
