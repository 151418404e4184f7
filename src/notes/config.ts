/** content/course.yaml and content/macros.yaml: their form and their reading. */
import { diagnose, type Report } from './diagnostic.ts';
import { slugPattern } from './frontmatter.ts';
import type { Source, Span } from './source.ts';
import type { Course, CourseConfig } from './tree.ts';
import { type Field, readYaml } from './yaml.ts';

const text = (max: number, help: string): Field => ({ kind: 'text', max, help });
const required = <F extends Field>(field: F): F & { required: true } => ({ ...field, required: true });
const slug = (help: string): Field => ({
  kind: 'text',
  max: 60,
  pattern: slugPattern,
  form: 'lower-case letters, digits and single hyphens',
  help,
});
const address = (help: string): Field => ({
  kind: 'text',
  max: 200,
  pattern: /^https:\/\/[a-z0-9.-]+(:\d+)?(\/[\w./~-]*)?$/i,
  form: 'an address that starts with https://',
  help,
});

export const courseSchema: Field = {
  kind: 'map',
  help: 'the description of the course',
  fields: {
    title: required(text(120, 'the course’s title')),
    subtitle: text(200, 'a line under the title'),
    description: required(text(600, 'the course in a few sentences')),
    language: required({
      kind: 'text',
      max: 20,
      pattern: /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/,
      form: 'a language tag such as en',
      help: 'the language of the notes',
    }),
    url: required(address('the address where the site will stand')),
    repository: address('the address of the repository'),
    people: required({
      kind: 'list',
      min: 1,
      help: 'who teaches the course',
      of: {
        kind: 'map',
        help: 'a person',
        fields: { name: required(text(80, 'a name')), role: required(text(80, 'what they do')) },
      },
    }),
    licence: required({
      kind: 'map',
      help: 'under which licence the notes may be used',
      fields: {
        name: required(text(80, 'the licence’s name')),
        url: required(address('the licence’s text')),
      },
    }),
    units: required({
      kind: 'list',
      min: 1,
      help: 'the parts of the course, in order',
      of: {
        kind: 'map',
        help: 'a unit',
        fields: {
          id: required(slug('the unit’s id')),
          title: required(text(120, 'the unit’s title')),
          appendix: { kind: 'flag', help: 'true for a unit whose lectures are lettered' },
          lectures: required({
            kind: 'list',
            help: 'the unit’s lectures, in order',
            of: {
              kind: 'map',
              help: 'a lecture',
              fields: {
                slug: required(slug('the lecture’s folder below content/lectures')),
                title: required(text(120, 'the lecture’s title')),
                topics: required(text(600, 'what it is about')),
              },
            },
          }),
        },
      },
    }),
  },
};

export const macrosSchema: Field = {
  kind: 'dictionary',
  help: 'the macros of the course',
  key: /^\\[A-Za-z]+$/,
  keyForm: 'a macro’s name: a backslash and letters',
  of: {
    kind: 'map',
    help: 'what the macro stands for',
    fields: {
      tex: required(text(400, 'the TeX it stands for, in single quotes')),
      meaning: required(text(200, 'what it means, in words')),
    },
  },
};

type RawConfig = Omit<CourseConfig, 'units'> & {
  readonly units: readonly (Omit<CourseConfig['units'][number], 'appendix'> & {
    readonly appendix?: boolean;
  })[];
};

export function readCourseConfig(source: Source, report: Report): CourseConfig | undefined {
  const result = readYaml(source, { start: 0, end: source.text.length }, courseSchema, report);
  if (!result) return undefined;
  const raw = result.value as RawConfig;
  const seen = new Map<string, Span>();
  raw.units.forEach((unit, u) => {
    reportTwice(source, seen, `unit ${unit.id}`, result.places.get(`units.${u}.id`), report);
    unit.lectures.forEach((lecture, l) => {
      reportTwice(
        source,
        seen,
        `slug ${lecture.slug}`,
        result.places.get(`units.${u}.lectures.${l}.slug`),
        report,
      );
    });
  });
  return { ...raw, units: raw.units.map((unit) => ({ ...unit, appendix: unit.appendix ?? false })) };
}

function reportTwice(
  source: Source,
  seen: Map<string, Span>,
  name: string,
  at: Span | undefined,
  report: Report,
): void {
  if (at === undefined) return;
  if (seen.has(name)) {
    report(
      diagnose(
        source,
        at,
        'N0811',
        `The ${name} is used twice.`,
        'Give each unit and each lecture a name of its own.',
      ),
    );
  } else seen.set(name, at);
}

export type Macros = Course['macros'];

/** undefined when the file can't be read; then no macro of a note can be called unknown. */
export function readMacros(source: Source, report: Report): Macros | undefined {
  const result = readYaml(source, { start: 0, end: source.text.length }, macrosSchema, report);
  return result?.value as Macros | undefined;
}
