/** The card that shows what a reference refers to; fetched when a reference is first pointed at. */
import { declareAllFaces } from './faces.ts';

const pages = new Map<string, Promise<Document>>();
let card: HTMLElement | undefined;
let shown: HTMLAnchorElement | undefined;

/** The reference whose target is shown, or is being fetched. */
export function shownLink(): HTMLAnchorElement | undefined {
  return shown;
}

export function holds(node: EventTarget | null): boolean {
  return node instanceof Node && card?.contains(node) === true;
}

export async function show(link: HTMLAnchorElement): Promise<void> {
  if (shown === link) return;
  hide();
  shown = link;
  const content = await target(link).catch(() => undefined);
  if (!content || shown !== link || !link.isConnected) return;
  if (link.pathname !== location.pathname) declareAllFaces();
  card ??= document.body.appendChild(
    Object.assign(document.createElement('div'), { className: 'preview', popover: 'manual' }),
  );
  card.replaceChildren(...content.map((node) => document.importNode(node, true)));
  card.showPopover();
  place(card, link.getBoundingClientRect());
}

export function hide(): void {
  shown = undefined;
  if (card?.matches(':popover-open')) card.hidePopover();
}

/** Below the link where there is room, else above it; never outside the window. */
function place(box: HTMLElement, link: DOMRect): void {
  // Where it was shown last it would be no wider than the room beside it.
  box.style.left = '0';
  const { width, height } = box.getBoundingClientRect();
  const left = Math.max(8, Math.min(link.left, document.documentElement.clientWidth - width - 8));
  const below = link.bottom + 6;
  const top = below + height < innerHeight - 8 ? below : Math.max(8, link.top - height - 6);
  box.style.left = `${left}px`;
  box.style.top = `${top}px`;
}

/** The element referred to, copied into a document in which nothing runs, without what only works in its place. */
async function target(link: HTMLAnchorElement): Promise<Node[]> {
  const source = link.pathname === location.pathname ? document : await page(link.pathname);
  const found = source.getElementById(decodeURIComponent(link.hash.slice(1)) || 'top');
  if (!found) return [];
  const inert = document.implementation.createHTMLDocument();
  const nodes = [found, ...(/^H[23]$/.test(found.tagName) ? sectionStart(found) : [])].map((node) =>
    inert.importNode(node, true),
  );
  const box = inert.createElement('div');
  box.append(...nodes);
  // A running figure is shown as its still.
  for (const island of box.querySelectorAll('sim-island'))
    island.replaceWith(...island.querySelectorAll('svg.still'));
  for (const gone of box.querySelectorAll('script, button, input, select, form, canvas, .back, .anchor'))
    gone.remove();
  for (const element of box.querySelectorAll('[id]')) element.removeAttribute('id');
  return [...box.childNodes];
}

/** The first blocks of a section. */
function sectionStart(heading: Element): Element[] {
  const blocks: Element[] = [];
  for (let next = heading.nextElementSibling; next && blocks.length < 2; next = next.nextElementSibling) {
    if (/^H[23]$/.test(next.tagName)) break;
    blocks.push(next);
  }
  return blocks;
}

function page(path: string): Promise<Document> {
  let document = pages.get(path);
  if (!document) {
    document = fetch(path).then(async (response) => {
      if (!response.ok) throw new Error(response.statusText);
      return new DOMParser().parseFromString(await response.text(), 'text/html');
    });
    document.catch(() => pages.delete(path));
    pages.set(path, document);
  }
  return document;
}
