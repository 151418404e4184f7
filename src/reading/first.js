/*
 * Before the first paint: the reader's theme, and when fonts are fetched. The text of a first visit is painted in type
 * of the same widths (../styles/stand-ins.css); then the fonts that the page is set in (../site/fonts.ts)
 * are fetched and shown all at once, so that the page is laid out anew once. Later pages ask for theirs before they
 * paint. Without scripts the browser takes the faces from their <noscript>.
 */
(() => {
  const root = document.documentElement;
  const fonts = root.dataset.fonts.split(' ');
  let known = false;
  root.classList.add('scripted');
  try {
    const theme = localStorage.getItem('orrery:theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    known = localStorage.getItem('orrery:fonts') === fonts[0];
  } catch {}

  // Fonts of other pages are not declared until something of theirs is shown (faces.ts): the browser would ask after
  // each of them for every size of text.
  const faces = document.createElement('style');
  faces.textContent = document
    .getElementById('faces')
    .textContent.match(/@font-face\s*{[^}]*}/g)
    .filter((face) => fonts.some((href) => face.includes(href)))
    .join('');
  // A browser that does not tell of its first paint fetches fonts when it finds that it needs them.
  const together = !known && globalThis.PerformanceObserver?.supportedEntryTypes?.includes('paint');
  if (together) faces.media = 'not all';
  document.head.append(faces);
  if (known) {
    for (const href of fonts) {
      const link = document.createElement('link');
      Object.assign(link, { rel: 'preload', as: 'font', type: 'font/woff2', crossOrigin: '', href });
      document.head.append(link);
    }
    root.classList.add('typeset');
    return;
  }

  const fetchFonts = async () => {
    const loads = [...faces.sheet.cssRules].map(({ style }) => {
      const [family, src, italic, weight, unicodeRange] = [
        'font-family',
        'src',
        'font-style',
        'font-weight',
        'unicode-range',
      ].map((name) => style.getPropertyValue(name));
      const face = { style: italic, weight, unicodeRange: unicodeRange || 'U+0-10FFFF' };
      return new FontFace(family.replaceAll('"', ''), src, face).load();
    });
    for (const { value } of await Promise.allSettled(loads)) {
      if (value) document.fonts.add(value);
      // One did not come: the browser asks again when it needs it.
      else faces.media = 'all';
    }
  };
  const keepFonts = () => {
    root.classList.add('typeset');
    document.dispatchEvent(new Event('typeset'));
    try {
      localStorage.setItem('orrery:fonts', fonts[0]);
    } catch {}
  };
  if (!together) {
    addEventListener('DOMContentLoaded', () => document.fonts.ready.then(keepFonts));
    return;
  }
  // A page in the background paints when it is looked at.
  new PerformanceObserver((list, observer) => {
    if (list.getEntriesByName('first-contentful-paint').length === 0) return;
    observer.disconnect();
    fetchFonts().then(keepFonts);
  }).observe({ type: 'paint', buffered: true });
})();
