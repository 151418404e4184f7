import type { APIRoute } from 'astro';
import { href } from '#components/href.ts';
import { course as loadCourse } from '../site/course.ts';

/** The course as an application that can be installed. */
export const GET: APIRoute = async () => {
  const { title, description, language } = (await loadCourse()).config;
  const icons = [192, 512].map((size) => ({
    src: href(`icon-${size}.png`),
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose: 'any maskable',
  }));
  const manifest = {
    name: title,
    short_name: title,
    description,
    lang: language,
    start_url: href(''),
    scope: href(''),
    display: 'minimal-ui',
    background_color: '#fdfcf9',
    theme_color: '#fdfcf9',
    icons: [...icons, { src: href('favicon.svg'), sizes: 'any', type: 'image/svg+xml' }],
  };
  return new Response(JSON.stringify(manifest), { headers: { 'Content-Type': 'application/manifest+json' } });
};
