/** Open Graph images of the lectures that have a simulation. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { CARD, cardSvg, hasCard, lightColours } from '../../site/card.ts';
import { course as loadCourse } from '../../site/course.ts';
import { png, pngResponse } from '../../site/raster.ts';
import tokens from '../../styles/tokens.css?raw';

export const getStaticPaths = (async () => {
  const course = await loadCourse();
  return course.lectures.filter(hasCard).map(({ slug }) => ({ params: { slug } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) => {
  const course = await loadCourse();
  const lecture = course.lectures.find(({ slug }) => slug === params.slug);
  if (!lecture) return new Response(null, { status: 404 });
  const svg = cardSvg(lecture, course.config.title, lightColours(tokens));
  return pngResponse(await png(svg, CARD.width, CARD.height));
};
