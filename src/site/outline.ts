/** The course as its reader sees it: units with every planned lecture, written or not. */
import type { Course, Lecture } from '#notes/tree.ts';

export interface Entry {
  readonly slug: string;
  /** "3", or "A" in an appendix. */
  readonly number: string;
  readonly title: string;
  readonly topics: string;
  readonly lecture: Lecture | undefined;
}

export interface Unit {
  readonly id: string;
  readonly title: string;
  readonly appendix: boolean;
  readonly entries: readonly Entry[];
}

export function outline(course: Course): Unit[] {
  const written = new Map(course.lectures.map((lecture) => [lecture.slug, lecture]));
  let numbers = 0;
  let letters = 0;
  return course.config.units.map((unit) => ({
    id: unit.id,
    title: unit.title,
    appendix: unit.appendix,
    entries: unit.lectures.map(({ slug, title, topics }) => {
      const number = unit.appendix ? String.fromCharCode(65 + letters++) : String(++numbers);
      const lecture = written.get(slug);
      return { slug, number, title: lecture?.front.title ?? title, topics, lecture };
    }),
  }));
}

/** Before and after a lecture, among those that are written. */
export function neighbours(course: Course, slug: string): { previous?: Lecture; next?: Lecture } {
  const at = course.lectures.findIndex((lecture) => lecture.slug === slug);
  const previous = course.lectures[at - 1];
  const next = course.lectures[at + 1];
  return { ...(previous && { previous }), ...(next && { next }) };
}

/** Minutes to read: 200 words of mathematical prose a minute. */
export function minutes(lecture: Lecture): number {
  return Math.max(1, Math.round(lecture.words / 200));
}
