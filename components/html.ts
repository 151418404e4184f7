/**
 * The plain part of a lecture's tree as HTML: everything but the words, which have components
 * of their own. Pure; every string of the tree is escaped here, once.
 */
import type { Block, CitationNode, ClaimNode, Inline, ReferenceNode } from '#notes/tree.ts';
import { linesOnPhone } from './length.ts';

/** What the plain part needs to know of its surroundings. */
export interface Setting {
  /** The page being set, relative to the site's base; links within it stay within it. */
  readonly page: string;
  /** Path below the site's base → address. */
  href(path: string): string;
  /** TeX → HTML. */
  tex(source: string, display: boolean): string;
  claim(node: ClaimNode): string;
  /** On paper there is nothing to click. */
  readonly paper?: boolean;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Attributes in the order given; `undefined` and `false` leave one out, `true` gives it no value. */
export function attributes(values: Readonly<Record<string, string | number | boolean | undefined>>): string {
  let out = '';
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === false) continue;
    out += value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`;
  }
  return out;
}

// -------------------------------------------------------------------- inline

export function inlineHtml(nodes: readonly Inline[], setting: Setting): string {
  return nodes
    .map((node, i) => {
      const html = oneInline(node, setting);
      if (opensFormula(node, nodes[i + 1])) return `${html.slice(0, -1)}<span class="held">${html.slice(-1)}`;
      return opensFormula(nodes[i - 1], node) ? `${html}</span>` : html;
    })
    .join('');
}

/** A bracket and the formula in it: browsers would end a line between them, since no line ends in the formula. */
function opensFormula(node: Inline | undefined, next: Inline | undefined): boolean {
  return node?.type === 'text' && next?.type === 'math' && /[([“‘]$/.test(node.value);
}

/** Text whose lines don't end between a number and its per cent, after an item's “(a)”, or in the widths of a net, “2-16-16”. */
function textHtml(text: string): string {
  return escapeHtml(text)
    .replace(/(\d) (?=%)|(\([a-d]\)) /g, '$1$2\u00a0')
    .replace(/\d+(?:-\d+)+/g, '<span class="held">$&</span>');
}

const inlineTags = { emphasis: 'em', strong: 'strong', strike: 's' } as const;

function oneInline(node: Inline, setting: Setting): string {
  switch (node.type) {
    case 'text':
      return textHtml(node.value);
    case 'emphasis':
    case 'strong':
    case 'strike': {
      const tag = inlineTags[node.type];
      return `<${tag}>${inlineHtml(node.children, setting)}</${tag}>`;
    }
    case 'code':
      return `<code>${escapeHtml(node.value)}</code>`;
    case 'break':
      return '<br>';
    case 'math':
      return setting.tex(node.tex, false);
    case 'link':
      return `<a${attributes({ href: node.url, title: node.title })}>${inlineHtml(node.children, setting)}</a>`;
    case 'footnoteRef':
      return `<a${attributes({
        class: 'footnote-mark',
        id: node.mark,
        href: `#${node.id}`,
        'data-preview': true,
        'aria-label': `Footnote ${node.number}`,
      })}>${node.number}</a>`;
    case 'reference':
      return referenceHtml(node, setting);
    case 'citation':
      return citationHtml(node);
    case 'claim':
      return setting.claim(node);
  }
}

function referenceHtml(node: ReferenceNode, setting: Setting): string {
  const page = node.page === setting.page ? '' : setting.href(node.page);
  const fragment = node.anchor ? `#${node.anchor}` : '';
  return `<a${attributes({ href: page + fragment || setting.href(node.page), 'data-preview': true })}>${escapeHtml(node.text)}</a>`;
}

/** Keys link to the list of references at the end of the same page. */
function citationHtml(node: CitationNode): string {
  const items = node.items.map((item) => {
    const link = `<a${attributes({ href: `#${referenceId(item.key)}`, 'data-preview': true })}>${escapeHtml(item.text)}</a>`;
    return item.locator ? `${link}, ${escapeHtml(item.locator)}` : link;
  });
  return `<span${attributes({ id: node.id })}>(${items.join('; ')})</span>`;
}

/** Element id of an entry in a list of references. */
export function referenceId(key: string): string {
  return `ref-${key}`;
}

/** Inline content for the inside of a link: formulas and emphasis stay, links are their words, marks are left out. */
export function inertHtml(nodes: readonly Inline[], setting: Setting): string {
  return nodes
    .map((node) => {
      switch (node.type) {
        case 'emphasis':
        case 'strong':
        case 'strike': {
          const tag = inlineTags[node.type];
          return `<${tag}>${inertHtml(node.children, setting)}</${tag}>`;
        }
        case 'link':
          return inertHtml(node.children, setting);
        case 'reference':
          return escapeHtml(node.text);
        case 'footnoteRef':
        case 'citation':
          return '';
        default:
          return oneInline(node, setting);
      }
    })
    .join('');
}

