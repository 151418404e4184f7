/** orrery stills: every story of every simulation as an SVG file, to compare before and after a change. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runStory } from '#lab/claims.ts';
import { discoverSims } from '#lab/discover.ts';
import { sheetSvg } from '#lab/still/sheet.ts';
import { pngUrl } from '#lab/still/still.ts';
import { CommandError } from './output.ts';

export const usage = 'orrery stills --out folder [--of evolution,flat-minima/valley]';

/** Pixels: the width of a figure on the page. */
const WIDTH = 720;

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { out: { type: 'string' }, of: { type: 'string' } },
  });
  if (values.out === undefined) throw new CommandError(`Usage: ${usage}`);
  const only = values.of?.split(',');
  const colours = lightColours();
  const { sims, problems } = await discoverSims(resolve('sims'));
  for (const { file, message } of problems) console.error(`${file}: ${message}`);
  for (const [id, sim] of sims) {
    if (only && !only.some((prefix) => id === prefix || id.startsWith(`${prefix}/`))) continue;
    for (const story of sim.stories) {
      const { frame, values: params } = runStory(sim, story.id);
      const svg = sheetSvg(sim.view.panels(frame, params), {
        width: WIDTH,
        prefix: `${id.replaceAll('/', '-')}-${story.id}`,
        font: 'sans-serif',
        image: pngUrl,
      });
      const file = join(values.out, id, `${story.id}.svg`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(
        file,
        svg.replace(/var\((--[\w-]+)\)/g, (_, name: string) => colours.get(name) ?? '#777'),
      );
    }
  }
  return problems.length > 0 ? 1 : 0;
}

/** The site's colours on light paper: a file of its own has no style sheet. */
function lightColours(): Map<string, string> {
  const css = readFileSync(join(import.meta.dirname, '../styles/tokens.css'), 'utf8');
  const pairs = css.matchAll(/(--[\w-]+):\s*var\(--light, (#[0-9a-f]{3,8})\)/gi);
  return new Map(Array.from(pairs, ([, name, colour]) => [name as string, colour as string]));
}
