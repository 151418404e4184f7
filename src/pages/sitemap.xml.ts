import type { APIRoute } from 'astro';
import { sims } from '#components/catalogue.ts';
import { escapeHtml } from '#components/html.ts';
import { lecturePage } from '#components/setting.ts';
import { absolute } from '../site/absolute.ts';
import { course as loadCourse } from '../site/course.ts';
import { simulationPage } from '../site/sims.ts';

export const GET: APIRoute = async () => {
  const course = await loadCourse();
  const pages = [
    '',
    ...course.lectures.map((lecture) => lecturePage(lecture.slug)),
    'simulations/',
    ...sims.map((sim) => simulationPage(sim.id)),
    'claims/',
    'notation/',
    'bibliography/',
  ];
  const urls = pages.map((page) => `<url><loc>${escapeHtml(absolute(course, page))}</loc></url>`);
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join('\n')}
</urlset>
`;
  return new Response(body, { headers: { 'Content-Type': 'application/xml' } });
};
