/** Headings and numbers of equations copy a link to their place; "TeX", or a double click on a display, its TeX. */
export function copyLinks(): void {
  const near = <T extends HTMLElement>(event: Event, selector: string) =>
    event.target instanceof Element ? event.target.closest<T>(selector) : null;
  document.addEventListener('click', (event) => {
    const anchor = near<HTMLAnchorElement>(event, 'a.anchor, a.equation-number');
    if (anchor) copy(anchor.href, 'Link copied');
    copyTex(near(event, '.copy-tex')?.closest('.equation')?.querySelector<HTMLElement>('[data-tex]'));
  });
  document.addEventListener('dblclick', (event) => copyTex(near(event, '[data-tex]')));
}

function copyTex(formula: HTMLElement | null | undefined): void {
  if (formula?.dataset.tex) copy(formula.dataset.tex, 'TeX copied');
}

async function copy(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(done);
  } catch {
    // No permission: the link still works as a link.
  }
}

function toast(message: string): void {
  const note = Object.assign(document.createElement('p'), { className: 'toast', textContent: message });
  note.setAttribute('role', 'status');
  document.body.append(note);
  setTimeout(() => note.remove(), 1800);
}
