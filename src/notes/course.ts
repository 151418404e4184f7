/** A course from its folder: every note parsed, numbered, resolved and checked. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Bibliography, readBibliography } from './bibliography.ts';
import { readCourseConfig, readMacros } from './config.ts';
import type { NoteContext } from './context.ts';
import { type Diagnostic, diagnose, hasErrors, type Report, sortDiagnostics } from './diagnostic.ts';
import { lectureFiles, plainImage, readSource } from './files.ts';
import { inspectImage } from './images.ts';
import type { LabelIndex, NoteLabels } from './labels.ts';
import { didYouMean } from './nearest.ts';
import { labelsOf, type OpenedNote, openNote, readNote } from './note.ts';
import type { MdastNode } from './parse.ts';
import type { ClaimEvidence, SimFacts } from './sims.ts';
import { makeSource, spanOf } from './source.ts';
import type { Course, CourseConfig, Label, Lecture, Reference } from './tree.ts';

export type { Diagnostic } from './diagnostic.ts';
export { type ClaimEvidence, type SimFacts, simFacts } from './sims.ts';
export { contents, plainText } from './text.ts';

export interface CourseOptions {
  /** The folder that holds `content/`. */
  readonly root: string;
  readonly sims: ReadonlyMap<string, SimFacts>;
  /** Names for `<Figure draw="…">`; default: the files of `components/figures` below the root. */
  readonly drawings?: ReadonlySet<string>;
  /** What claims were found to be, by “simulation/claim”; a claim in a note that does not hold is an error. */
  readonly evidence?: ReadonlyMap<string, ClaimEvidence>;
}

export interface LoadedCourse {
  /** Its lectures are those without an error; labels are those of all. */
  readonly course: Course;
  /** Every problem of every file, by file and line. */
  readonly diagnostics: readonly Diagnostic[];
}

interface Note extends OpenedNote {
  readonly slug: string;
  readonly number: string;
  readonly folder: string;
  readonly labels: NoteLabels;
  readonly problems: Diagnostic[];
}

export async function loadCourse(options: CourseOptions): Promise<LoadedCourse> {
  const { root, sims } = options;
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => diagnostics.push(diagnostic);
  const config = loadConfig(root, report);
  const bibliography = loadBibliography(root, report);
  const macros = loadMacros(root, report);
  const opened = openNotes(root, config, report);
  const notes = opened.map((note): Note => {
    const labels = labelsOf(note, note.slug, note.number, (d) => note.problems.push(d));
    return { ...note, labels };
  });
  const index = indexOf(notes, config);
  const plainMacros = Object.fromEntries(
    Object.entries(macros ?? {}).map(([name, macro]) => [name, macro.tex]),
  );
  const drawings = options.drawings ?? drawingsIn(root);
  const evidence = options.evidence ?? new Map<string, ClaimEvidence>();
  const lectures: Lecture[] = [];
  const citedIn = new Map<string, { lecture: string; anchor: string }[]>();
  for (const note of notes) {
    checkFront(note, config, index);
    if (!note.root) continue;
    const context = contextOf(note, {
      index,
      bibliography,
      sims,
      macros: plainMacros,
      macrosKnown: macros !== undefined,
      drawings,
      evidence,
    });
    const { blocks, footnotes, words } = readNote(context, note.root);
    for (const { key, anchor } of context.citations) {
      citedIn.set(key, [...(citedIn.get(key) ?? []), { lecture: note.slug, anchor }]);
    }
    if (hasErrors(note.problems) || !note.front) continue;
    const keys = new Set(context.citations.map((citation) => citation.key));
    lectures.push({
      slug: note.slug,
      number: note.number,
      front: note.front.front,
      blocks,
      footnotes,
      cited: [...bibliography.entries.keys()].filter((key) => keys.has(key)),
      file: note.source.file,
      words,
    });
  }
  const written = new Set(lectures.map((lecture) => lecture.slug));
  const references: Reference[] = [...bibliography.entries.values()].map((entry) => ({
    ...entry,
    citedIn: (citedIn.get(entry.key) ?? []).filter((place) => written.has(place.lecture)),
  }));
  return {
    course: {
      config,
      lectures,
      labels: notes.flatMap((note) => [...(index.byLecture.get(note.slug)?.values() ?? [])]),
      references,
      macros: macros ?? {},
    },
    diagnostics: sortDiagnostics([...diagnostics, ...notes.flatMap((note) => note.problems)]),
  };
}

