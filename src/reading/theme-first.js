(() => {
  const root = document.documentElement;
  root.classList.add('scripted');
  try {
    const theme = localStorage.getItem('orrery:theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch {}
})();
