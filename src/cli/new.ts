/** orrery new: a lecture that checks, a simulation that passes the suite, a course that builds. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { newCourse } from './new-course.ts';
import { newLecture } from './new-lecture.ts';
import { newSim } from './new-sim.ts';
import { CommandError } from './output.ts';

export const usage = `orrery new lecture <slug> [--title "…"] [--scribe "…"] [--unit id]
       orrery new sim <folder> [--title "…"]
       orrery new course <folder> [--title "…"]`;

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      title: { type: 'string' },
      scribe: { type: 'string', multiple: true },
      unit: { type: 'string' },
      root: { type: 'string', default: '.' },
    },
  });
  const [what, name, ...more] = positionals;
  if (what === undefined || name === undefined || more.length > 0) throw new CommandError(`Usage: ${usage}`);
  const root = resolve(values.root);
  const title = values.title === undefined ? {} : { title: values.title };
  switch (what) {
    case 'lecture':
      console.log(
        newLecture({
          root,
          slug: name,
          scribes: values.scribe ?? [],
          ...title,
          ...(values.unit ? { unit: values.unit } : {}),
        }),
      );
      return 0;
    case 'sim':
      console.log(newSim({ root, id: name, ...title }));
      return 0;
    case 'course':
      console.log(newCourse({ folder: resolve(name), ...title }));
      return 0;
    default:
      throw new CommandError(`“${what}” is none of lecture, sim, course.\nUsage: ${usage}`);
  }
}
