/** A course to start from: the same source, with content and simulations of its own. */
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { newLecture } from './new-lecture.ts';
import { newSim, templateFolder } from './new-sim.ts';
import { CommandError } from './output.ts';

const source = resolve(import.meta.dirname, '../..');

/** What a course shares with every other: the engine and its tools, not what is taught. */
const shared = [
  ...['src', 'components', 'public', 'tests/suite', 'tests/tally.ts', '.github', '.vscode'],
  ...['package.json', 'package-lock.json', 'astro.config.mjs', 'tsconfig.json', 'biome.json'],
  ...['vitest.config.ts', 'vitest.slow.config.ts', '.gitignore', '.npmrc', 'CONTRIBUTING.md', 'LICENSE'],
];

export interface NewCourse {
  readonly folder: string;
  readonly title?: string;
}

/** Writes a course into an empty or new folder. Returns what to do next. */
export function newCourse({ folder, title = 'My course' }: NewCourse): string {
  if (folder === source || folder.startsWith(source + sep)) {
    throw new CommandError(
      'A course stands in a folder of its own, beside this one: orrery new course ../my-course',
    );
  }
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new CommandError(`${folder} is not empty.`);
  mkdirSync(folder, { recursive: true });
  for (const path of shared) {
    if (!existsSync(join(source, path))) continue;
    // Drawings belong to the lectures they were made for.
    cpSync(join(source, path), join(folder, path), {
      recursive: true,
      filter: (from) => !relative(source, from).startsWith(join('components', 'figures') + sep),
    });
  }
  mkdirSync(join(folder, 'components/figures'), { recursive: true });
  cpSync(templateFolder, join(folder, 'sims/_template'), { recursive: true });
  newSim({ root: folder, id: 'momentum' });
  mkdirSync(join(folder, 'content/lectures/first'), { recursive: true });
  for (const [file, text] of Object.entries(files(title))) writeFileSync(join(folder, 'content', file), text);
  newLecture({ root: folder, slug: 'second', scribes: ['Your Name'], unit: 'start' });
  return [
    `Wrote a course to ${folder}.`,
    `Next: cd ${basename(folder)}, npm ci, npm run check, npm run dev.`,
  ].join('\n');
}

function files(title: string): Record<string, string> {
  return {
    'course.yaml': `# yaml-language-server: $schema=../src/notes/schema/course.schema.json
title: ${JSON.stringify(title)}
description: What the course is about, in a sentence or two.
language: en
url: https://example.org
people:
  - name: Your Name
    role: teacher
licence:
  name: CC BY 4.0
  url: https://creativecommons.org/licenses/by/4.0/

units:
  - id: start
    title: The start
    lectures:
      - slug: first
        title: A ball in a valley
        topics: Momentum, as an example of a simulation with a claim.
      - slug: second
        title: The second lecture
        topics: A page to write over.
`,
    'macros.yaml': `# yaml-language-server: $schema=../src/notes/schema/macros.schema.json
\\R: { tex: '\\mathbb{R}', meaning: the real numbers }
`,
    'references.bib': `@article{polyak1964,
  author = {Polyak, Boris T.},
  title = {Some methods of speeding up the convergence of iteration methods},
  journal = {USSR Computational Mathematics and Mathematical Physics},
  volume = {4},
  number = {5},
  pages = {1--17},
  year = {1964}
}
`,
    'lectures/first/index.mdx': `---
title: A ball in a valley
unit: start
scribes: [Your Name]
date: ${new Date().toISOString().slice(0, 10)}
status: draft
prerequisites: []
summary: Momentum crosses a narrow valley in a tenth of the steps.
---

## The valley

Gradient descent on a quadratic of condition number $\\kappa$ contracts the distance by
$(\\kappa - 1)/(\\kappa + 1)$ a step; with momentum [@polyak1964] it is

$$
\\frac{\\sqrt\\kappa - 1}{\\sqrt\\kappa + 1}. \\label{eq:rate}
$$

<Sim id="sim:valley" of="momentum" story="momentum">The ball, its path, and the rate of [@eq:rate].</Sim>

Predicted and measured: <Claim of="momentum" id="momentum-rate" />.
`,
  };
}
