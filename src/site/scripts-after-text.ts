/**
 * Reading needs no script, so scripts are fetched behind what does: the fonts and whatever else the browser asks for.
 * Astro gives a bundled script's element no attributes of its own choice.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

export function scriptsAfterText(): AstroIntegration {
  return {
    name: 'orrery:scripts-after-text',
    hooks: {
      'astro:build:done'({ dir }) {
        const site = fileURLToPath(dir);
        for (const file of globSync('**/*.html', { cwd: site })) {
          const page = path.join(site, file);
          const html = readFileSync(page, 'utf8');
          writeFileSync(
            page,
            html.replaceAll('<script type="module" src', '<script type="module" fetchpriority="low" src'),
          );
        }
      },
    },
  };
}
