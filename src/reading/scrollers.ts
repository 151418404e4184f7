/** Boxes wider than their column can be reached and scrolled with the keyboard; the others are no tab stops. */
export function focusableScrollers(): void {
  const update = (box: Element) => {
    if (box.scrollWidth > box.clientWidth + 1) box.setAttribute('tabindex', '0');
    else box.removeAttribute('tabindex');
  };
  const observer = new ResizeObserver((entries) => {
    for (const entry of entries) update(entry.target);
  });
  for (const box of document.querySelectorAll('[data-scrolls]')) observer.observe(box);
}
