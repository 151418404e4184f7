/** The files of a course as bytes: which there may be, of what size, and their text. */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnose, type Report } from './diagnostic.ts';
import { slugPattern } from './frontmatter.ts';
import { limits } from './limits.ts';
import { makeSource, type Source } from './source.ts';

const sizes = { note: limits.noteBytes, yaml: limits.yamlBytes, bib: limits.bibBytes } as const;

/** The text of a file below the root; undefined (and said why, if it exists) when it can't be read. */
export function readSource(
  root: string,
  file: string,
  kind: keyof typeof sizes,
  report: Report,
): Source | undefined {
  const path = join(root, file);
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat) return undefined;
  const empty = makeSource(file, '');
  const start = { start: 0, end: 0 };
  if (stat.isSymbolicLink()) {
    report(diagnose(empty, start, 'N0906', 'The file is a symbolic link.', 'Put the file itself there.'));
    return undefined;
  }
  if (!stat.isFile()) return undefined;
  if (stat.size > sizes[kind]) {
    report(
      diagnose(
        empty,
        start,
        'N0903',
        `The file has ${Math.ceil(stat.size / 1000)} KB; at most ${sizes[kind] / 1000} KB are allowed.`,
        'Split it.',
      ),
    );
    return undefined;
  }
  const bytes = readFileSync(path);
  try {
    return makeSource(file, new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    report(diagnose(empty, start, 'N0901', 'The file is not UTF-8 text.', 'Save it as UTF-8.'));
    return undefined;
  }
}

export interface LectureFile {
  readonly slug: string;
  /** Path of the note relative to the root. */
  readonly file: string;
  /** The lecture's folder. */
  readonly folder: string;
}

/** Names of images that every file system writes alike. */
export const plainImage = /^[A-Za-z0-9][\w-]*(\.[\w-]+)*\.(png|jpe?g|webp|avif)$/;

/** The notes in content/lectures, and a report about all that does not belong there. */
export function lectureFiles(root: string, report: Report): LectureFile[] {
  const base = join(root, 'content/lectures');
  const found: LectureFile[] = [];
  const wrong = (file: string, code: 'N0905' | 'N0906' | 'N0907', message: string, cure: string): void => {
    report(diagnose(makeSource(file, ''), { start: 0, end: 0 }, code, message, cure));
  };
  const folders = lstatSync(base, { throwIfNoEntry: false })?.isDirectory()
    ? readdirSync(base, { withFileTypes: true })
    : [];
  for (const entry of folders.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = `content/lectures/${entry.name}`;
    if (entry.isSymbolicLink()) {
      wrong(file, 'N0906', 'The folder is a symbolic link.', 'Put the lecture itself there.');
      continue;
    }
    if (!entry.isDirectory()) {
      wrong(
        file,
        'N0905',
        'Files stand in the folder of a lecture, not beside it.',
        'Move it to content/lectures/<lecture>/, or delete it.',
      );
      continue;
    }
    if (!slugPattern.test(entry.name)) {
      wrong(
        file,
        'N0905',
        `“${entry.name.slice(0, 60)}” can’t be the name of a lecture.`,
        'Use lower-case letters, digits and single hyphens.',
      );
      continue;
    }
    const folder = join(base, entry.name);
    const inside = readdirSync(folder, { withFileTypes: true });
    for (const item of inside) {
      const path = `${file}/${item.name}`;
      if (item.isSymbolicLink())
        wrong(path, 'N0906', 'The file is a symbolic link.', 'Put the file itself there.');
      else if (!item.isFile() || !(item.name === 'index.mdx' || plainImage.test(item.name))) {
        wrong(
          path,
          'N0905',
          `“${item.name.slice(0, 60)}” does not belong in a lecture.`,
          'A lecture is index.mdx and PNG, JPEG, WebP or AVIF images beside it, with plain names.',
        );
      }
    }
    if (inside.some((item) => item.name === 'index.mdx' && item.isFile())) {
      found.push({ slug: entry.name, file: `${file}/index.mdx`, folder });
    } else if (!inside.some((item) => item.name === 'index.mdx')) {
      wrong(file, 'N0907', 'The folder has no note.', 'A lecture’s note is called index.mdx.');
    }
  }
  return found;
}
