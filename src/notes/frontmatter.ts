/** The head of a note: what it may say, and its reading. */
import { diagnose, type Report } from './diagnostic.ts';
import { limits } from './limits.ts';
import type { Source, Span } from './source.ts';
import type { FrontMatter } from './tree.ts';
import { type Field, readYaml } from './yaml.ts';

export const slugPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const slug = (help: string): Field => ({
  kind: 'text',
  max: 60,
  pattern: slugPattern,
  form: 'lower-case letters, digits and single hyphens',
  help,
});

export const frontMatterFields = {
  title: { kind: 'text', max: 120, required: true, help: 'the lecture’s title' },
  unit: { ...slug('the id of a unit in content/course.yaml'), required: true },
  scribes: {
    kind: 'list',
    min: 1,
    emptyCode: 'N0810',
    required: true,
    help: 'the names of those who wrote the notes',
    of: { kind: 'text', max: 80, help: 'a name' },
  },
  date: { kind: 'date', required: true, help: 'the day of the lecture' },
  status: {
    kind: 'choice',
    options: ['draft', 'review', 'ready'],
    required: true,
    help: 'how far the notes have come',
  },
  prerequisites: {
    kind: 'list',
    required: true,
    help: 'the slugs of lectures to read before ([] for none)',
    of: slug('the slug of a lecture'),
  },
  summary: { kind: 'text', max: 400, required: true, help: 'the lecture in a sentence or two' },
  question: { kind: 'text', max: 400, help: 'the question that the lecture’s simulations answer' },
} as const satisfies Record<string, Field>;

export const frontMatterSchema: Field = {
  kind: 'map',
  help: 'the front matter of a lecture',
  fields: frontMatterFields,
};

export interface FrontMatterResult {
  readonly front: FrontMatter;
  readonly places: ReadonlyMap<string, Span>;
}

/** Where the YAML between the two `---` lines stands, without them. */
export function frontMatterSpan(source: Source): Span | undefined {
  const match = /^---[ \t]*\n([\s\S]*?)(?:^)---[ \t]*(?:\n|$)/m.exec(source.text);
  if (match?.index !== 0) return undefined;
  const start = source.text.indexOf('\n') + 1;
  return { start, end: start + (match[1]?.length ?? 0) };
}

export function readFrontMatter(source: Source, report: Report): FrontMatterResult | undefined {
  const span = frontMatterSpan(source);
  if (!span) {
    report(missing(source));
    return undefined;
  }
  if (span.end - span.start > limits.frontMatterBytes) {
    report(
      diagnose(
        source,
        span,
        'N0903',
        `The front matter has ${span.end - span.start} characters; at most ${limits.frontMatterBytes} are allowed.`,
        'Move text into the note.',
      ),
    );
    return undefined;
  }
  const result = readYaml(source, span, frontMatterSchema, report);
  return result && { front: result.value as FrontMatter, places: result.places };
}

function missing(source: Source): ReturnType<typeof diagnose> {
  const first = source.text.split('\n', 1)[0] ?? '';
  const at = { start: 0, end: first.length };
  const keys = Object.keys(frontMatterFields).join(', ');
  if (/^---\s*$/.test(first)) {
    return diagnose(source, at, 'N0801', 'The front matter is not closed.', 'End it with a line “---”.');
  }
  if (/^(---\s*\S|\+\+\+|;;;)/.test(first)) {
    return diagnose(
      source,
      at,
      'N0801',
      `“${first.trim()}” does not open a front matter.`,
      'Front matter is YAML between two lines “---”.',
    );
  }
  return diagnose(
    source,
    at,
    'N0801',
    'The note has no front matter.',
    `Start it with a line “---”, then ${keys}, then a line “---”.`,
  );
}
