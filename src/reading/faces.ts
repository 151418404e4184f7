/** Declares the fonts that this page itself is not set in, for what is shown of other pages. */
export function declareAllFaces(): void {
  const faces = document.getElementById('faces');
  if (!faces) return;
  const own = document.documentElement.dataset.fonts?.split(' ') ?? [];
  const others = faces.textContent
    .match(/@font-face\s*{[^}]*}/g)
    ?.filter((face) => !own.some((href) => face.includes(href)));
  document.head.append(
    Object.assign(document.createElement('style'), { textContent: others?.join('') ?? '' }),
  );
  // Once is enough.
  faces.remove();
}
