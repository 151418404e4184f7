import type { APIRoute } from 'astro';
import { absolute } from '../site/absolute.ts';
import { course as loadCourse } from '../site/course.ts';

export const GET: APIRoute = async () =>
  new Response(`User-agent: *\nAllow: /\n\nSitemap: ${absolute(await loadCourse(), 'sitemap.xml')}\n`);
