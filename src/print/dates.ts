/** The date of a document is that of its newest source, so that printing it again gives the same bytes. */
import type { Course } from '#notes/tree.ts';

/** ISO date of the newest lecture. */
export function newest(course: Pick<Course, 'lectures'>): string {
  const dates = course.lectures.map(({ front }) => front.date).sort();
  return dates.at(-1) ?? '1970-01-01';
}
