/** A lecture to start from: front matter filled in, one of each thing that notes are made of. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCourseConfig } from '#notes/config.ts';
import { readSource } from '#notes/files.ts';
import { frontMatterFields, slugPattern } from '#notes/frontmatter.ts';
import { didYouMean } from '#notes/nearest.ts';
import type { CourseConfig } from '#notes/tree.ts';
import { CommandError } from './output.ts';

export interface NewLecture {
  readonly root: string;
  readonly slug: string;
  readonly title?: string;
  readonly scribes: readonly string[];
  readonly unit?: string;
}

/** Writes content/lectures/<slug>/index.mdx. Returns what to do next. */
export function newLecture(wish: NewLecture): string {
  const { root, slug } = wish;
  if (!slugPattern.test(slug)) {
    throw new CommandError(
      `“${slug}” can’t be a lecture’s name: use lower-case letters, digits and single hyphens.`,
    );
  }
  const source = readSource(root, 'content/course.yaml', 'yaml', () => {});
  const config = source && readCourseConfig(source, () => {});
  if (!config)
    throw new CommandError(`There is no readable content/course.yaml in ${root}. Run “orrery check”.`);
  const folder = join(root, 'content/lectures', slug);
  if (existsSync(join(folder, 'index.mdx'))) {
    throw new CommandError(
      `content/lectures/${slug}/index.mdx is there already; choose another name, or edit it.`,
    );
  }
  const unit = unitFor(config, wish);
  const listed = config.units.flatMap((u) => u.lectures).find((lecture) => lecture.slug === slug);
  const title = oneLine(wish.title ?? listed?.title ?? capital(slug.replaceAll('-', ' ')), 'title');
  const scribes = (wish.scribes.length > 0 ? wish.scribes : [gitName() ?? 'Your Name']).map((name) =>
    oneLine(name, 'scribe'),
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'index.mdx'),
    template({
      title,
      unit,
      scribes,
      summary: listed?.topics ?? 'What the lecture is about, in a sentence or two.',
    }),
  );
  return [
    `Wrote content/lectures/${slug}/index.mdx.`,
    'Next: write; “npm run check” says what is wrong and how to mend it; “npm run dev” shows the page.',
  ].join('\n');
}

function unitFor(config: CourseConfig, { slug, unit }: NewLecture): string {
  const ids = config.units.map((u) => u.id);
  const listed = config.units.find((u) => u.lectures.some((lecture) => lecture.slug === slug))?.id;
  if (unit !== undefined && !ids.includes(unit)) {
    throw new CommandError(
      `The course has no unit “${unit}”. ${didYouMean(unit, ids)}Its units are ${ids.join(', ')}.`,
    );
  }
  const chosen = unit ?? listed ?? (ids.length === 1 ? ids[0] : undefined);
  if (chosen === undefined) {
    throw new CommandError(
      `course.yaml does not list “${slug}”: say which unit it belongs to, --unit ${ids.join(' | ')}.`,
    );
  }
  return chosen;
}

function oneLine(text: string, what: 'title' | 'scribe'): string {
  const line = text.trim();
  const max = what === 'title' ? frontMatterFields.title.max : frontMatterFields.scribes.of.max;
  if (line === '' || line.length > max || /[\n\r]/.test(line))
    throw new CommandError(`--${what} takes a line of at most ${max} characters.`);
  return line;
}

/** The name git signs with, so that nobody has to type it twice. */
function gitName(): string | undefined {
  try {
    return (
      execFileSync('git', ['config', 'user.name'], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim() || undefined
    );
  } catch {
    return undefined;
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

interface Filling {
  readonly title: string;
  readonly unit: string;
  readonly scribes: readonly string[];
  readonly summary: string;
}

function template({ title, unit, scribes, summary }: Filling): string {
  // A JSON string is a YAML string in quotes.
  return `---
title: ${JSON.stringify(title)}
unit: ${unit}
scribes:
${scribes.map((name) => `  - ${JSON.stringify(name)}`).join('\n')}
date: ${new Date().toISOString().slice(0, 10)}
status: draft
prerequisites: []
summary: ${JSON.stringify(summary.slice(0, frontMatterFields.summary.max))}
---

## First section

Text with a formula $f(x) = x^2$ and a numbered one,

$$
f'(x) = 2x. \\label{eq:derivative}
$$

<Definition id="def:minimum" title="Minimum">

A point where $f'(x) = 0$ and $f''(x) > 0$.

</Definition>

By [@eq:derivative], $x = 0$ is the minimum of [@def:minimum].

<Exercise id="exr:try" title="Try it">

Find the minimum of $f(x) = (x - 1)^2$.

<Solution>

$x = 1$.

</Solution>

</Exercise>
`;
}
