/** The site's sign as an image, for home screens. */
import type { APIRoute, GetStaticPaths } from 'astro';
import favicon from '../../public/favicon.svg?raw';
import { png, pngResponse } from '../site/raster.ts';

export const getStaticPaths = (() =>
  ['180', '192', '512'].map((size) => ({ params: { size } }))) satisfies GetStaticPaths;

/** The sign on paper, with room for the round corners that systems cut. */
export const GET: APIRoute = async ({ params }) => {
  const size = Number(params.size);
  const sign = favicon.replace('<svg', '<svg x="20%" y="20%" width="60%" height="60%"');
  const icon = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><rect width="100%" height="100%" fill="#fdfcf9"/>${sign}</svg>`;
  return pngResponse(await png(icon, size, size));
};
