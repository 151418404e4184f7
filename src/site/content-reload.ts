/** In the dev server, a change below `content/` or in a simulation's words reloads the page. */
import { join, resolve, sep } from 'node:path';
import type { AstroIntegration } from 'astro';

export function contentReload(root = process.env.ORRERY_ROOT ?? process.cwd()): AstroIntegration {
  const content = join(resolve(root), 'content');
  return {
    name: 'orrery:content-reload',
    hooks: {
      'astro:server:setup': ({ server }) => {
        server.watcher.add(content);
        server.watcher.on('all', (_event, path) => {
          if (resolve(path).startsWith(content + sep)) server.ws.send({ type: 'full-reload' });
        });
      },
    },
  };
}
