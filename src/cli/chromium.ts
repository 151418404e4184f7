/** Where Chromium is; on Debian it is installed when missing. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { CommandError } from './output.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Flags for a headless browser that talks to nobody but the page it is given. */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The path of Chromium: `CHROME_PATH`, then the usual places. */
export function findChromium(): string | undefined {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (isRunnable(named)) return named;
    throw new CommandError(`CHROME_PATH is ${named}, which is no program that can be run.`);
  }
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const candidates = [
    ...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    ...PLACES,
  ];
  return candidates.find(isRunnable);
}

/** Finds Chromium or, on Debian and its kin, installs it. @throws CommandError that names the command to run. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  const apt = existsSync('/usr/bin/apt-get');
  const root = process.getuid?.() === 0;
  if (apt && root) {
    console.log('Installing Chromium for the tests and the PDF (apt-get install chromium) …');
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'] };
    execFileSync('apt-get', ['update', '-qq'], quiet);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      ...quiet,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    const installed = findChromium();
    if (installed) return installed;
  }
  const cure = apt
    ? 'sudo apt-get install chromium'
    : process.platform === 'darwin'
      ? 'brew install --cask chromium'
      : 'install Chromium or Google Chrome with your package manager';
  throw new CommandError(`Chromium was not found. Run: ${cure}\nOr set CHROME_PATH to the program.`);
}

/** @throws CommandError when the program does not run. */
export function chromiumVersion(program: string): string {
  try {
    return execFileSync(program, ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch (error) {
    const [why] = (error as Error).message.split('\n');
    throw new CommandError(`${program} does not run (${why}). Set CHROME_PATH to Chromium.`);
  }
}

function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
