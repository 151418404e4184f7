/**
 * The comment on a pull request, from the reports of an unprivileged run. Every text in them may
 * come from a stranger: it is shown as code, shortened, and can neither mention nor format.
 * Usage: node review.ts <folder of reports> <link to the run>
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codes, isCode } from '#notes/codes.ts';

/** Rows of the table; the artifact has them all. */
const MAX_ROWS = 30;

interface Reported {
  readonly code: string;
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly cure: string;
}

export function review(report: unknown, lane: unknown, link: string): string {
  const problems = problemsOf(report);
  const { reasons, lectures, sims } = laneFacts(lane);
  const content = reasons.length === 0;
  const lines = [
    problems.length === 0
      ? '### The notes check'
      : `### ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} in the notes`,
    '',
    content
      ? `Only content changes: [the pages, built from this branch](${link}), are in the artifact “preview”.`
      : `This changes more than content, so a code owner looks at it first: ${reasons.slice(0, 8).map(code).join(', ')}${reasons.length > 8 ? ', …' : ''}.`,
    ...(lectures.length > 0 ? ['', `Lectures: ${lectures.slice(0, 20).map(code).join(', ')}.`] : []),
    ...(sims.length > 0
      ? [
          '',
          `Simulations: ${sims.slice(0, 20).map(code).join(', ')}. [Their stills before and after](${link}) are in the artifact “stills”.`,
        ]
      : []),
  ];
  if (problems.length > 0) {
    lines.push('', '| where | what | how to mend it |', '|---|---|---|');
    for (const p of problems.slice(0, MAX_ROWS)) {
      lines.push(
        `| ${code(`${p.file}:${p.line}`)} | ${p.code} ${isCode(p.code) ? codes[p.code].title : ''}: ${code(p.message)} | ${code(p.cure)} |`,
      );
    }
    if (problems.length > MAX_ROWS)
      lines.push('', `… and ${problems.length - MAX_ROWS} more, in the artifact “report”.`);
    lines.push(
      '',
      '`npm run check` says the same on your machine; `npm run check -- --fix` mends the mechanical ones.',
    );
  }
  return `${lines.join('\n')}\n`;
}

function problemsOf(report: unknown): Reported[] {
  const list = (report as { diagnostics?: unknown })?.diagnostics;
  if (!Array.isArray(list)) return [];
  return list.map((entry) => {
    const { code: id, file, line, message, cure } = entry as Record<string, unknown>;
    return {
      code: /^N\d{4}$/.test(String(id)) ? String(id) : '',
      file: String(file),
      line: Number.isInteger(line) ? Number(line) : 0,
      message: String(message),
      cure: String(cure),
    };
  });
}

function laneFacts(lane: unknown): { reasons: string[]; lectures: string[]; sims: string[] } {
  const { reasons, lectures, sims } = (lane ?? {}) as Record<string, unknown>;
  const texts = (list: unknown): string[] => (Array.isArray(list) ? list.map(String) : []);
  return {
    reasons: Array.isArray(reasons)
      ? reasons.map((r) => String((r as { path?: unknown })?.path))
      : ['the change'],
    lectures: texts(lectures),
    sims: texts(sims),
  };
}

/** Text that can't leave its backticks, its table cell or its line. */
function code(text: string): string {
  const plain = text
    .slice(0, 300)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .replaceAll('`', 'ˋ')
    .replaceAll('|', '∣');
  return `\`${plain.trim() || ' '}\``;
}

if (import.meta.main) {
  const [folder = '.', link = ''] = process.argv.slice(2);
  const read = (file: string): unknown => {
    const path = join(folder, file);
    return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
  };
  console.log(review(read('report.json'), read('lane.json'), link));
}
