/**
 * npm run mutate [-- --only "name"]: plants one bug at a time in a copy of the project and
 * runs the tests that should notice. A bug counts as caught when a test fails that passes
 * without it; a run that breaks in another way does not count.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { copyProject } from '../copy.ts';
import { type Bug, bugs } from './bugs.ts';

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
const chosen = values.only ? bugs.filter(({ name }) => values.only?.includes(name)) : bugs;
if (chosen.length === 0) {
  console.error(`There is no such bug; there are ${bugs.map(({ name }) => `“${name}”`).join(', ')}.`);
  process.exit(2);
}

const copy = copyProject(process.cwd(), 'orrery-mutations');
const clean = new Map<string, Outcome>();
let survived = 0;
try {
  for (const bug of chosen) {
    const verdict = judge(bug);
    if (!verdict.caught) survived++;
    console.log(`${verdict.caught ? 'caught  ' : 'SURVIVED'}  ${bug.name.padEnd(44)}  ${verdict.by}`);
  }
} finally {
  copy.remove();
}
console.log(`\n${chosen.length - survived} of ${chosen.length} planted bugs are caught`);
process.exitCode = survived === 0 ? 0 : 1;

function judge(bug: Bug): { readonly caught: boolean; readonly by: string } {
  const key = JSON.stringify([bug.tests, bug.named]);
  const before = clean.get(key) ?? runTests(bug);
  clean.set(key, before);
  if (before.passed === 0 || before.failed.length > 0) {
    return { caught: false, by: `without it: ${before.passed} passed, failed: ${before.failed.join('; ')}` };
  }
  const file = path.join(copy.root, bug.file);
  const text = readFileSync(file, 'utf8');
  if (text.split(bug.find).length !== 2) {
    return { caught: false, by: `its text does not occur exactly once in ${bug.file}` };
  }
  writeFileSync(
    file,
    text.replace(bug.find, () => bug.replace),
  );
  try {
    const [first] = runTests(bug).failed;
    return { caught: first !== undefined, by: first ?? `${bug.why}; ${bug.tests.join(', ')} saw nothing` };
  } finally {
    writeFileSync(file, text);
  }
}

interface Outcome {
  readonly passed: number;
  /** Full names of failed tests. */
  readonly failed: readonly string[];
}

function runTests({ tests, named }: Bug): Outcome {
  const report = path.join(copy.root, '.orrery-mutation.json');
  rmSync(report, { force: true });
  const vitest = path.join(copy.root, 'node_modules', 'vitest', 'vitest.mjs');
  const filter = named ? ['-t', named] : [];
  spawnSync(
    process.execPath,
    [
      vitest,
      'run',
      '--project',
      'unit',
      '--reporter=json',
      `--outputFile=${report}`,
      '--bail=1',
      ...filter,
      ...tests,
    ],
    { cwd: copy.root, stdio: 'ignore', timeout: 300_000 },
  );
  try {
    return outcomeOf(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    return { passed: 0, failed: [] };
  }
}

function outcomeOf(report: {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}): Outcome {
  const all = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  return {
    passed: all.filter(({ status }) => status === 'passed').length,
    failed: all.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  };
}
