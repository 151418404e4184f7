/** The report of `orrery check` for people and for machines. */
import { codes } from '#notes/codes.ts';
import type { Diagnostic } from '#notes/diagnostic.ts';
import { formatDiagnostic, oneLine, summary } from '#notes/format.ts';
import type { Source } from '#notes/source.ts';

type Formatter = (diagnostics: readonly Diagnostic[], source: (file: string) => Source | undefined) => string;

export const formats = { text, json, github, sarif } satisfies Record<string, Formatter>;
export type Format = keyof typeof formats;

export function isFormat(name: string): name is Format {
  return Object.hasOwn(formats, name);
}

function text(diagnostics: readonly Diagnostic[], source: (file: string) => Source | undefined): string {
  const entries = diagnostics.map((diagnostic) => formatDiagnostic(diagnostic, source(diagnostic.file)));
  const first = diagnostics[0];
  const more = first ? ` “orrery explain ${first.code}” tells more about a code.` : '';
  return [...entries, `${summary(diagnostics)}${more}`].join('\n\n');
}

function json(diagnostics: readonly Diagnostic[]): string {
  return JSON.stringify({ version: 1, diagnostics }, null, 2);
}

/** GitHub's workflow commands; it shows ten of each kind, the log shows all. */
function github(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map((d) => {
      const end = d.endColumn === undefined ? '' : `,endColumn=${d.endColumn}`;
      const place = `file=${property(d.file)},line=${d.line},col=${d.column}${end},title=${property(d.code)}`;
      return `::${d.severity} ${place}::${data(`${d.message} ${d.cure}`)}`;
    })
    .join('\n');
}

/** What a workflow command’s text must not contain, in its own escapes. */
function data(value: string): string {
  return oneLine(value).replaceAll('%', '%25').replaceAll('::', ':\u2060:');
}

function property(value: string): string {
  return data(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function sarif(diagnostics: readonly Diagnostic[]): string {
  const used = [...new Set(diagnostics.map((d) => d.code))].sort();
  return JSON.stringify(
    {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'orrery check',
              rules: used.map((code) => ({ id: code, shortDescription: { text: codes[code].title } })),
            },
          },
          columnKind: 'utf16CodeUnits',
          results: diagnostics.map((d) => ({
            ruleId: d.code,
            level: d.severity,
            message: { text: `${d.message} ${d.cure}` },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: d.file.split('/').map(encodeURIComponent).join('/') },
                  region: {
                    startLine: d.line,
                    startColumn: d.column,
                    ...(d.endColumn === undefined ? {} : { endColumn: d.endColumn }),
                  },
                },
              },
            ],
          })),
        },
      ],
    },
    null,
    2,
  );
}
