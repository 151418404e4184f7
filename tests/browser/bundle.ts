/** A file of probes as one script, and pages of the browser that have run it. */
import path from 'node:path';
import type { Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';

/** `file`: from `tests/browser/`. @throws Error when it can't be bundled. */
export async function bundleProbes(file: string): Promise<string> {
  const root = process.cwd();
  const built = await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      write: false,
      rolldownOptions: {
        input: path.join(root, 'tests/browser', file),
        output: { codeSplitting: false },
      },
    },
  });
  for (const { output } of [built].flat() as Rolldown.RolldownOutput[]) return output[0].code;
  throw new Error('The probes gave no script.');
}

/** Takes a page of the site to an empty one that has run the probes. */
export async function loadProbes(page: Page, script: string): Promise<void> {
  const home = new URL('/probes/', page.url()).href;
  await page.route(`${home}**`, (route) =>
    route.fulfill(
      route.request().url() === home
        ? {
            contentType: 'text/html',
            body: '<!doctype html><title>Probes</title><link rel="icon" href="data:,"><script type="module" src="probes.js"></script>',
          }
        : { contentType: 'text/javascript', body: script },
    ),
  );
  await page.goto(home);
  await page.waitForFunction(() => 'probes' in globalThis);
}
