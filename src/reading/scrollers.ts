import { whenEachNear } from './near.ts';

/** Boxes wider than their column can be reached and scrolled with the keyboard; the others are no tab stops. */
export function focusableScrollers(): void {
  const observer = new ResizeObserver((entries) => {
    // All are read before any is changed: a change between two readings would lay out the page anew for each.
    const wide = entries.map(({ target }) => target.scrollWidth > target.clientWidth + 1);
    entries.forEach(({ target }, i) => {
      if (wide[i]) target.setAttribute('tabindex', '0');
      // A box that is focused stays one: without its tab stop the keyboard would lose its place.
      else if (target !== document.activeElement) target.removeAttribute('tabindex');
    });
  });
  // What is far from the screen has no layout yet (offscreen.css), and reading its width would force one.
  whenEachNear(document.querySelectorAll('[data-scrolls]'), (box) => observer.observe(box));
}
