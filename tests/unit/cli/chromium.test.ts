import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { chromiumVersion, ensureChromium, findChromium } from '#cli/chromium.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'orrery-chromium-'));
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
afterAll(() => rmSync(folder, { recursive: true }));
const program = (name: string) => {
  const file = path.join(folder, name);
  writeFileSync(file, '#!/bin/sh\nexit 3\n');
  chmodSync(file, 0o755);
  return file;
};

test('without Chromium the command that installs it is named', () => {
  vi.stubEnv('CHROME_PATH', '');
  vi.stubEnv('PATH', folder);
  vi.spyOn(process, 'getuid').mockReturnValue(1000);
  expect(() => ensureChromium()).toThrow(/Chromium was not found\. Run: \S.*\nOr set CHROME_PATH/);
});

test('CHROME_PATH comes before the PATH, and one that is no program is an error', () => {
  vi.stubEnv('PATH', folder);
  const named = program('named');
  program('chromium');
  vi.stubEnv('CHROME_PATH', named);
  expect(findChromium()).toBe(named);
  vi.stubEnv('CHROME_PATH', path.join(folder, 'missing'));
  expect(() => findChromium()).toThrow(/missing, which is no program/);
});

test('a program that does not run is named', () => {
  expect(() => chromiumVersion(program('other'))).toThrow(/other does not run .*Set CHROME_PATH/);
});
