/** A slow claim's figures count only with the sources that they were measured with. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { evidenceFor, writeLedger } from '#lab/build/evidence.ts';
import type { Evidence } from '#lab/claims.ts';
import template from '#sims/_template/index.ts';

const root = mkdtempSync(path.join(tmpdir(), 'orrery-evidence-'));
for (const folder of ['sims/_template', 'src/lab'])
  cpSync(folder, path.join(root, folder), { recursive: true });
afterAll(() => rmSync(root, { recursive: true }));

const [first] = template.claims;
const slow = { ...first, slow: true } as unknown as Parameters<typeof evidenceFor>[2];
const measured: Evidence = {
  predicted: 1,
  measured: 1.01,
  error: 0.01,
  standardError: 0,
  allowed: 0.1,
  holds: true,
  replicas: 1,
};
const evidence = () => evidenceFor(root, template as never, slow);

test('none before it was measured', () => {
  expect(evidence()).toBeUndefined();
});

test('measured, it is what was written, until the model changes', () => {
  writeLedger(root, template as never, { [slow.id]: measured });
  expect(evidence()).toEqual(measured);
  const file = path.join(root, 'sims/_template/model.ts');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, `${text}\n// another model\n`);
  expect(evidence()).toBeUndefined();
  writeFileSync(file, text);
  expect(evidence()).toEqual(measured);
});
