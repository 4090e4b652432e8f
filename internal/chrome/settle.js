// The body of an async function, run in a loaded page: it waits for fonts and pictures. Layout asks
// for the faces that it needs, and only those are waited for; one that came may lack glyphs, for which
// the next layout asks for another.
for (const img of document.images) img.loading = "eager";
do {
  document.documentElement?.getBoundingClientRect();
  await document.fonts.ready;
  document.documentElement?.getBoundingClientRect();
} while (document.fonts.status === "loading");
await Promise.allSettled([...document.images].map(img => img.decode()));
