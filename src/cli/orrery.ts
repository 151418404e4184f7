#!/usr/bin/env node
/** orrery: one word, one command. Each command is a module with `usage` and `run`. */
import { enableCompileCache } from 'node:module';
import { CommandError } from './output.ts';

interface Command {
  readonly usage: string;
  /** The exit code. */
  run(args: readonly string[]): Promise<number>;
}

const commands: Readonly<Record<string, { readonly does: string; load(): Promise<Command> }>> = {
  check: { does: 'reads all notes and says what is wrong with them', load: () => import('./check.ts') },
  explain: { does: 'tells more about a code such as N0203', load: () => import('./explain.ts') },
  new: { does: 'starts a lecture, a simulation or a course', load: () => import('./new.ts') },
  evidence: { does: 'measures the slow claims for the pages', load: () => import('./evidence.ts') },
  stills: { does: 'draws every story of every simulation to SVG files', load: () => import('./stills.ts') },
  build: { does: 'builds the site', load: () => import('./build.ts') },
  pdf: { does: 'prints lectures and the course', load: () => import('./pdf.ts') },
  serve: { does: 'serves the built site', load: () => import('./serve.ts') },
};

async function main(args: readonly string[]): Promise<number> {
  const [name = 'help', ...rest] = args;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    const asked = ['help', '--help', '-h'].includes(name);
    const list = Object.entries(commands).map(([word, { does }]) => `  orrery ${word.padEnd(8)} ${does}`);
    const text = [
      asked ? 'Orrery compiles lecture notes.' : `There is no command “${name}”.`,
      '',
      ...list,
    ].join('\n');
    if (asked) console.log(text);
    else console.error(text);
    return asked ? 0 : 2;
  }
  const { run, usage } = await command.load();
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(`Usage: ${usage}`);
    return 0;
  }
  try {
    return await run(rest);
  } catch (error) {
    if (error instanceof CommandError) {
      console.error(error.message);
      return 1;
    }
    if ((error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS')) {
      console.error(`${(error as Error).message}\nUsage: ${usage}`);
      return 2;
    }
    throw error;
  }
}

// What was compiled once starts sooner: half of a second for the libraries of print and build.
enableCompileCache();
process.exitCode = await main(process.argv.slice(2));
