/**
 * The fonts of a first visit come after the text, which stands in type of the same widths until then.
 * From the second page on they are in the browser's store, and `first.js` asks for them before the first paint,
 * so that nobody sees the type change on every page.
 */
export async function keepFonts(): Promise<void> {
  const { fonts } = document.documentElement.dataset;
  await document.fonts.ready;
  try {
    if (fonts) localStorage.setItem('orrery:fonts', fonts);
  } catch {
    // Storage is blocked: each page is like the first.
  }
}
