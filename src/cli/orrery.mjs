#!/usr/bin/env node
/** Starts orrery.ts with the Node that the project brings: older ones can't read TypeScript. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(createRequire(import.meta.url).resolve('node/package.json'));
const own = ['node', 'node.exe'].map((name) => join(folder, 'bin', name)).find(existsSync);
const script = fileURLToPath(new URL('./orrery.ts', import.meta.url));
const { status } = spawnSync(own ?? process.execPath, [script, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
