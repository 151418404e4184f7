/**
 * The things that are right in Markdown and wrong in MDX, and what to write instead:
 * HTML tags, braces, Liquid and kramdown, comments, “<”.
 */
import type { Fix } from './diagnostic.ts';
import type { Span } from './source.ts';

export interface Advice {
  readonly message: string;
  readonly cure: string;
  readonly fix?: Fix;
}

const htmlCures: Readonly<Record<string, string>> = {
  a: 'Write a link as [text](https://…).',
  b: 'Write **bold**.',
  strong: 'Write **bold**.',
  i: 'Write *emphasis*.',
  em: 'Write *emphasis*.',
  u: 'Write *emphasis*; underlining means a link.',
  br: 'End the line with a backslash, or start a new paragraph.',
  hr: 'Write a line “---” between blank lines.',
  p: 'Leave a blank line between paragraphs.',
  center: 'Remove the tag: displays and figures are centred by themselves.',
  div: 'Remove the tag; for a box use <Note>, for the margin <Aside>.',
  span: 'Remove the tag.',
  font: 'Remove the tag; the site chooses the type.',
  img: 'Write <Figure id="fig:name" src="./name.png" alt="…">caption</Figure> on lines of its own.',
  figure: 'Write <Figure id="fig:name" src="./name.png" alt="…">caption</Figure>.',
  figcaption: 'The caption stands between <Figure …> and </Figure>.',
  table: 'Write a Markdown table: | a | b |.',
  tr: 'Write a Markdown table: | a | b |.',
  td: 'Write a Markdown table: | a | b |.',
  th: 'Write a Markdown table: | a | b |.',
  ul: 'Write a list with “- ” before each item.',
  ol: 'Write a list with “1. ” before each item.',
  li: 'Write a list with “- ” or “1. ” before each item.',
  sub: 'Write math: $x_{i}$.',
  sup: 'Write math: $x^{2}$; for a footnote [^name].',
  code: 'Write `code` between backticks.',
  pre: 'Write code between two lines “```”.',
  details: 'Use <Exercise> with <Solution>, or <Note>.',
  summary: 'Use <Exercise> with <Solution>, or <Note title="…">.',
  blockquote: 'Write “> ” before each line.',
  h1: 'The title stands in the front matter; sections start with “## ”.',
  h2: 'Write “## Section”.',
  h3: 'Write “### Subsection”.',
  iframe: 'Pages of others are not embedded; link to them.',
  video: 'Videos are not embedded; link to them.',
  script: 'Notes hold no code. What runs on a page is a simulation: <Sim …>.',
  style: 'Notes hold no styles; the site chooses how things look.',
  svg: 'Drawings are made as code: <Figure draw="name" …>.',
};

/** About `<name …>`, a tag of HTML. */
export function aboutHtml(name: string, text: string, span: Span): Advice {
  const tag = name.toLowerCase();
  const cure = Object.hasOwn(htmlCures, tag)
    ? (htmlCures[tag] ?? '')
    : 'Use Markdown and the words of the language.';
  return {
    message: `The HTML tag <${name.slice(0, 40)}> is not part of the notes language.`,
    cure,
    ...htmlFix(tag, text, span),
  };
}

function htmlFix(tag: string, text: string, span: Span): { fix?: Fix } {
  const written = text.slice(span.start, span.end);
  const paired: Readonly<Record<string, string>> = { b: '**', strong: '**', i: '*', em: '*', code: '`' };
  const mark = Object.hasOwn(paired, tag) ? paired[tag] : undefined;
  const inner = /^<[a-z]+>([^<>\n]+)<\/[a-z]+>$/i.exec(written)?.[1];
  if (mark !== undefined && inner !== undefined && inner.trim() === inner) {
    return { fix: { ...span, text: `${mark}${inner}${mark}` } };
  }
  if (tag === 'br' && /^<br\s*\/?>$/i.test(written) && text[span.end] === '\n')
    return { fix: { ...span, text: '\\' } };
  return {};
}

