import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { contentReload } from './src/site/content-reload.ts';
import { pageDefinitions } from './src/site/page-definitions.ts';
import { scriptsAfterText } from './src/site/scripts-after-text.ts';

process.env.ASTRO_TELEMETRY_DISABLED = '1';

export default defineConfig({
  trailingSlash: 'always',
  // HTML-aware: the default for templates drops line breaks that stand for a space.
  compressHTML: true,
  devToolbar: { enabled: false },
  // For pages of our own; notes are never compiled (ARCHITECTURE.md).
  integrations: [mdx(), contentReload(), scriptsAfterText()],
  // Colours are the site's variables, so that both themes and paper have their own.
  markdown: { shikiConfig: { theme: 'css-variables' } },
  // A page's first paint then waits for one request, not two.
  build: { inlineStylesheets: 'always' },
  vite: {
    plugins: [pageDefinitions()],
    // The Content Security Policy has no `data:` for fonts and scripts.
    build: { assetsInlineLimit: 0 },
    resolve: { noExternal: [/@tensorflow/] },
    // Modules, so that a worker loads its model alone and the GPU's library only with an engine.
    worker: { format: 'es' },
  },
});
