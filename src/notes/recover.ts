/** When the parser gives up: say all that is wrong, hide it, and read the rest. */
import { type Diagnostic, diagnose, type Report, related } from './diagnostic.ts';
import { aboutBraces, aboutHtml } from './killers.ts';
import { nearest } from './nearest.ts';
import { type MdastNode, parseNote } from './parse.ts';
import { type Suspect, suspects } from './scan.ts';
import { offsetAt, placeAt, type Source, type Span } from './source.ts';
import { wordNamed, words } from './words.ts';

/** Lines that the parser may refuse one by one before the rest is left unread. */
const MAX_ATTEMPTS = 40;

export interface Recovered {
  readonly root: MdastNode;
  /** The text as it was parsed: the mistakes hidden, everything else in its place. */
  readonly text: string;
}

/** A tree for finding further mistakes; the note is refused, so it is never rendered. */
export function recover(source: Source, report: Report): Recovered | undefined {
  const said: Diagnostic[] = [];
  const say: Report = (diagnostic) => {
    said.push(diagnostic);
    report(diagnostic);
  };
  let text = hide(source.text, explain(source, say));
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const parsed = parseNote(text);
    if ('root' in parsed) return { root: parsed.root, text };
    const { line, column, message } = parsed.problem;
    const at = offsetAt(source, { line, column });
    if (!said.some((diagnostic) => diagnostic.line === line)) say(untold(source, at, message));
    const start = source.lineStarts[line - 1] ?? 0;
    const end = source.lineStarts[line] ?? text.length;
    const masked = text.slice(0, start) + text.slice(start, end).replace(/[<>{}]/g, ' ') + text.slice(end);
    if (masked === text) return undefined;
    text = masked;
  }
  return undefined;
}

