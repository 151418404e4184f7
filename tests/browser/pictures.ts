/** Two pictures of a figure, compared as an eye would: runs in a page. */

export interface Difference {
  /** Pixels that have nothing like them near the same place in the other picture, in the tile with most of them. */
  readonly most: number;
  /** Left upper corner of that tile. */
  readonly at: readonly [x: number, y: number];
}

/**
 * `pictures`: PNG, base64, of equal size. The edges of letters and lines are smoothed differently in SVG and on a
 * canvas, and lie up to a pixel apart; a mark that is missing or elsewhere has nothing like it around its place. Tiles,
 * since a share of all pixels lets a small mark vanish in a large picture.
 */
export async function difference(pictures: readonly [string, string]): Promise<Difference> {
  const TILE = 40;
  /** Pixels around a place that are searched, and the sum of differences in red, green and blue that still is alike. */
  const AROUND = 3;
  const ALIKE = 150;

  const [a, b] = await Promise.all(
    pictures.map(async (png) => {
      const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const g = new OffscreenCanvas(image.width, image.height).getContext('2d');
      g?.drawImage(image, 0, 0);
      return g?.getImageData(0, 0, image.width, image.height);
    }),
  );
  if (!a || !b || a.width !== b.width || a.height !== b.height)
    return { most: Number.POSITIVE_INFINITY, at: [0, 0] };
  const { width, height } = a;
  const apart = (p: ImageData, i: number, q: ImageData, j: number) => {
    let sum = 0;
    for (let k = 0; k < 3; k++) sum += Math.abs((p.data[4 * i + k] ?? 0) - (q.data[4 * j + k] ?? 0));
    return sum > ALIKE;
  };
  const alone = (p: ImageData, q: ImageData, x: number, y: number) => {
    for (let v = Math.max(0, y - AROUND); v <= Math.min(height - 1, y + AROUND); v++) {
      for (let u = Math.max(0, x - AROUND); u <= Math.min(width - 1, x + AROUND); u++) {
        if (!apart(p, y * width + x, q, v * width + u)) return false;
      }
    }
    return true;
  };
  const across = Math.ceil(width / TILE);
  const tiles = new Map<number, number>();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (!apart(a, i, b, i) || !(alone(a, b, x, y) || alone(b, a, x, y))) continue;
      const tile = Math.floor(y / TILE) * across + Math.floor(x / TILE);
      tiles.set(tile, (tiles.get(tile) ?? 0) + 1);
    }
  }
  const [tile, most] = [...tiles].sort(([, p], [, q]) => q - p)[0] ?? [0, 0];
  return { most, at: [TILE * (tile % across), TILE * Math.floor(tile / across)] };
}
