import type { APIRoute } from 'astro';
import { escapeHtml } from '#components/html.ts';
import { lecturePage } from '#components/setting.ts';
import { absolute } from '../site/absolute.ts';
import { course as loadCourse } from '../site/course.ts';

/** Lectures, the newest first. */
export const GET: APIRoute = async () => {
  const course = await loadCourse();
  const { title, description, language } = course.config;
  const items = [...course.lectures]
    .sort((a, b) => b.front.date.localeCompare(a.front.date))
    .map(({ slug, front }) => {
      const address = escapeHtml(absolute(course, lecturePage(slug)));
      return `<item><title>${escapeHtml(front.title)}</title><link>${address}</link><guid>${address}</guid><pubDate>${new Date(front.date).toUTCString()}</pubDate><description>${escapeHtml(front.summary)}</description></item>`;
    });
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${escapeHtml(title)}</title><link>${escapeHtml(absolute(course, ''))}</link><atom:link href="${escapeHtml(absolute(course, 'rss.xml'))}" rel="self" type="application/rss+xml"/><description>${escapeHtml(description)}</description><language>${escapeHtml(language)}</language>
${items.join('\n')}
</channel></rss>
`;
  return new Response(body, { headers: { 'Content-Type': 'application/rss+xml' } });
};