/** The parser's own words, for what the scan did not recognise. */
function untold(source: Source, at: number, message: string): Diagnostic {
  const tag = /closing tag[^`]*`<\/?([\w.]+)>`/.exec(message)?.[1];
  if (tag !== undefined) {
    return diagnose(
      source,
      { start: at, end: at + 1 },
      'N0108',
      `<${tag}> is not opened and closed at the same level.`,
      `Put <${tag} …> and </${tag}> on lines of their own, both indented as deep, in the same list item or quote.`,
    );
  }
  const braces = /expression|oxc/i.test(message);
  return diagnose(
    source,
    { start: at, end: at + 1 },
    'N0108',
    braces
      ? 'Braces that can’t be read.'
      : `The parser stops here: ${message.replace(/ \(note:[\s\S]*$/, '')}.`,
    braces
      ? 'Put a formula between dollars; for the signs themselves write \\{ and \\}.'
      : 'A word of the language reads <Word name="value"> … </Word>; for the sign itself write \\<.',
  );
}

/** Spans replaced by blanks, so that every other place stays where it is. */
function hide(text: string, spans: readonly Span[]): string {
  let out = '';
  let from = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (start < from) continue;
    // Letters, not blanks: an empty paragraph would be a second mistake.
    out += text.slice(from, start) + text.slice(start, end).replace(/[<>{}[\]$`*_|#]/g, 'x');
    from = end;
  }
  return out + text.slice(from);
}

/** Reports each suspect that is a mistake; returns the spans to hide. */
function explain(source: Source, report: Report): Span[] {
  const hidden: Span[] = [];
  const open: { readonly name: string; readonly span: Span }[] = [];
  const unclosed = (tag: { name: string; span: Span }, before: string): void => {
    hidden.push(tag.span);
    report(
      diagnose(
        source,
        tag.span,
        'N0107',
        `<${tag.name}> is not closed${before}.`,
        words[tag.name]?.holds === 'nothing' || words[tag.name]?.holds === 'caption'
          ? `End it with “/>”, or write </${tag.name}> on a line of its own.`
          : `Write </${tag.name}> on a line of its own where it ends.`,
      ),
    );
  };
  for (const suspect of suspects(source.text)) {
    if (suspect.kind !== 'tag') {
      hidden.push(suspect.span);
      report(aboutSuspect(source, suspect));
    } else if (wordNamed(suspect.name) === undefined) {
      hidden.push(suspect.span);
      const told = aboutTag(source, suspect);
      if (told) report(told);
    } else if (suspect.form === 'open') {
      open.push(suspect);
    } else if (suspect.form === 'close') {
      const at = open.findLastIndex((tag) => tag.name === suspect.name);
      if (at < 0) {
        hidden.push(suspect.span);
        const meant = open.at(-1);
        report(
          diagnose(
            source,
            suspect.span,
            'N0107',
            `</${suspect.name}> closes nothing.`,
            meant
              ? `Did you mean </${meant.name}>?`
              : `Delete it, or open it with <${suspect.name} …> before.`,
            meant
              ? { related: [related(source, meant.span.start, `<${meant.name}> is open since here`)] }
              : {},
          ),
        );
      } else {
        const line = placeAt(source, suspect.span.start).line;
        for (const tag of open.splice(at).slice(1))
          unclosed(tag, ` before </${suspect.name}> on line ${line}`);
      }
    }
  }
  for (const tag of open) unclosed(tag, '');
  return hidden;
}

function aboutSuspect(source: Source, suspect: Exclude<Suspect, { kind: 'tag' }>): Diagnostic {
  const { span } = suspect;
  const written = source.text.slice(span.start, span.end);
  switch (suspect.kind) {
    case 'comment':
      return diagnose(
        source,
        span,
        'N0104',
        'HTML comments are not part of the notes language.',
        'Remove it; remarks to others belong into the pull request.',
        {
          fix: { ...span, text: '' },
        },
      );
    case 'liquid':
      return diagnose(
        source,
        span,
        'N0103',
        'Liquid tags (“{% … %}”, “{{ … }}”) are not part of the notes language.',
        liquidCure(written),
      );
    case 'kramdown':
      return diagnose(
        source,
        span,
        'N0103',
        'Attributes in braces (“{: … }”, “{#id}”) are not part of the notes language.',
        'Remove them: headings name themselves, figures and theorems take id="…".',
        {
          fix: { ...span, text: '' },
        },
      );
    case 'autolink': {
      const url = written.slice(1, -1);
      return diagnose(
        source,
        span,
        'N0109',
        'Links in angle brackets are not part of the notes language.',
        `Write ${url.includes('://') ? `${url} alone, or [text](${url})` : `[text](mailto:${url.replace('mailto:', '')})`}.`,
        {
          fix: {
            ...span,
            text: url.includes('://')
              ? url
              : `[${url.replace('mailto:', '')}](mailto:${url.replace('mailto:', '')})`,
          },
        },
      );
    }
    case 'lone':
      return aboutLone(source, span);
    case 'braces': {
      const { message, cure, fix } = aboutBraces(source.text, span);
      return diagnose(source, span, 'N0102', message, cure, fix ? { fix } : {});
    }
  }
}

function liquidCure(written: string): string {
  if (/include|figure|image/.test(written))
    return 'For an image write <Figure src="./name.png" alt="…">caption</Figure>.';
  if (/highlight/.test(written)) return 'Put code between two lines “```”.';
  if (/cite|bibliography/.test(written)) return 'A citation reads [@key]; the bibliography comes by itself.';
  return 'Remove it, or say it in Markdown.';
}

function aboutLone(source: Source, span: Span): Diagnostic {
  const line = source.text.slice(span.start).split('\n', 1)[0] ?? '';
  const word = /^<\/?([A-Za-z][\w.:-]*)/.exec(line)?.[1];
  if (word !== undefined && wordNamed(word)) {
    return diagnose(
      source,
      { start: span.start, end: span.start + line.length },
      'N0107',
      `The tag <${word} …> can’t be read.`,
      'Each attribute reads name="value", with both quotation marks, and “>” ends the tag.',
    );
  }
  return diagnose(
    source,
    span,
    'N0105',
    '“<” outside math.',
    'In a formula put it between dollars, $a < b$; for the sign itself write \\<.',
    {
      fix: { start: span.start, end: span.start, text: '\\' },
    },
  );
}

function aboutTag(source: Source, suspect: Extract<Suspect, { kind: 'tag' }>): Diagnostic | undefined {
  const { name, span, form } = suspect;
  if (name === '')
    return form === 'close'
      ? undefined
      : diagnose(source, span, 'N0101', '“<>” is not part of the notes language.', 'Remove the empty tag.');
  if (/^[A-Z]\w*$/.test(name)) {
    if (form === 'close') return undefined;
    const meant = nearest(name, Object.keys(words));
    return diagnose(
      source,
      { start: span.start + 1, end: span.start + 1 + name.length },
      'N0301',
      `There is no word <${name.slice(0, 40)}>.`,
      `${meant ? `Did you mean <${meant}>? ` : ''}The words are ${Object.keys(words).join(', ')}.`,
    );
  }
  // The closing half of a tag is told with the opening one.
  if (
    form === 'close' &&
    new RegExp(`<${name.replace(/[^\w-]/g, '.')}[\\s>]`).test(source.text.slice(0, span.start))
  )
    return undefined;
  const close = source.text.indexOf(`</${name}>`, span.end);
  const whole = form === 'open' && close >= 0 ? { start: span.start, end: close + name.length + 3 } : span;
  const { message, cure, fix } = aboutHtml(name, source.text, whole);
  return diagnose(source, span, 'N0101', message, cure, fix ? { fix } : {});
}
