/** Where printed links lead: into the document, or to the course at its own base path. */
import { expect, test } from 'vitest';
import { atRoot, liveAddress, PRESS, placeOf } from '#print/manifest.ts';

test('links below the base path are those of the press, others stay', () => {
  const html = '<a href="/course/lectures/folding/#thm-x">a</a><a href="https://example.org/course/">b</a>';
  expect(atRoot(html, '/course/')).toBe(
    '<a href="/lectures/folding/#thm-x">a</a><a href="https://example.org/course/">b</a>',
  );
  expect(atRoot(html, '/')).toBe(html);
});

test.each([
  ['/lectures/folding/#thm-x', { part: 'folding', anchor: 'thm-x' }],
  ['/lectures/folding/', { part: 'folding', anchor: 'top' }],
  ['/claims/#claim-a-b', { part: 'back', anchor: 'claim-a-b' }],
  ['/bibliography/', { part: 'back', anchor: 'bibliography' }],
  ['/lectures/folding/?sim=x#sim-x', undefined],
  ['/graph/', undefined],
])('%s is in the book or not', (address, place) => {
  expect(placeOf(PRESS + address)).toEqual(place);
});

test('what is on the live site is no place in the book, even the same page', () => {
  expect(placeOf('https://example.org/lectures/folding/#thm-x')).toBeUndefined();
});

test('links that leave the document lead to the course where it stands', () => {
  expect(liveAddress(`${PRESS}/lectures/games/#top`, 'https://uni.example/dl/')).toBe(
    'https://uni.example/dl/lectures/games/#top',
  );
  expect(liveAddress('https://doi.org/10.1', 'https://uni.example/dl/')).toBe('https://doi.org/10.1');
});
