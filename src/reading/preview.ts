/**
 * A reference shows what it refers to, on hover and on focus, on this page or another.
 * The link itself works without this.
 */
const OPEN_AFTER = 180;
const CLOSE_AFTER = 250;

let card: typeof import('./card.ts') | undefined;
let timer = 0;

export function previews(): void {
  document.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'touch') return;
    const over = reference(event);
    if (over && !card?.holds(over)) later(() => show(over), OPEN_AFTER);
    else if (card?.holds(event.target)) clearTimeout(timer);
    else if (card?.shownLink()) later(hide, CLOSE_AFTER);
    else clearTimeout(timer);
  });
  document.addEventListener('focusin', (event) => {
    const focused = reference(event);
    if (focused?.matches(':focus-visible')) later(() => show(focused), OPEN_AFTER);
    else if (card?.shownLink() && !card.holds(event.target)) hide();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
  });
  const onScroll = () => {
    if (card?.shownLink()?.matches(':hover, :focus-visible') === false) hide();
  };
  addEventListener('scroll', onScroll, { passive: true });
}

function reference(event: Event): HTMLAnchorElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-preview]') : null;
}

function later(action: () => void, after: number): void {
  clearTimeout(timer);
  timer = window.setTimeout(action, after);
}

async function show(link: HTMLAnchorElement): Promise<void> {
  card ??= await import('./card.ts');
  await card.show(link);
}

function hide(): void {
  clearTimeout(timer);
  card?.hide();
}
