/** The search dialog. Pagefind's index is loaded when it is first opened. */
import { declareAllFaces } from './faces.ts';

interface Pagefind {
  init(): Promise<void>;
  debouncedSearch(term: string): Promise<{ results: { data(): Promise<Found> }[] } | null>;
}
interface Found {
  readonly url: string;
  readonly meta: { readonly title?: string };
  readonly excerpt: string;
  readonly sub_results?: readonly {
    readonly title: string;
    readonly url: string;
    readonly excerpt: string;
  }[];
}

const LIMIT = 8;
let dialog: HTMLDialogElement | undefined;

export function search(): void {
  declareAllFaces();
  dialog ??= build();
  if (!dialog.open) dialog.showModal();
  dialog.querySelector('input')?.select();
}

function build(): HTMLDialogElement {
  const box = document.createElement('dialog');
  box.className = 'search';
  box.setAttribute('aria-label', 'Search the course');
  box.innerHTML =
    '<form method="dialog"><input type="search" aria-label="Search for" autocomplete="off" spellcheck="false"><button>Close</button></form><p role="status">Type to search all lectures.</p><ol></ol>';
  const input = box.querySelector('input') as HTMLInputElement;
  const status = box.querySelector('p') as HTMLElement;
  const list = box.querySelector('ol') as HTMLOListElement;
  const pagefind = load();

  input.addEventListener('input', async () => {
    const term = input.value.trim();
    try {
      const answer = await (await pagefind).debouncedSearch(term);
      if (answer === null || term !== input.value.trim()) return;
      const found = await Promise.all(answer.results.slice(0, LIMIT).map((result) => result.data()));
      list.replaceChildren(...found.map(item));
      status.textContent = term === '' ? 'Type to search all lectures.' : summary(answer.results.length);
    } catch {
      status.textContent =
        'The search index can’t be loaded. It is made by the build, and needs the network the first time.';
    }
  });
  // Enter opens the first result; the arrow keys walk through them.
  box.addEventListener('keydown', (event) => {
    const links = [...list.querySelectorAll('a')];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    if (event.key === 'Enter' && document.activeElement === input) {
      event.preventDefault();
      links[0]?.click();
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      links[at + 1]?.focus();
    } else if (event.key === 'ArrowUp') {
      event.preventDefault();
      (links[at - 1] ?? input).focus();
    }
  });
  box.addEventListener('click', (event) => {
    if (event.target === box || (event.target as Element).closest('a')) box.close();
  });
  document.body.append(box);
  return box;
}

async function load(): Promise<Pagefind> {
  const base = document.documentElement.dataset.base ?? '/';
  const pagefind: Pagefind = await import(/* @vite-ignore */ `${base}pagefind/pagefind.js`);
  await pagefind.init();
  return pagefind;
}

function summary(count: number): string {
  if (count === 0) return 'Nothing found.';
  return count > LIMIT ? `The best ${LIMIT} of ${count} pages` : `${count} ${count === 1 ? 'page' : 'pages'}`;
}

function item(found: Found): HTMLLIElement {
  // The best section of the page, when the index knows one.
  const section = found.sub_results?.[0];
  const title = found.meta.title ?? found.url;
  const line = document.createElement('li');
  const link = line.appendChild(document.createElement('a'));
  link.href = section?.url ?? found.url;
  const name = link.appendChild(document.createElement('b'));
  name.textContent = section && section.title !== title ? `${title} › ${section.title}` : title;
  link.append(...excerpt(section?.excerpt ?? found.excerpt));
  return line;
}

/** Pagefind marks what it found with `<mark>` in otherwise escaped text: its words and marks, nothing else. */
function excerpt(html: string): Node[] {
  const parsed = new DOMParser().parseFromString(html, 'text/html').body;
  return [...parsed.childNodes].map((node) => {
    const marked = node.nodeName === 'MARK';
    const out = marked ? document.createElement('mark') : document.createTextNode('');
    out.textContent = node.textContent;
    return out;
  });
}
