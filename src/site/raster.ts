/** SVG to PNG, by the image library that comes with Astro. No text but as outlines (lettering.ts): it would depend on the machine's fonts. */
import sharpService from 'astro/assets/services/sharp';

type Arguments = Parameters<typeof sharpService.transform>;

export async function png(svg: string, width: number, height: number): Promise<Uint8Array<ArrayBuffer>> {
  // Our own drawings, not files of others. The service reads no more than this of Astro's configuration.
  const config = { service: { config: {} }, dangerouslyProcessSVG: true } as unknown as Arguments[2];
  const options = { src: 'drawing.svg', format: 'png', width, height };
  const logger = console as unknown as Arguments[3];
  const { data } = await sharpService.transform(new TextEncoder().encode(svg), options, config, logger);
  return new Uint8Array(data);
}

export function pngResponse(image: Uint8Array<ArrayBuffer>): Response {
  return new Response(image, { headers: { 'Content-Type': 'image/png' } });
}
