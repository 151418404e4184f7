/** Ends a run with the fault table: what each fault came to, and where the rest of it is driven. */
import type { Reporter, TestModule } from 'vitest/node';
import { type Fault, faults } from './matrix.ts';

export default class FaultTable implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const states = new Map<string, string[]>();
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const id = /\bF\d\d(?= (?!is driven))/.exec(test.fullName)?.[0];
        if (id) states.set(id, [...(states.get(id) ?? []), test.result().state]);
      }
    }
    console.log(`\n${faults.map((fault) => line(fault, states.get(fault.id) ?? [])).join('\n')}`);
  }
}

function line({ id, fault, rule, elsewhere = [], undriven }: Fault, states: readonly string[]): string {
  const count = (state: string) => states.filter((one) => one === state).length;
  const parts = ['passed', 'failed', 'skipped']
    .filter((state) => count(state) > 0)
    .map((state) => `${count(state)} ${state}`);
  for (const file of new Set(elsewhere.map(([file]) => file))) parts.push(file);
  if (undriven) parts.push(undriven);
  return `${id}  ${fault.padEnd(48)}  ${parts.join(', ').padEnd(34)}  ${rule}`;
}
