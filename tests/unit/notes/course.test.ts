/** Numbers, references, citations: what a faultless course becomes. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { contents, type LoadedCourse, loadCourse, plainText } from '#notes/course.ts';
import { ownInlines, walkBlocks } from '#notes/text.ts';
import type { Inline, Lecture } from '#notes/tree.ts';
import { race } from './fixture-course.ts';

const root = mkdtempSync(join(tmpdir(), 'orrery-course-'));
afterAll(() => rmSync(root, { recursive: true }));

const course = `title: T
description: D
language: en
url: https://example.org
people: [{ name: A, role: teacher }]
licence: { name: L, url: https://example.org/l }
units:
  - id: main
    title: Main
    lectures:
      - { slug: one, title: One, topics: t }
      - { slug: unwritten, title: Unwritten, topics: t }
      - { slug: three, title: Three, topics: t }
  - id: back
    title: Back
    appendix: true
    lectures: [{ slug: tools, title: Tools, topics: t }]
`;

const bib = `@article{b2014, author={Bengio, Yoshua and Courville, Aaron}, title={Second}, journal={J}, volume=3, number=4, pages={1--9}, year=2014, doi={10.1234/abc.5}}
@article{a2014, author={Bengio, Yoshua and Courville, Aaron}, title={First}, journal={J}, year=2014}
@inproceedings{m2014, author={Mont{\\'u}far, Guido and van den Oord, A{\\"a}ron and Cho, Kyunghyun}, title={Regions of $\\ell_1$ {ReLU} nets}, booktitle={NeurIPS}, year=2014, eprint={1402.1869}}
@book{z1975, author={Zaslavsky, Thomas}, title={Facing}, publisher={AMS}, year=1975}
`;

function note(title: string, unit: string, body: string, date = '2026-10-05'): string {
  return `---\ntitle: ${title}\nunit: ${unit}\nscribes: [A]\ndate: ${date}\nstatus: draft\nprerequisites: []\nsummary: s\n---\n\n${body}`;
}

async function load(
  lectures: Readonly<Record<string, string>>,
  extra: Readonly<Record<string, string>> = {},
): Promise<LoadedCourse> {
  rmSync(root, { recursive: true, force: true });
  const files: Record<string, string> = {
    'content/course.yaml': course,
    'content/references.bib': bib,
    'content/macros.yaml': "\\R: { tex: '\\mathbb{R}', meaning: reals }\n",
    ...Object.fromEntries(
      Object.entries(lectures).map(([slug, text]) => [`content/lectures/${slug}/index.mdx`, text]),
    ),
    ...extra,
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return loadCourse({ root, sims: new Map([['race', race]]) });
}

function inlines(lecture: Lecture | undefined): Inline[] {
  return [...walkBlocks(lecture?.blocks ?? [])].flatMap(ownInlines);
}

const rich = `## First

<Theorem id="thm:a" title="With $n$">

Text.

</Theorem>

$$
a \\label{eq:a}
$$

$$
unnumbered
$$

### Under

<Lemma id="lem:b">

Text.

</Lemma>

<Proof of="thm:a">

By [@lem:b].

</Proof>

<Sim id="sim:s" of="race" story="race" G="50">A caption.</Sim>

## Second

$$
b \\label{eq:b}
$$

See [@thm:a], [@eq:a; @eq:b], [@lem:b; @sim:s; @sec:under], [@three/thm:a], [@thm:only], [@lec:tools], \\[@thm:none].

Found by [@z1975, p. 3; @m2014] and [@a2014].[^n]

Once more.[^n]

[^n]: A note with [@b2014].
`;

describe('a course', async () => {
  const loaded = await load({
    one: note('One', 'main', rich),
    three: note(
      'Three',
      'main',
      '<Definition id="def:x">\n\nx\n\n</Definition>\n\n<Theorem id="thm:a">\n\nx\n\n</Theorem>\n\n<Theorem id="thm:only">\n\nx\n\n</Theorem>\n',
    ),
    tools: note('Tools', 'back', '## Start\n\n$$\nx \\label{eq:t}\n$$\n'),
    extra: note('Extra', 'main', 'Not in course.yaml.\n'),
  });
  const one = loaded.course.lectures[0];
  const texts = inlines(one).flatMap((inline) =>
    inline.type === 'reference' ? [inline.text.replace('\u00a0', ' ')] : [],
  );

  it('has no problems', () => {
    expect(loaded.diagnostics).toEqual([]);
  });

  it('numbers lectures by their place, counting those not yet written; appendices have letters', () => {
    expect(loaded.course.lectures.map(({ slug, number }) => `${number} ${slug}`)).toEqual([
      '1 one',
      '3 three',
      '4 extra',
      'A tools',
    ]);
  });

  it('marks a footnote as often as it is mentioned, each mark with an id of its own', () => {
    const marks = inlines(one).flatMap((inline) => (inline.type === 'footnoteRef' ? [inline] : []));
    expect(marks.map(({ id, mark, number }) => [id, mark, number])).toEqual([
      ['fn-1', 'mark-fn-1', 1],
      ['fn-1', 'mark-fn-1-2', 1],
    ]);
    expect(one?.footnotes.map((note) => note.marks)).toEqual([['mark-fn-1', 'mark-fn-1-2']]);
  });

  it('counts statements together, equations when labelled, and refers to them', () => {
    expect(texts).toEqual([
      ...['Theorem 1.1', 'Lemma 1.2'],
      ...['Theorem 1.1', '(1.1)', '(1.2)', 'Lemma 1.2', 'Figure 1.1', 'Section 1.1.1'],
      ...['Theorem 3.2', 'Theorem 3.3', 'Tools'],
    ]);
  });

  it('leads to page and anchor', () => {
    expect(inlines(one)).toContainEqual({
      type: 'reference',
      label: 'thm:only',
      page: 'lectures/three/',
      anchor: 'thm-only',
      text: 'Theorem\u00a03.3',
      kind: 'thm',
    });
  });

  it('leaves an escaped bracket as text', () => {
    expect(
      inlines(one).some((inline) => inline.type === 'text' && inline.value.includes('[@thm:none]')),
    ).toBe(true);
  });

  it('cites by author and year, tells works of the same year apart, and links back', () => {
    const citations = inlines(one).filter((inline) => inline.type === 'citation');
    expect(citations.map((citation) => citation.items)).toEqual([
      [
        { key: 'z1975', text: 'Zaslavsky, 1975', locator: 'p. 3' },
        { key: 'm2014', text: 'Montúfar et al., 2014' },
      ],
      [{ key: 'a2014', text: 'Bengio and Courville, 2014a' }],
    ]);
    expect(one?.cited).toEqual(['a2014', 'b2014', 'm2014', 'z1975']);
    const entry = loaded.course.references.find(({ key }) => key === 'b2014');
    expect(entry).toMatchObject({ year: '2014b', citedIn: [{ lecture: 'one', anchor: 'cite-3' }] });
    expect(entry?.entry).toEqual({
      authors: 'Yoshua Bengio and Aaron Courville',
      title: 'Second',
      venue: 'J',
      details: '3(4), 1–9',
      doi: '10.1234/abc.5',
    });
    expect(loaded.course.references.find(({ key }) => key === 'm2014')?.entry).toMatchObject({
      authors: 'Guido Montúfar, Aäron van den Oord and Kyunghyun Cho',
      title: 'Regions of ℓ₁ ReLU nets',
      arxiv: '1402.1869',
    });
  });

  it('strips the label from the formula and keeps its number', () => {
    const equations = [...walkBlocks(one?.blocks ?? [])].filter((block) => block.type === 'equation');
    expect(equations).toEqual([
      { type: 'equation', tex: 'a', id: 'eq-a', number: '1.1' },
      { type: 'equation', tex: 'unnumbered' },
      { type: 'equation', tex: 'b', id: 'eq-b', number: '1.2' },
    ]);
  });

  it('parses parameters of a simulation to values', () => {
    const sim = [...walkBlocks(one?.blocks ?? [])].find(
      (block) => block.type === 'word' && block.name === 'Sim',
    );
    expect(sim).toMatchObject({
      id: 'sim-s',
      number: '1.1',
      attributes: { of: 'race', story: 'race', G: 50 },
    });
  });

  it('lists its contents', () => {
    expect(
      contents(one?.blocks ?? []).map(({ heading, children }) => [
        heading.number,
        plainText(heading.children),
        children.length,
      ]),
    ).toEqual([
      ['1.1', 'First', 1],
      ['1.2', 'Second', 0],
    ]);
  });
});

describe('a course with mistakes', () => {
  it('loads the lectures that have none, and knows the labels of those that have', async () => {
    const { course: loaded, diagnostics } = await load({
      one: note('One', 'main', '<Theorem id="thm:a">\n\nText {x}.\n\n</Theorem>\n'),
      three: note('Three', 'main', 'See [@thm:a].\n'),
    });
    expect(diagnostics.map((d) => `${d.file} ${d.code}`)).toEqual(['content/lectures/one/index.mdx N0102']);
    expect(loaded.lectures.map(({ slug }) => slug)).toEqual(['three']);
  });

  it('says that course.yaml is missing', async () => {
    rmSync(root, { recursive: true, force: true });
    mkdirSync(root);
    const { diagnostics } = await loadCourse({ root, sims: new Map() });
    expect(diagnostics.map((d) => d.code)).toEqual(['N0813']);
  });

  it('does not call macros unknown when their file can’t be read', async () => {
    const { diagnostics } = await load(
      { one: note('One', 'main', '$\\R$\n') },
      { 'content/macros.yaml': '\\R: [\n' },
    );
    expect(diagnostics.map((d) => d.file)).toEqual(['content/macros.yaml']);
  });

  it('reads Windows line ends and a byte-order mark', async () => {
    const text = `\ufeff${note('One', 'main', 'Text [@thm:none].\n')}`.replaceAll('\n', '\r\n');
    const { diagnostics } = await load({ one: text });
    expect(diagnostics.map((d) => [d.code, d.line, d.column])).toEqual([['N0203', 11, 7]]);
  });
});
