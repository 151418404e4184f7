/** Is a built site whole? Every page's links lead to something in it, and nothing foreign is asked for. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CommandError } from './output.ts';

/** Returns the number of pages. @throws CommandError with every fault found. */
export function verifySite(site: string, base: string): number {
  const pages = globSync('**/*.html', { cwd: site }).map((file) => file.replaceAll(path.sep, '/'));
  for (const needed of ['index.html', '404.html']) {
    if (!pages.includes(needed)) throw new CommandError(`The build made no ${needed}.`);
  }
  const html = new Map(pages.map((page) => [page, readFileSync(path.join(site, page), 'utf8')]));
  const ids = new Map<string, Set<string>>();
  const idsOf = (page: string) => {
    let known = ids.get(page);
    if (!known) {
      known = new Set(
        [...(html.get(page) ?? '').matchAll(/ id="([^"]+)"/g)].map((match) => match[1] as string),
      );
      ids.set(page, known);
    }
    return known;
  };
  const faults: string[] = [];
  for (const [page, text] of html) {
    for (const [, attribute, address] of text.matchAll(/<[a-z][^>]*? (href|src)="([^"]*)"/g)) {
      const fault = faultOf(decodeEntities(address as string), {
        site,
        base,
        page,
        loads: attribute === 'src',
        idsOf,
      });
      if (fault) faults.push(`${page}: ${fault}`);
    }
  }
  if (faults.length > 0) {
    const shown = [...new Set(faults)].slice(0, 20);
    throw new CommandError(`The built site has ${faults.length} dead links:\n  ${shown.join('\n  ')}`);
  }
  return pages.length;
}

interface Place {
  readonly site: string;
  readonly base: string;
  readonly page: string;
  /** The address is loaded with the page, not followed by a reader. */
  readonly loads: boolean;
  readonly idsOf: (page: string) => ReadonlySet<string>;
}

function faultOf(address: string, { site, base, page, loads, idsOf }: Place): string | undefined {
  if (/^(https?:|mailto:|data:image\/)/.test(address)) {
    return loads && !address.startsWith('data:') ? `${address} is loaded from elsewhere` : undefined;
  }
  const [where = '', fragment = ''] = address.split('#');
  const file = where === '' ? page : fileOf(where.split('?')[0] as string, base, page);
  if (file === undefined) return `${address} is outside the base path ${base}`;
  if (!existsSync(path.join(site, file))) return `${address} leads nowhere`;
  if (fragment !== '' && file.endsWith('.html') && !idsOf(file).has(decodeURIComponent(fragment))) {
    return `${address} names no element there`;
  }
  return undefined;
}

/** Address → file below the site; undefined outside the base path. */
function fileOf(address: string, base: string, page: string): string | undefined {
  const absolute = new URL(address, `http://site${base}${page}`).pathname;
  if (!absolute.startsWith(base)) return undefined;
  const file = decodeURIComponent(absolute.slice(base.length));
  return file === '' || file.endsWith('/') ? `${file}index.html` : file;
}

function decodeEntities(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#38;', '&').replaceAll('&amp;', '&');
}
