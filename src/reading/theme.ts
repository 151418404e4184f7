/** The theme switch: as the system, light, dark. The choice is applied before the first paint by `first.js`. */
const next = { system: 'light', light: 'dark', dark: 'system' } as const;
type Theme = keyof typeof next;
const names = { system: 'as the system', light: 'light', dark: 'dark' } as const;

export function themeSwitch(): void {
  const button = document.querySelector('[data-theme-switch]');
  const root = document.documentElement;
  const current = () => (root.dataset.theme ?? 'system') as Theme;
  const label = () => {
    button?.setAttribute('aria-label', `Theme: ${names[current()]}`);
    button?.setAttribute('title', `Theme: ${names[current()]}`);
  };
  label();
  button?.addEventListener('click', () => {
    const theme = next[current()];
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
    label();
    try {
      if (theme === 'system') localStorage.removeItem('orrery:theme');
      else localStorage.setItem('orrery:theme', theme);
    } catch {
      // Storage is blocked: the choice lasts as long as the page.
    }
    // Canvases read their colours from the variables.
    root.dispatchEvent(new Event('themechange', { bubbles: true }));
  });
}
