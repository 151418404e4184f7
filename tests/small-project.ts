/** A copy of the project with one simulation and a generated course: a build of seconds. */
import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Copy, copyProject } from './copy.ts';

const KEPT = 'sims/gan-dynamics/games/index.ts';
export const FORMULAS = 60;

export function smallProject(lectures: number): Copy {
  const copy = copyProject();
  for (const file of globSync('sims/**/index.ts', { cwd: copy.root })) {
    if (file.replaceAll(path.sep, '/') !== KEPT) rmSync(path.join(copy.root, file));
  }
  writeCourse(copy.root, lectures);
  return copy;
}

/** A course of any number of lectures, each with 60 formulas and 3 simulations, none like another. */
export function writeCourse(root: string, lectures: number): void {
  rmSync(path.join(root, 'content'), { recursive: true, force: true });
  const slugs = Array.from({ length: lectures }, (_, i) => `lecture-${i + 1}`);
  write(path.join(root, 'content/macros.yaml'), "\\R:\n  tex: '\\mathbb{R}'\n  meaning: the real numbers\n");
  write(path.join(root, 'content/references.bib'), '');
  write(
    path.join(root, 'content/course.yaml'),
    `title: A course of ${lectures} lectures
description: Made for measuring how long a course takes to build.
language: en
url: https://example.org
people:
  - name: A. Author
    role: notes
licence:
  name: CC BY 4.0
  url: https://creativecommons.org/licenses/by/4.0/
units:
  - id: all
    title: All
    lectures:
${slugs.map((slug, i) => `      - slug: ${slug}\n        title: Lecture ${i + 1}\n        topics: Examples.`).join('\n')}
`,
  );
  slugs.forEach((slug, i) => {
    writeLecture(root, slug, i + 1);
  });
}

/** Writes one lecture; another `edition` changes its summary and nothing else. */
export function writeLecture(root: string, slug: string, number: number, edition = 1): void {
  const parts = [
    `---\ntitle: Lecture ${number}\nunit: all\nscribes:\n  - A. Author\ndate: 2026-11-21\nstatus: ready\nprerequisites: []\nsummary: Edition ${edition} of lecture ${number}.\n---`,
    ...sections(number, '\\R'),
  ];
  for (let k = 1; k <= 3; k++) {
    const eta = (0.05 + 0.001 * (3 * number + k)).toFixed(3);
    parts.push(`<Sim id="sim:figure-${k}" of="gan-dynamics/games" story="race" eta="${eta}" />`);
  }
  write(path.join(root, `content/lectures/${slug}/index.mdx`), `${parts.join('\n\n')}\n`);
}

/** The same lecture in plain Markdown, with drawings for figures and no macros. */
export function plainLecture(number: number, edition = 1): string {
  const parts = [
    `---\ntitle: Lecture ${number}\n---`,
    `Edition ${edition} of lecture ${number}.`,
    ...sections(number, '\\mathbb{R}'),
    ...[1, 2, 3].map((k) => `![Figure ${k}](./figure-${number}-${k}.svg)`),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Six sections of five paragraphs with two formulas each. */
function sections(number: number, reals: string): string[] {
  const parts: string[] = [];
  for (let section = 1; section <= 6; section++) {
    parts.push(`## Section ${section} of ${number}`);
    for (let paragraph = 1; paragraph <= FORMULAS / 12; paragraph++) {
      const n = 100 * number + 10 * section + paragraph;
      parts.push(
        `In the ${n}th case let $f_{${n}}\\colon${reals}^{${n}}\\to${reals}$ be smooth near $x_{${n}}$, so that no step of gradient descent with a small enough rate increases it, and the sum of all decreases is bounded by what there was at the start.`,
      );
    }
  }
  return parts;
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
