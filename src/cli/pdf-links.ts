/**
 * Links from the built pages to their PDFs. Pages are built before the PDFs are, and must not link to what is
 * not there: each has a hidden place for its link, `data-pdf`, which is filled once the file exists. A later build
 * takes over the PDFs of the pages that it has not changed.
 */
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

const PLACE = /<(span|a) data-pdf="([\w-]+)" data-words="([^"]*)"([^>]*)>[^<]*<\/\1>/g;

/** Fills in the links of a built site; a page whose PDF is not there keeps its hidden place. */
export function linkPdfs(site: string): void {
  for (const page of globSync('{index.html,lectures/*/index.html}', { cwd: site })) {
    const file = path.join(site, page);
    const html = readFileSync(file, 'utf8');
    const base = baseIn(html);
    const linked = html.replace(PLACE, (place, _tag, name: string, words: string, rest: string) => {
      if (!existsSync(path.join(site, 'pdf', `${name}.pdf`))) return place;
      const kept = rest.replace(/ (hidden|href="[^"]*")/g, '');
      return `<a data-pdf="${name}" data-words="${words}"${kept} href="${base}pdf/${name}.pdf">${words}</a>`;
    });
    if (linked === html) continue;
    writeFileSync(`${file}.part`, linked);
    renameSync(`${file}.part`, file);
  }
}

/** Where a built site stands on its server, as its pages say. */
export function baseOf(site: string): string {
  return baseIn(readFileSync(path.join(site, 'index.html'), 'utf8'));
}

function baseIn(html: string): string {
  return /<html[^>]* data-base="([^"]*)"/.exec(html)?.[1] || '/';
}

/** Beside the PDFs: of which pages each was made. */
const RECORD = 'pdf/pages.json';

/** Notes that these PDFs are those of the site's present pages. */
export function recordPdfs(site: string, names: readonly string[]): void {
  const record = {
    ...readRecord(site),
    ...Object.fromEntries(names.map((name) => [name, pagesOf(site, name)])),
  };
  const file = path.join(site, RECORD);
  writeFileSync(`${file}.part`, `${JSON.stringify(record, Object.keys(record).sort(), 1)}\n`);
  renameSync(`${file}.part`, file);
}

/** Takes the PDFs of an earlier build over into a site, where their pages are the same; the names of all it had. */
export function keepPdfs(earlier: string, site: string): { kept: string[]; left: string[] } {
  const record = readRecord(earlier);
  const names = globSync('pdf/*.pdf', { cwd: earlier }).map((file) => path.basename(file, '.pdf'));
  const kept = names
    .filter((name) => record[name] !== undefined && record[name] === pagesOf(site, name))
    .sort();
  if (kept.length > 0) {
    mkdirSync(path.join(site, 'pdf'), { recursive: true });
    for (const name of kept) {
      const file = path.join('pdf', `${name}.pdf`);
      copyFileSync(path.join(earlier, file), path.join(site, file));
    }
    recordPdfs(site, kept);
    linkPdfs(site);
  }
  return { kept, left: names.filter((name) => !kept.includes(name)).sort() };
}

function readRecord(site: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(path.join(site, RECORD), 'utf8')) as Record<string, string>;
  } catch {
    return {};
  }
}

/** The pages that a PDF is made of, as one hash, but for their links to PDFs. */
function pagesOf(site: string, name: string): string {
  const pages =
    name === 'course'
      ? globSync('{index.html,lectures/*/index.html,{claims,bibliography}/index.html}', { cwd: site }).sort()
      : [`lectures/${name}/index.html`];
  const hash = createHash('sha256');
  for (const page of pages) {
    const file = path.join(site, page);
    const html = existsSync(file) ? readFileSync(file, 'utf8').replace(PLACE, '') : '';
    hash.update(page).update('\0').update(html).update('\0');
  }
  return hash.digest('hex').slice(0, 32);
}
