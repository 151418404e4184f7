import { renderTex } from '#notes/tex.ts';
import type { Course, Lecture } from '#notes/tree.ts';
import { claimHtml } from './claim.ts';
import { href } from './href.ts';
import type { Setting } from './html.ts';

export type Output = 'web' | 'print';

/** The page of a lecture, relative to the site's base. */
export function lecturePage(slug: string): string {
  return `lectures/${slug}/`;
}

/** How text on a page is set: where its links go, and its formulas with the course's macros. */
export function settingOf(course: Course, page: string, output: Output = 'web'): Setting {
  const macros = macrosOf(course);
  const tex: Setting['tex'] = (source, display) => renderTex(source, { display, macros, output });
  return { page, href, tex, claim: (node) => claimHtml(node, tex), paper: output === 'print' };
}

export function lectureSetting(course: Course, lecture: Lecture, output: Output = 'web'): Setting {
  return settingOf(course, lecturePage(lecture.slug), output);
}

const known = new WeakMap<Course, Readonly<Record<string, string>>>();

function macrosOf(course: Course): Readonly<Record<string, string>> {
  let macros = known.get(course);
  if (!macros) {
    macros = Object.fromEntries(Object.entries(course.macros).map(([name, { tex }]) => [name, tex]));
    known.set(course, macros);
  }
  return macros;
}
