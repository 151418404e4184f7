import { describe, expect, it } from 'vitest';
import {
  attributes,
  blocksHtml,
  inertHtml,
  inlineHtml,
  isPlain,
  type Setting,
  sentenceHtml,
} from '#components/html.ts';
import type { Block, Inline, WordNode } from '#notes/tree.ts';

const setting: Setting = {
  page: 'lectures/folding/',
  href: (path) => `/course/${path}`,
  tex: (source, display) => `<math${display ? ' display' : ''}>${source.replaceAll('<', '&lt;')}</math>`,
  claim: ({ of, id }) => `<i>${of}/${id}</i>`,
};
const text = (value: string): Inline => ({ type: 'text', value });
const hostile = `<script>alert("1")</script>&'`;
const escaped = `&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;'`;
const word: WordNode = {
  type: 'word',
  name: 'Note',
  attributes: {},
  inline: {},
  children: [],
  place: { line: 1, column: 1 },
};

describe('inline content', () => {
  it('escapes every string of the tree', () => {
    const nodes: Inline[] = [
      text(hostile),
      { type: 'code', value: hostile },
      { type: 'link', url: hostile, title: hostile, children: [text(hostile)] },
      { type: 'reference', label: 'thm:x', page: hostile, anchor: hostile, text: hostile, kind: 'thm' },
      { type: 'citation', id: hostile, items: [{ key: hostile, text: hostile, locator: hostile }] },
      { type: 'footnoteRef', id: hostile, mark: hostile, number: 1 },
    ];
    for (const node of nodes) {
      const html = inlineHtml([node], setting);
      expect(html).toContain(escaped);
      expect(html).not.toContain('<script');
      // No attribute can be closed by its value.
      expect(html.replace(/"[^"<>]*"/g, '')).not.toContain('alert("');
    }
  });

  it('holds a bracket to the formula in it', () => {
    const nodes: Inline[] = [
      text('accuracy ('),
      { type: 'math', tex: 'z' },
      text(') and '),
      { type: 'math', tex: 'y' },
    ];
    expect(inlineHtml(nodes, setting)).toBe(
      'accuracy <span class="held">(<math>z</math></span>) and <math>y</math>',
    );
  });

  it('holds together what reads as one', () => {
    expect(inlineHtml([text('95 % of a 2-16-16 net; (a) one, (b) two')], setting)).toBe(
      '95\u00a0% of a <span class="held">2-16-16</span> net; (a)\u00a0one, (b)\u00a0two',
    );
  });

  it('keeps references to the same page on it, and gives others the base', () => {
    const reference = {
      type: 'reference',
      label: 'eq:x',
      anchor: 'eq-x',
      text: '(3.1)',
      kind: 'eq',
    } as const;
    expect(inlineHtml([{ ...reference, page: 'lectures/folding/' }], setting)).toContain('href="#eq-x"');
    expect(inlineHtml([{ ...reference, page: 'lectures/other/' }], setting)).toContain(
      'href="/course/lectures/other/#eq-x"',
    );
  });

  it('links a reference to a whole lecture to its page', () => {
    const lecture = {
      type: 'reference',
      label: 'lec:folding',
      anchor: '',
      text: 'Folding',
      kind: 'lec',
    } as const;
    expect(inlineHtml([{ ...lecture, page: 'lectures/folding/' }], setting)).toContain(
      'href="/course/lectures/folding/"',
    );
  });

  it('sets several citations in one pair of parentheses, with locators', () => {
    const html = inlineHtml(
      [
        {
          type: 'citation',
          id: 'cite-1',
          items: [
            { key: 'a2014', text: 'A, 2014', locator: 'p. 3' },
            { key: 'b2013', text: 'B, 2013' },
          ],
        },
      ],
      setting,
    );
    expect(html.replace(/<[^>]+>/g, '')).toBe('(A, 2014, p. 3; B, 2013)');
    expect(html).toContain('id="cite-1"');
    expect(html).toContain('href="#ref-b2013"');
  });

  it('has no link and no id in what stands inside a link', () => {
    const nodes: Inline[] = [
      text('On '),
      {
        type: 'emphasis',
        children: [{ type: 'link', url: 'https://example.org', children: [text('links')] }],
      },
      { type: 'citation', id: 'cite-1', items: [{ key: 'a', text: 'A' }] },
      { type: 'footnoteRef', id: 'fn-1', mark: 'mark-fn-1', number: 1 },
    ];
    expect(inertHtml(nodes, setting)).toBe('On <em>links</em>');
  });
});

describe('blocks', () => {
  it('numbers an equation with a label and leaves one without unnumbered', () => {
    const labelled = blocksHtml([{ type: 'equation', tex: 'a', id: 'eq-a', number: '3.4' }], setting);
    expect(labelled).toContain('id="eq-a"');
    expect(labelled).toContain('>(3.4)</a>');
    expect(blocksHtml([{ type: 'equation', tex: 'a' }], setting)).not.toContain('<a');
  });

  it('gives a heading its number and its anchor', () => {
    const heading: Block = {
      type: 'heading',
      depth: 2,
      id: 'sec-why',
      number: '3.2',
      children: [text('Why')],
      place: word.place,
    };
    expect(blocksHtml([heading], setting)).toMatch(
      /^<h2 id="sec-why"><span[^>]*>3\.2<\/span> Why<a [^>]*href="#sec-why"/,
    );
  });

  it('starts an ordered list where the note does', () => {
    const list: Block = {
      type: 'list',
      ordered: true,
      start: 4,
      tight: true,
      items: [{ children: [{ type: 'paragraph', children: [text('x')] }] }],
    };
    expect(blocksHtml([list], setting)).toBe('<ol start="4"><li>x</li></ol>');
    expect(blocksHtml([{ ...list, tight: false, start: 1 }], setting)).toBe('<ol><li><p>x</p></li></ol>');
  });

  it('makes the first row of a table its header, and aligns columns', () => {
    const html = blocksHtml(
      [
        {
          type: 'table',
          align: [null, 'right'],
          rows: [
            [[text('a')], [text('b')]],
            [[text('1')], [text('2')]],
          ],
        },
      ],
      setting,
    );
    expect(html).toContain(
      '<thead><tr><th scope="col">a</th><th scope="col" class="right">b</th></tr></thead>',
    );
    expect(html).toContain('<tbody><tr><td>1</td><td class="right">2</td></tr></tbody>');
  });

  it('escapes code and its language', () => {
    const html = blocksHtml([{ type: 'codeBlock', language: '"><img', value: hostile }], setting);
    expect(html).toContain(escaped);
    expect(html).not.toContain('<img');
  });

  it('finds words at any depth, and refuses to write one as plain text', () => {
    const quoted: Block = {
      type: 'quote',
      children: [{ type: 'list', ordered: false, start: 1, tight: true, items: [{ children: [word] }] }],
    };
    expect(isPlain(quoted)).toBe(false);
    expect(isPlain({ type: 'quote', children: [] })).toBe(true);
    expect(() => blocksHtml([quoted], setting)).toThrow('<Note>');
  });
});

describe('attributes and sentences', () => {
  it('leaves out what is undefined or false and escapes the rest', () => {
    expect(attributes({ a: undefined, b: false, c: true, d: 0, e: '"' })).toBe(' c d="0" e="&quot;"');
  });

  it('sets formulas between dollars and escapes what stands around them', () => {
    expect(sentenceHtml('a < $b$ & $c$', setting.tex)).toBe('a &lt; <math>b</math> &amp; <math>c</math>');
  });
});

describe('a paragraph', () => {
  const html = (...children: Inline[]) => blocksHtml([{ type: 'paragraph', children }], setting);

  it('says how many lines it has on a phone, unless it is short or of the usual length', () => {
    expect(html(text('word '.repeat(100)))).toContain('<p style="--lines:13">');
    expect(html(text('word '.repeat(5)))).toContain('<p>');
    expect(html(text('word '.repeat(45)))).toContain('<p>');
  });

  it('counts a formula by its signs', () => {
    const sum: Inline = { type: 'math', tex: '\\sum_{i=1}^{n}\\alpha_i' };
    expect(html(...Array.from({ length: 40 }, () => sum))).toContain('<p style="--lines:8">');
  });
});