const emptyConfig: CourseConfig = {
  title: 'Untitled course',
  description: '',
  language: 'en',
  url: 'https://example.org',
  people: [],
  licence: { name: '', url: '' },
  units: [],
};

function loadConfig(root: string, report: Report): CourseConfig {
  const source = readSource(root, 'content/course.yaml', 'yaml', report);
  if (source) return readCourseConfig(source, report) ?? emptyConfig;
  const nowhere = makeSource('content/course.yaml', '');
  if (!existsSync(join(root, 'content/course.yaml'))) {
    report(
      diagnose(
        nowhere,
        { start: 0, end: 0 },
        'N0813',
        'There is no content/course.yaml.',
        'Run “orrery new course” for a course to start from.',
      ),
    );
  }
  return emptyConfig;
}

function loadBibliography(root: string, report: Report): Bibliography {
  const source = readSource(root, 'content/references.bib', 'bib', report);
  return source ? readBibliography(source, report) : { entries: new Map(), broken: new Set() };
}

function loadMacros(root: string, report: Report): Course['macros'] | undefined {
  const source = readSource(root, 'content/macros.yaml', 'yaml', report);
  return source ? readMacros(source, report) : {};
}

function drawingsIn(root: string): ReadonlySet<string> {
  const folder = join(root, 'components/figures');
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return new Set(files.filter((file) => /^[a-z][\w-]*\.ts$/.test(file)).map((file) => file.slice(0, -3)));
}

/** All notes, in the order of the course; those that course.yaml doesn't list stand at the end of their unit. */
function openNotes(
  root: string,
  config: CourseConfig,
  report: Report,
): (OpenedNote & Omit<Note, 'labels'>)[] {
  const found = new Map(
    lectureFiles(root, report).map(({ slug, file, folder }) => {
      const problems: Diagnostic[] = [];
      const source = readSource(root, file, 'note', (d) => problems.push(d)) ?? makeSource(file, '');
      const note =
        problems.length > 0
          ? { source, front: undefined, root: undefined, lost: [] }
          : openNote(source, (d) => problems.push(d));
      inspectUnused(folder, file, source.text, report);
      return [slug, { ...note, slug, folder, problems }] as const;
    }),
  );
  const listed = new Set(config.units.flatMap((unit) => unit.lectures.map((lecture) => lecture.slug)));
  const extra = [...found.values()]
    .filter((note) => !listed.has(note.slug))
    .sort((a, b) => (a.front?.front.date ?? '').localeCompare(b.front?.front.date ?? ''));
  const ordered: (OpenedNote & Omit<Note, 'labels'>)[] = [];
  let chapter = 0;
  let letter = 0;
  for (const unit of config.units) {
    const slugs = [
      ...unit.lectures.map((lecture) => lecture.slug),
      ...extra.filter((note) => note.front?.front.unit === unit.id).map((note) => note.slug),
    ];
    for (const slug of slugs) {
      const number = unit.appendix ? String.fromCharCode(65 + letter++) : String(++chapter);
      const note = found.get(slug);
      if (note) ordered.push({ ...note, number });
    }
  }
  const placed = new Set(ordered.map((note) => note.slug));
  for (const note of found.values())
    if (!placed.has(note.slug)) ordered.push({ ...note, number: String(++chapter) });
  return ordered;
}

/** Images that a note does not name: the site's bundler opens them all the same. */
function inspectUnused(folder: string, note: string, text: string, report: Report): void {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && plainImage.test(entry.name) && !text.includes(entry.name))
    .map(({ name }) => name);
  for (const name of names.sort()) {
    const facts = inspectImage(folder, `./${name}`);
    if (!('code' in facts)) continue;
    const source = makeSource(note.replace('index.mdx', name), '');
    report(diagnose(source, { start: 0, end: 0 }, facts.code, facts.problem, facts.cure));
  }
}

