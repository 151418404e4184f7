/** orrery serve: the built site on a local port, with the headers a public server should send. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { constants } from 'node:zlib';
import compression from 'compression';
import sirv from 'sirv';
import { CommandError } from './output.ts';

export const usage = 'orrery serve [--port 4321] [--base /course/] [--dir dist]';

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '4321' },
      base: { type: 'string', default: '/' },
      dir: { type: 'string', default: 'dist' },
    },
  });
  const wanted = Number(values.port);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65535) {
    throw new CommandError(`--port takes a number from 1 to 65535, got ${values.port}`);
  }
  const { port } = await serveSite({ dir: path.resolve(values.dir), base: values.base, port: wanted });
  if (port !== wanted) console.log(`Port ${wanted} is taken; the next free one is used.`);
  console.log(`The course is at http://localhost:${port}${values.base} (stop with Ctrl-C)`);
  await new Promise(() => {});
  return 0;
}

const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
};

/** Serves a folder below `base`; a taken port gives way to the next free one. Port 0 takes any. */
export async function serveSite(options: {
  readonly dir: string;
  readonly base: string;
  readonly port: number;
}): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const { dir, base } = options;
  if (!existsSync(path.join(dir, 'index.html'))) {
    throw new CommandError(`${dir} holds no site yet: run npm run build first.`);
  }
  const lost = existsSync(path.join(dir, '404.html'))
    ? readFileSync(path.join(dir, '404.html'))
    : 'Not found';
  const files = sirv(dir, {
    // Looks on the disk for each request: a build may replace the site while it is served.
    dev: true,
    // A file compressed ahead is sent in place of its text.
    brotli: true,
    etag: true,
    dotfiles: false,
    setHeaders(response, pathname) {
      const hashed = pathname.startsWith('/_astro/');
      response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const compress = compression({ level: 9, brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } } });
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    const url = request.url ?? '/';
    const notFound = () => {
      response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end(lost);
    };
    if (!url.startsWith(base)) return notFound();
    request.url = `/${url.slice(base.length)}`;
    compress(request as never, response as never, () => files(request, response, notFound));
  });
  const port = await listen(server, options.port);
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function listen(server: Server, first: number): Promise<number> {
  for (let port = first; port < first + 100; port++) {
    const taken = await new Promise<boolean>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' ? resolve(true) : reject(error),
      );
      server.listen(port, '127.0.0.1', () => resolve(false));
    });
    server.removeAllListeners('error');
    if (!taken) {
      const address = server.address();
      return typeof address === 'object' && address ? address.port : port;
    }
  }
  throw new CommandError(`No free port from ${first} to ${first + 99}.`);
}
