/**
 * Our own page for the same text as other generators': 60 formulas, and three simulations in place of their
 * drawings. The budgets of a lecture are about a page of this size.
 */
import path from 'node:path';
import { runNode } from '../bench/build/process.ts';
import { FORMULAS, smallProject } from '../small-project.ts';
import { type ServedPage, serveBuilt } from './served.ts';

export async function serveOwn(): Promise<ServedPage> {
  const copy = smallProject(1);
  await runNode(copy.root, ['src/cli/orrery.ts', 'build']);
  const served = await serveBuilt({
    name: `Orrery: ${FORMULAS} formulas, 3 simulations`,
    dir: path.join(copy.root, 'dist'),
    page: 'lectures/lecture-1/',
  });
  copy.remove();
  return served;
}