function indexOf(notes: readonly Note[], config: CourseConfig): LabelIndex {
  const byLecture = new Map<string, Map<string, Label>>();
  const titles = new Map<string, { title: string; written: boolean }>();
  for (const unit of config.units) {
    for (const lecture of unit.lectures) titles.set(lecture.slug, { title: lecture.title, written: false });
  }
  for (const note of notes) {
    const title = note.front?.front.title ?? titles.get(note.slug)?.title ?? note.slug;
    titles.set(note.slug, { title, written: true });
    const own: Label = {
      label: `lec:${note.slug}`,
      kind: 'lec',
      lecture: note.slug,
      anchor: '',
      text: title,
      place: { line: 1, column: 1 },
    };
    byLecture.set(note.slug, new Map([own, ...note.labels.labels].map((label) => [label.label, label])));
  }
  return {
    byLecture,
    titles,
    files: new Map(notes.map((note) => [note.slug, note.source.file])),
    lost: new Set(notes.flatMap((note) => note.lost)),
  };
}

type Shared = Pick<
  NoteContext,
  'index' | 'bibliography' | 'sims' | 'macros' | 'macrosKnown' | 'drawings' | 'evidence'
>;

function contextOf(note: Note, shared: Shared): NoteContext {
  const definitions = new Map<
    string,
    { url: string; title?: string; span: { start: number; end: number } }
  >();
  const footnotesDefined = new Set<string>();
  const walk = (node: MdastNode): void => {
    if (node.type === 'footnoteDefinition') footnotesDefined.add(node.identifier);
    if (node.type === 'definition' && !definitions.has(node.identifier)) {
      const title = node.title ? { title: node.title } : {};
      definitions.set(node.identifier, { url: node.url, ...title, span: spanOf(node) });
    }
    if ('children' in node) for (const child of node.children) walk(child as MdastNode);
  };
  if (note.root) walk(note.root);
  return {
    ...shared,
    source: note.source,
    report: (d) => note.problems.push(d),
    slug: note.slug,
    numbered: note.labels.numbered,
    image: (src) => inspectImage(note.folder, src),
    definitions,
    footnotes: new Map(),
    footnotesDefined,
    citations: [],
    unknownMacros: new Set(),
    locate: spanOf,
  };
}

/** What the front matter says of the course: its unit, its prerequisites. */
function checkFront(note: Note, config: CourseConfig, index: LabelIndex): void {
  if (!note.front || config.units.length === 0) return;
  const { front, places } = note.front;
  const at = (path: string): { start: number; end: number } => places.get(path) ?? { start: 0, end: 0 };
  const ids = config.units.map((unit) => unit.id);
  const listedIn = config.units.find((unit) => unit.lectures.some((lecture) => lecture.slug === note.slug));
  if (!ids.includes(front.unit)) {
    note.problems.push(
      diagnose(
        note.source,
        at('unit'),
        'N0808',
        `The course has no unit “${front.unit}”.`,
        `${didYouMean(front.unit, ids)}Its units are ${ids.join(', ')}.`,
      ),
    );
  } else if (listedIn && listedIn.id !== front.unit) {
    note.problems.push(
      diagnose(
        note.source,
        at('unit'),
        'N0814',
        `course.yaml lists this lecture in the unit “${listedIn.id}”.`,
        `Write unit: ${listedIn.id}, or move the lecture in content/course.yaml.`,
      ),
    );
  }
  front.prerequisites.forEach((slug, i) => {
    if (index.titles.has(slug) && slug !== note.slug) return;
    note.problems.push(
      diagnose(
        note.source,
        at(`prerequisites.${i}`),
        'N0809',
        slug === note.slug ? 'A lecture can’t be its own prerequisite.' : `There is no lecture “${slug}”.`,
        `${didYouMean(
          slug,
          [...index.titles.keys()].filter((s) => s !== note.slug),
        )}Prerequisites are folders of lectures.`,
      ),
    );
  });
}
