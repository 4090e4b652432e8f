// What must be known before anything is painted: light or dark, and how wide the panel is.

"use strict";

(() => {
  try {
    const p = JSON.parse(localStorage.getItem("resgen-workbench")) || {};
    const root = document.documentElement;
    if (p.scheme) root.dataset.scheme = p.scheme;
    if (p.panel === false) root.dataset.panel = "closed";
    if (p.width) root.style.setProperty("--panel", `${p.width}px`);
  } catch { /* storage is closed to us: as the system says */ }
})();
