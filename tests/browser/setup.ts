/** Builds the site once for all browser tests and serves it. `ORRERY_SITE` names a folder already built. */
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildSite } from '#cli/build.ts';
import { ensureChromium } from '#cli/chromium.ts';
import { serveSite } from '#cli/serve.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the site, with a slash at the end. */
    readonly site: string;
    readonly siteFolder: string;
    readonly chromium: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const chromium = ensureChromium();
  const root = process.cwd();
  const folder = process.env.ORRERY_SITE ?? path.join(root, '.orrery', 'test-site');
  if (!process.env.ORRERY_SITE) await buildSite({ root, base: '/', out: folder });
  const { port, close } = await serveSite({ dir: folder, base: '/', port: 4400 });
  project.provide('site', `http://localhost:${port}/`);
  project.provide('siteFolder', folder);
  project.provide('chromium', chromium);
  return close;
}
