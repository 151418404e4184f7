/**
 * Where pages break, found without printing: a browser breaks columns as it breaks pages, so a document in columns of
 * a page's size shows what is on which page. Each function is sent to the browser as text.
 */

/** What is read of a document in columns. */
export interface Columns {
  readonly count: number;
  /** Element's id, its page (0-based), and where it begins and ends there, in pixels from the top of the text. */
  readonly places: readonly (readonly [id: string, page: number, top: number, bottom: number])[];
}

/** A document's text: most of it was sent before. */
export interface Pieces {
  /** Numbers of its pieces, counted as they were first sent. */
  readonly order: readonly number[];
  readonly fresh: readonly string[];
}

/**
 * Makes ready that the open document becomes the one given in pieces and keeps what they share: a lecture that is drafted again
 * differs in a few page numbers and in the place of a figure. What is new waits out of the columns, in its own copies
 * of the elements around it (`#fresh`), to be fitted; `readColumns` puts it in its place. Returns whether there is any.
 */
export function patchPage({ order, fresh }: Pieces): boolean {
  interface State {
    /** All pieces that were ever sent. */
    pieces?: string[];
    /** What the document was made of: its elements as they were sent. */
    shown?: Element;
    changes?: (() => void)[];
  }
  const state = globalThis as unknown as State;
  state.pieces = [...(state.pieces ?? []), ...fresh];
  const html = order.map((at) => state.pieces?.[at]).join('');
  const next = new DOMParser().parseFromString(html, 'text/html').body;
  const { shown } = state;
  state.shown = next;
  if (!shown) return false;

  /** Elements that hold blocks are patched, all others kept or replaced as a whole. */
  const holds = (element: Element) =>
    element.matches('main, article, section, .endmatter, .endmatter ol, .endmatter ul');
  const keyOf = (element: Element) =>
    holds(element) ? `${element.tagName} ${element.id} ${element.className}` : element.outerHTML;
  const changes: (() => void)[] = [];
  const area = document.createElement('div');
  area.id = 'fresh';
  const patch = (live: Element, old: Element, wanted: Element, around: () => Element): void => {
    const kept = new Map<string, { copy: Element; source: Element }[]>();
    const copies = [...live.children];
    for (const [at, source] of [...old.children].entries()) {
      const key = keyOf(source);
      kept.set(key, [...(kept.get(key) ?? []), { copy: copies[at] as Element, source }]);
    }
    let shell: Element | undefined;
    const here = () => {
      shell ??= around().appendChild(live.cloneNode(false) as Element);
      return shell;
    };
    const children = [...wanted.children].map((child) => {
      const same = kept.get(keyOf(child))?.shift();
      if (!same) return here().appendChild(document.importNode(child, true));
      if (holds(child)) patch(same.copy, same.source, child, here);
      return same.copy;
    });
    changes.push(() => {
      for (const { copy } of [...kept.values()].flat()) copy.remove();
      let before = live.firstElementChild;
      for (const child of children) {
        if (child === before) before = before.nextElementSibling;
        else live.insertBefore(child, before);
      }
    });
  };
  patch(document.body, shown, next, () => area);
  state.changes = changes;
  if (area.childElementCount > 0) document.documentElement.append(area);
  return area.childElementCount > 0;
}

/** Sets the document in columns of a page's height in pixels, and reads where everything is. */
export function readColumns(height: number): Columns {
  /** Pixels between columns: what stands out of one to the left is still its own. */
  const GAP = 400;
  const state = globalThis as unknown as { changes?: (() => void)[] };
  for (const change of state.changes ?? []) change();
  state.changes = [];
  document.querySelector('#fresh')?.remove();
  let style = document.querySelector('#columns');
  if (!style) {
    style = document.createElement('style');
    style.id = 'columns';
    document.head.append(style);
  }
  style.textContent = `
    #fresh { position: fixed; inset: 0 auto auto 0; inline-size: 170mm; visibility: hidden }
    #fresh > body { columns: auto; block-size: auto }
    body { columns: auto 170mm; column-gap: ${GAP}px; column-fill: auto; block-size: ${height}px }
    .title-page { break-after: column }
    .back > section + section { break-before: column }`;
  const body = document.body.getBoundingClientRect();
  const step = body.width + GAP;
  const places = [...document.body.querySelectorAll('[id]:not(svg [id])')].flatMap((element) => {
    const box = element.getClientRects()[0];
    if (!box) return [];
    const page = Math.floor((box.left - body.left + GAP / 2) / step);
    return [[element.id, page, box.top - body.top, box.bottom - body.top] as const];
  });
  return { count: Math.round((document.body.scrollWidth + GAP) / step), places };
}
