/** What the page's bundle has of a simulation: how it is drawn and steered, nothing of how it runs. */
import { globSync, readFileSync } from 'node:fs';
import { parseSync } from 'vite';
import { describe, expect, test } from 'vitest';
import { NOT_IN_PAGE } from '#lab/page-sim.ts';
import { withoutParts } from '../../../src/site/page-definitions.ts';

const inPage = (code: string) => withoutParts(code, parseSync('index.ts', code).program, NOT_IN_PAGE);

/** Names of the properties of `export default defineSim({ … })`; throws where the code is broken. */
function partsOf(code: string): string[] {
  const { program, errors } = parseSync('index.ts', code);
  expect(errors).toEqual([]);
  const definition = program.body.find((node) => node.type === 'ExportDefaultDeclaration')?.declaration;
  const literal = definition?.type === 'CallExpression' ? definition.arguments[0] : undefined;
  if (literal?.type !== 'ObjectExpression') throw new Error('not a definition');
  return literal.properties.map((one) =>
    one.type === 'Property' && one.key.type === 'Identifier' ? one.key.name : '…',
  );
}

const definitions = globSync('sims/**/index.ts');

test('there are definitions', () => {
  expect(definitions.length).toBeGreaterThan(10);
});

test.each(definitions)('%s is written so that the page can do without its model', (file) => {
  const code = readFileSync(file, 'utf8');
  expect(partsOf(code)).toEqual(
    expect.arrayContaining(['id', 'params', 'model', 'view', 'stories', 'claims']),
  );
  const parts = partsOf(inPage(code));
  expect(parts).toEqual(expect.arrayContaining(['id', 'params', 'view', 'stories']));
  for (const part of NOT_IN_PAGE) expect(parts).not.toContain(part);
});

describe('what is left', () => {
  const around = (body: string) =>
    `import { model } from './model.ts';\nexport default defineSim({${body}});\n`;

  test.each([
    ['first', ' model, id: 1 ', ['id']],
    ['last, without a comma', ' id: 1, model ', ['id']],
    ['written out, with a comment', ' id: 1,\n  claims: [{ a: 1 }], // a, b\n  view: 2,\n', ['id', 'view']],
    ['all of it', ' model, claims: [] ', []],
    ['of the same name, further inside', ' id: 1, view: { model: 2 } ', ['id', 'view']],
  ])('a part %s', (_, body, parts) => {
    const code = around(body);
    const left = inPage(code);
    expect(partsOf(left)).toEqual(parts);
    // Every line and column stays what it was.
    expect(left.length).toBe(code.length);
    expect(left.split('\n').length).toBe(code.split('\n').length);
  });

  test('a default export of another form is left alone', () => {
    for (const code of ['const a = 1;\nexport default a;\n', 'export const model = 1;\n'])
      expect(inPage(code)).toBe(code);
  });
});
