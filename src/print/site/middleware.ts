/** An error in a page becomes the answer: Astro's server would log it and say “500”. */
import { defineMiddleware } from 'astro:middleware';

export const onRequest = defineMiddleware(async (_context, next) => {
  try {
    return await next();
  } catch (error) {
    return new Response((error as Error).message, { status: 422 });
  }
});