const commandCures: Readonly<Record<string, (argument: string) => { cure: string; text?: string }>> = {
  ref: (a) => ({ cure: `Write [@${a}].`, text: `[@${a}]` }),
  eqref: (a) => ({ cure: `Write [@${a}].`, text: `[@${a}]` }),
  cref: (a) => ({ cure: `Write [@${a}].`, text: `[@${a}]` }),
  autoref: (a) => ({ cure: `Write [@${a}].`, text: `[@${a}]` }),
  cite: (a) => ({
    cure: `Write [@${a}].`,
    text: `[${a
      .split(',')
      .map((k) => `@${k.trim()}`)
      .join('; ')}]`,
  }),
  citep: (a) => ({
    cure: `Write [@${a}].`,
    text: `[${a
      .split(',')
      .map((k) => `@${k.trim()}`)
      .join('; ')}]`,
  }),
  citet: (a) => ({
    cure: `Write [@${a}].`,
    text: `[${a
      .split(',')
      .map((k) => `@${k.trim()}`)
      .join('; ')}]`,
  }),
  textbf: (a) => ({ cure: 'Write **bold**.', text: `**${a}**` }),
  emph: (a) => ({ cure: 'Write *emphasis*.', text: `*${a}*` }),
  textit: (a) => ({ cure: 'Write *emphasis*.', text: `*${a}*` }),
  texttt: (a) => ({ cure: 'Write `code` between backticks.', text: `\`${a}\`` }),
  section: (a) => ({ cure: `Write a line “## ${a}”.` }),
  subsection: (a) => ({ cure: `Write a line “### ${a}”.` }),
  footnote: () => ({ cure: 'Write [^name] here, and [^name]: text on a line of its own.' }),
  label: () => ({ cure: 'A section is referred to by its text, [@sec:its-text]; a theorem by its id.' }),
  url: (a) => ({ cure: `Write the address alone: ${a}.` }),
  href: () => ({ cure: 'Write a link as [text](https://…).' }),
  begin: (a) => ({
    cure: /^(theorem|lemma|proof|definition|corollary|proposition|example|remark)$/.test(a)
      ? `Write <${a.charAt(0).toUpperCase()}${a.slice(1)}> and </${a.charAt(0).toUpperCase()}${a.slice(1)}> on lines of their own.`
      : 'Environments of formulas stand between “$$” lines; lists and theorems have words of their own.',
  }),
  end: () => ({
    cure: 'Environments of formulas stand between “$$” lines; lists and theorems have words of their own.',
  }),
};

/** About `{…}` outside math. */
export function aboutBraces(text: string, span: Span): Advice {
  const written = text.slice(span.start, span.end);
  const inner = written.slice(1, written.endsWith('}') ? -1 : undefined);
  if (/^\/\*/.test(inner)) {
    return {
      message: 'Comments are not part of the notes language.',
      cure: 'Remove it; remarks to others belong into the pull request.',
      fix: { ...span, text: '' },
    };
  }
  const command = /\\([A-Za-z]+)$/.exec(text.slice(Math.max(0, span.start - 30), span.start))?.[1];
  if (command !== undefined) {
    const advice = Object.hasOwn(commandCures, command) ? commandCures[command]?.(inner) : undefined;
    const start = span.start - command.length - 1;
    if (advice) {
      return {
        message: `\\${command}{…} is LaTeX, not Markdown.`,
        cure: advice.cure,
        ...(advice.text === undefined || /[\n{}]/.test(inner)
          ? {}
          : { fix: { start, end: span.end, text: advice.text } }),
      };
    }
    return {
      message: `\\${command}{…} outside math.`,
      cure: `Put the formula between dollars: $\\${command}${written.length < 30 ? written : '{…}'}$.`,
    };
  }
  return {
    message: 'Braces outside math.',
    cure: 'Put a formula between dollars; for the signs themselves write \\{ and \\}.',
    ...(/[\n{}]/.test(inner) ? {} : { fix: { ...span, text: `\\{${inner}\\}` } }),
  };
}
