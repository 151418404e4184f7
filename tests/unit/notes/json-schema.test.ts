/** The schemas that editors read are those that the checker follows. UPDATE_GOLDEN=1 writes them anew. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { jsonSchemas } from '#notes/json-schema.ts';

const folder = join(import.meta.dirname, '../../../src/notes/schema');

it.each(Object.entries(jsonSchemas))('%s', (file, schema) => {
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  expect(JSON.parse(readFileSync(join(folder, file), 'utf8'))).toEqual(JSON.parse(text));
});
