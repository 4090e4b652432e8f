// The body of a function of (space, type, width, height), run in the measured page: it sets what a fit turns (sheet.css says what a
// theme makes of it), and lays the page out in columns of the paper's page area, in px: they break where sheets do, except that nothing in them
// forces a break. The value is JSON of the fields of "laid" in fit.go; the columns are gone when it returns.
const root = document.documentElement, style = root.style;
style.setProperty("--fit-space", space);
style.setProperty("--fit-type", type);
style.columns = width + "px auto";
style.columnGap = "0";
style.columnFill = "auto";
style.height = height + "px";
const sheets = document.body.getClientRects(), text = getComputedStyle(document.body);
const value = JSON.stringify({
  Sheets: sheets.length, Last: (sheets[sheets.length - 1]?.height ?? 0) / height,
  Space: parseFloat(text.getPropertyValue("--quarter")) || 0, Leading: parseFloat(text.lineHeight) || 0, Size: parseFloat(text.fontSize) || 0,
});
for (const name of ["columns", "column-gap", "column-fill", "height"]) style.removeProperty(name);
return value;
