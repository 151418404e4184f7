/**
 * Links from the built pages to their PDFs. Pages are built before the PDFs are, and must not link to what is
 * not there: each has a hidden place for its link, `data-pdf`, which is filled once the file exists.
 */
import { existsSync, globSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const PLACE = /<(span|a) data-pdf="([\w-]+)" data-words="([^"]*)"([^>]*)>[^<]*<\/\1>/g;

/** Fills in the links of a built site; a page whose PDF is not there keeps its hidden place. */
export function linkPdfs(site: string): void {
  for (const page of globSync('{index.html,lectures/*/index.html}', { cwd: site })) {
    const file = path.join(site, page);
    const html = readFileSync(file, 'utf8');
    const base = /<html[^>]* data-base="([^"]*)"/.exec(html)?.[1] ?? '/';
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
