// The body of an async function, run in the loaded probe: how wide its lines are, in px.
const faces = [...document.fonts];
return JSON.stringify({
  Loaded: faces.filter(f => f.status === "loaded").length,
  Faces: faces.length,
  Widths: [...document.querySelectorAll("b")].map(b => b.getBoundingClientRect().width),
});
