/** The course, read once for all pages of a build; in the dev server, anew for each request. */
import { join } from 'node:path';
import { sims } from '#components/catalogue.ts';
import { panelNames } from '#lab/build/panel-names.ts';
import { type Diagnostic, loadCourse, simFacts } from '#notes/course.ts';
import type { Course } from '#notes/tree.ts';

let loaded: Promise<Course> | undefined;

/** @throws with every diagnostic of every note when there are errors among them. */
export function course(): Promise<Course> {
  if (import.meta.env.DEV) return load();
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Course> {
  const facts = new Map(sims.map((sim) => [sim.id, simFacts(sim, () => panelNames(sim))]));
  const { course, diagnostics } = await loadCourse({ root: courseRoot(), sims: facts });
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  const [first] = errors;
  if (first) throw mistakes(first, errors);
  return course;
}

/** The folder that holds `content/`: another course is built with the same pages. */
function courseRoot(): string {
  return process.env.ORRERY_ROOT ?? process.cwd();
}

/** The dev server’s overlay opens the note at `loc`. */
function mistakes(first: Diagnostic, all: readonly Diagnostic[]): Error {
  const loc = { file: join(courseRoot(), first.file), line: first.line, column: first.column };
  return Object.assign(new Error(`The notes have mistakes.\n${all.map(oneLine).join('\n')}`), { loc });
}

function oneLine({ file, line, column, code, message, cure }: Diagnostic): string {
  return `${file}:${line}:${column} ${code} ${message} ${cure}`;
}
