import { href } from '#components/href.ts';
import type { Course } from '#notes/tree.ts';

/** A page's full address, for feeds and maps of the site. */
export function absolute(course: Course, path: string): string {
  return new URL(href(path), course.config.url).href;
}
