/*
 * How a lecture opens: a first visit lays out what stands at its head, and the rest once the fonts are there, a few
 * parts a frame (../styles/offscreen.css). Otherwise thousands of boxes are laid out twice, in type that stands in and
 * in its own, and a phone answers nobody meanwhile. Runs before the first paint, after first.js.
 */
(() => {
  const root = document.documentElement;
  // A link into the middle of a page is followed as soon as the page is there.
  const middle = location.hash || performance.getEntriesByType('navigation')[0]?.name.includes(':~:');
  if (root.classList.contains('typeset') || middle) return;
  root.classList.add('opening');

  /** Parts that are laid out in a frame, and after how many of them the next is too far from the screen. */
  const SOME = 4;
  const MANY = 24;
  /** How long the rest waits for slow fonts, ms. */
  const PATIENCE = 3000;

  const waiting = new AbortController();
  const openAll = () => {
    waiting.abort();
    root.classList.remove('opening');
  };
  const openSome = () => {
    const parts = document.querySelectorAll('.prose > :not(.open)');
    const opened = document.querySelectorAll('.prose > .open').length;
    const now = [...parts].slice(0, opened < MANY ? SOME : parts.length);
    for (const part of now) part.classList.add('open');
    if (now.length < parts.length) requestAnimationFrame(() => setTimeout(openSome));
    else waiting.abort();
  };

  // Whoever turns to the page has all of it.
  for (const turn of ['pointerdown', 'touchstart', 'wheel', 'scroll', 'keydown', 'click'])
    addEventListener(turn, openAll, { capture: true, passive: true, signal: waiting.signal });
  const patience = setTimeout(openAll, PATIENCE);
  waiting.signal.addEventListener('abort', () => clearTimeout(patience));
  const parsed = new Promise((resolve) => addEventListener('DOMContentLoaded', resolve));
  const typeset = new Promise((resolve) => document.addEventListener('typeset', resolve));
  Promise.all([parsed, typeset]).then(openSome);
})();
