/* Before the first paint: the reader's theme, and the fonts that an earlier page has brought. */
(() => {
  const root = document.documentElement;
  root.classList.add('scripted');
  try {
    const theme = localStorage.getItem('orrery:theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    const fonts = root.dataset.fonts;
    if (fonts && localStorage.getItem('orrery:fonts') === fonts) {
      for (const href of fonts.split(' ')) {
        const link = document.createElement('link');
        Object.assign(link, { rel: 'preload', as: 'font', type: 'font/woff2', crossOrigin: '', href });
        document.head.append(link);
      }
    }
  } catch {}
})();
