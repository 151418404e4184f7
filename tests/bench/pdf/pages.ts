/** Seconds for 100 pages of PDF: the whole course of this repository as one book. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { copyProject } from '../../copy.ts';
import { runNode } from '../build/process.ts';
import { rounded, type Table } from '../measure.ts';

export async function pdf(): Promise<Table> {
  const copy = copyProject(process.cwd(), 'orrery-pdf');
  const folder = mkdtempSync(path.join(tmpdir(), 'orrery-book-'));
  const file = path.join(folder, 'course.pdf');
  const command = ['src/cli/orrery.ts', 'pdf', '--course', '-o', file];
  try {
    // Stills and claims are computed once, by whatever is built first.
    await runNode(copy.root, ['src/cli/orrery.ts', 'build']);
    const { seconds, processorSeconds, megabytes } = await runNode(copy.root, command);
    const pages = (await PDFDocument.load(readFileSync(file), { updateMetadata: false })).getPageCount();
    return {
      title: 'printing the course to PDF, after the site was built',
      unit: 'processor s for 100 pages',
      less: true,
      rows: [
        {
          name: `the course, ${pages} pages`,
          ours: rounded((100 * processorSeconds) / pages),
          more: {
            'by the clock': rounded((100 * seconds) / pages),
            'peak MB': Math.round(megabytes),
          },
        },
      ],
    };
  } finally {
    copy.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}
