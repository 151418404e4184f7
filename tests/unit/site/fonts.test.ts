import { describe, expect, test } from 'vitest';
import { facesOf } from '../../../src/site/faces.ts';
import { fontsOf } from '../../../src/site/fonts.ts';

const CSS = `
@font-face{font-family:Orrery Text;font-style:normal;font-weight:400;src:url(/t-ext.woff2)format("woff2");unicode-range:U+100-2BFF}
@font-face{font-family:"Orrery Text";font-style:normal;font-weight:400;src:url(/t.woff2)format("woff2");unicode-range:U+20-7E,U+2026}
@font-face{font-family:Orrery Text;font-style:italic;font-weight:400;src:url("/t-italic.woff2") format("woff2")}
@font-face{font-family:Orrery Text;font-style:normal;font-weight:600 700;src:url(/t-bold.woff2)format("woff2")}
@font-face{font-family:Orrery UI;font-style:normal;font-weight:400;src:url(/u.woff2)format("woff2")}
@font-face{font-family:Orrery UI;font-style:normal;font-weight:600 700;src:url(/u-bold.woff2)format("woff2")}
@font-face{font-family:KaTeX_Main;font-style:normal;font-weight:400;src:url(/main.woff2)format("woff2")}
@font-face{font-family:KaTeX_Math;font-style:italic;font-weight:400;src:url(/math.woff2)format("woff2")}
@font-face{font-family:KaTeX_Size1;font-style:normal;font-weight:400;src:url(/size1.woff2)format("woff2")}
`;
/** Every page has these, and `t.woff2` first: it tells a version of the fonts. */
const ALWAYS = ['/t.woff2', '/t-bold.woff2', '/u.woff2', '/u-bold.woff2'];

test('faces are read with their ranges', () => {
  const [ext, text, italic] = facesOf(CSS);
  expect(ext).toMatchObject({ family: 'Orrery Text', italic: false, bold: false, url: '/t-ext.woff2' });
  expect([ext?.covers(0x61), ext?.covers(0x3b7), text?.covers(0x2026), text?.covers(0x2027)]).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect([italic?.italic, italic?.covers(0x1234)]).toEqual([true, true]);
});

describe('the fonts of a page', () => {
  test.each([
    ['plain text', '<p>Plain … text</p>', []],
    ['a letter beyond the first part', '<p>Step η</p>', ['/t-ext.woff2']],
    ['emphasis', '<p>An <em>idea</em></p>', ['/t-italic.woff2']],
    [
      'a formula',
      '<p><span class="katex">1<span class="mord mathnormal">x</span></span></p>',
      ['/main.woff2', '/math.woff2'],
    ],
    [
      'a large operator',
      '<span class="katex"><span class="mop op-symbol small-op">∑</span></span>',
      ['/size1.woff2'],
    ],
    ['what only machines read', '<p>a<math><mi>η</mi></math><script>"η"</script></p>', []],
    ['what is shown later', '<template><p>Step η</p></template>', ['/t-ext.woff2']],
    [
      'a letter in a drawing, set in the other family',
      '<svg><text>η</text><path d="M0,0"/></svg><p>a</p>',
      [],
    ],
  ])('%s', (_, html, more) => {
    expect(fontsOf(html, CSS)).toEqual([...ALWAYS, ...more]);
  });

  test('an element that is never closed, and a text that breaks off in a tag, harm nothing', () => {
    expect(fontsOf('<p>a<br>b<em>c</p><p>d</p><p class="x', CSS)).toEqual([...ALWAYS, '/t-italic.woff2']);
  });
});
