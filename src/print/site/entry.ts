/** What the print site is compiled to: a function from addresses to documents. */
import { createApp } from 'astro/app/entrypoint';
import { PRESS } from '#print/manifest.ts';

// As one text, so that what goes wrong anywhere in a page is known before it is answered.
const app = createApp({ streaming: false });

/** @throws Error with what a component or the notes' reader said. */
export async function documentAt(address: string): Promise<string> {
  const below = import.meta.env.BASE_URL.replace(/\/$/, '');
  const response = await app.render(new Request(new URL(below + address, PRESS)));
  const text = await response.text();
  if (!response.ok) throw new Error(text || `there is no document at ${address}`);
  return text;
}