/** A sentence with `$…$` formulas, as simulations write them. */
export function sentenceHtml(sentence: string, tex: Setting['tex']): string {
  return sentence
    .split('$')
    .map((part, i) => (i % 2 === 0 ? textHtml(part) : tex(part, false)))
    .join('');
}

// -------------------------------------------------------------------- blocks

/** Is there nothing in it, at any depth, that has a component of its own: words, code to be coloured? */
export function isPlain(block: Block): boolean {
  switch (block.type) {
    case 'word':
      return false;
    case 'codeBlock':
      return block.language === '';
    case 'quote':
      return block.children.every(isPlain);
    case 'list':
      return block.items.every((item) => item.children.every(isPlain));
    default:
      return true;
  }
}

/** @throws on a word, which is drawn by its component. */
export function blocksHtml(blocks: readonly Block[], setting: Setting): string {
  return blocks.map((block) => blockHtml(block, setting)).join('\n');
}

/** Lines that the style sheet takes for granted of a paragraph that has not been laid out (styles/offscreen.css). */
const USUAL_LINES = 6;

/** A paragraph says how long it is: if it were longer than it is taken to be, what is below would seem to lie over it. */
function lengthStyle(inlines: readonly Inline[]): string {
  const lines = linesOnPhone(inlines);
  return attributes({ style: lines > 1 && lines !== USUAL_LINES ? `--lines:${lines}` : undefined });
}

function blockHtml(block: Block, setting: Setting): string {
  switch (block.type) {
    case 'paragraph':
      return `<p${lengthStyle(block.children)}>${inlineHtml(block.children, setting)}</p>`;
    case 'heading': {
      const tag = `h${block.depth}`;
      const number = `<span class="section-number">${escapeHtml(block.number)}</span> `;
      return `<${tag}${attributes({ id: block.id })}>${number}${inlineHtml(block.children, setting)}${anchorHtml(block.id, `section ${block.number}`)}</${tag}>`;
    }
    case 'equation':
      return equationHtml(block, setting);
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      const start = block.ordered && block.start !== 1 ? block.start : undefined;
      const items = block.items.map((item) => `<li>${itemHtml(item.children, block.tight, setting)}</li>`);
      return `<${tag}${attributes({ start })}>${items.join('')}</${tag}>`;
    }
    case 'quote':
      return `<blockquote>${blocksHtml(block.children, setting)}</blockquote>`;
    case 'codeBlock':
      return `<pre${attributes({ 'data-scrolls': true })}><code${attributes({ class: block.language ? `language-${block.language}` : undefined })}>${escapeHtml(block.value)}</code></pre>`;
    case 'table':
      return tableHtml(block, setting);
    case 'rule':
      return '<hr>';
    case 'word':
      throw new TypeError(`<${block.name}> is drawn by its component, not as plain text`);
  }
}

/** An item's blocks; in a tight list its paragraphs stand bare. */
export function itemHtml(children: readonly Block[], tight: boolean, setting: Setting): string {
  return children
    .map((child) =>
      tight && child.type === 'paragraph' ? inlineHtml(child.children, setting) : blockHtml(child, setting),
    )
    .join('\n');
}

/** A link to the place itself, for those who want to point at it. */
export function anchorHtml(id: string, what: string): string {
  return `<a${attributes({ class: 'anchor', href: `#${id}`, 'aria-label': `Link to ${what}`, 'data-pagefind-ignore': true })}>#</a>`;
}

function equationHtml(block: Extract<Block, { type: 'equation' }>, setting: Setting): string {
  const display = `<div class="display" data-scrolls>${setting.tex(block.tex, true)}</div>`;
  if (block.id === undefined) return `<div class="equation">${display}</div>`;
  const number = `<a${attributes({ class: 'equation-number', href: `#${block.id}`, 'aria-label': `Equation ${block.number}` })}>(${escapeHtml(block.number ?? '')})</a>`;
  const copy = setting.paper
    ? ''
    : `<button${attributes({ type: 'button', class: 'copy-tex needs-script', 'aria-label': `Copy the TeX of equation ${block.number}`, 'data-pagefind-ignore': true })}>TeX</button>`;
  return `<div${attributes({ class: 'equation', id: block.id })}>${display}${copy}${number}</div>`;
}

export function tableHtml(
  table: Extract<Block, { type: 'table' }>,
  setting: Setting,
  caption?: string,
): string {
  const [header = [], ...rows] = table.rows;
  const cell = (tag: 'th' | 'td', scope?: string) => (content: readonly Inline[], column: number) => {
    const align = table.align[column];
    return `<${tag}${attributes({ scope, class: align && align !== 'left' ? align : undefined })}>${inlineHtml(content, setting)}</${tag}>`;
  };
  const head = `<thead><tr>${header.map(cell('th', 'col')).join('')}</tr></thead>`;
  const body = rows.map((row) => `<tr>${row.map(cell('td')).join('')}</tr>`).join('');
  const title = caption === undefined ? '' : `<caption>${caption}</caption>`;
  return `<div class="scroller" data-scrolls><table>${title}${head}<tbody>${body}</tbody></table></div>`;
}
