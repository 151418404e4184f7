/**
 * npm run bench [-- --only evolution] [--peers]: our kernels and our build beside yardsticks,
 * in one run on one machine. Times are the processor's: other programs on the machine take their share of the
 * wall's. Ratios tell more than digits. `--peers` installs other site generators from the registry into a temporary folder.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { parseArgs } from 'node:util';
import { build } from './build/speed.ts';
import { evolution } from './evolution/generations.ts';
import type { Options, Row, Table } from './measure.ts';
import { pdf } from './pdf/pages.ts';
import { regions } from './regions/count.ts';
import { training } from './training/network.ts';
import { ring } from './training/ring.ts';

const BENCHES: Readonly<Record<string, (options: Options) => Table | Promise<Table>>> = {
  evolution,
  training,
  ring,
  regions,
  'build-10': (options) => build(10, options),
  'build-100': (options) => build(100, options),
  'build-300': (options) => build(300, options),
  pdf,
};
const RESULTS = 'bench/results.json';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    peers: { type: 'boolean', default: false },
  },
});
const options: Options = { withPeers: values.peers };
const chosen = values.only ?? Object.keys(BENCHES);
const unknown = chosen.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  console.error(
    `There is no benchmark “${unknown.join(', ')}”; there are ${Object.keys(BENCHES).join(', ')}.`,
  );
  process.exit(2);
}

const machine = {
  processor: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  memoryGB: Math.round(totalmem() / 2 ** 30),
  system: `${type()} ${release()}`,
  node: process.version,
};
console.log(
  `${machine.processor}, ${machine.cores} cores, ${machine.memoryGB} GB, Node ${machine.node}, load ${loadavg()[0]?.toFixed(1)}\n`,
);

const tables: Record<string, Table & { readonly measured: string; readonly load: number }> = existsSync(
  RESULTS,
)
  ? JSON.parse(readFileSync(RESULTS, 'utf8')).tables
  : {};
let missed = 0;
for (const name of chosen) {
  const table = await (BENCHES[name] as (o: Options) => Table | Promise<Table>)(options);
  tables[name] = {
    ...table,
    measured: new Date().toISOString(),
    load: Math.round(10 * (loadavg()[0] ?? 0)) / 10,
  };
  print(table);
  missed += table.rows.filter(({ ratio, goal }) => goal !== undefined && !((ratio ?? 0) >= goal)).length;
  // After each, since the long ones come last.
  mkdirSync('bench', { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify({ machine, tables: inOrder() }, null, 2)}\n`);
}
console.log(`${missed === 0 ? 'All goals are met' : `${missed} goals are missed`}; written to ${RESULTS}`);
process.exitCode = missed === 0 ? 0 : 1;

/** In the order of the list above, whatever was measured when. */
function inOrder(): typeof tables {
  return Object.fromEntries(
    Object.keys(BENCHES).flatMap((name) => (tables[name] ? [[name, tables[name]]] : [])),
  );
}

function print({ title, unit, rows }: Table): void {
  console.log(`${title} (${unit})`);
  for (const row of rows) console.log(`  ${line(row)}`);
  console.log('');
}

function line({ name, ours, yardstick, ratio, goal, more }: Row): string {
  const parts = [name.padEnd(40), String(ours).padStart(9)];
  if (yardstick) parts.push(`  ${yardstick.name} ${yardstick.value}`);
  if (ratio !== undefined) parts.push(`  ${ratio}×${goal === undefined ? '' : ` (goal ${goal}×)`}`);
  for (const [what, value] of Object.entries(more ?? {})) parts.push(`  ${what} ${value}`);
  return parts.join('');
}
