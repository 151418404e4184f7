/** The attributes of a word: each through its parser, everything else refused. */
import { parseParam } from '#lab/params.ts';
import type { Param, ParamValue } from '#lab/sim.ts';
import { attributesOf, type WrittenAttribute } from './attributes.ts';
import { referTo } from './brackets.ts';
import { complain, type NoteContext } from './context.ts';
import { hiddenCharacter } from './hidden.ts';
import { limits } from './limits.ts';
import { didYouMean } from './nearest.ts';
import type { MdastNode } from './parse.ts';
import { openingTag } from './refused.ts';
import type { SimFacts } from './sims.ts';
import { readTitle } from './title.ts';
import type { Inline } from './tree.ts';
import type { Attribute, Word } from './words.ts';

export type Element = Extract<MdastNode, { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }>;

export interface ReadAttributes {
  readonly attributes: Readonly<Record<string, ParamValue>>;
  readonly inline: Readonly<Record<string, readonly Inline[]>>;
  /** false when a required attribute is missing or a value is wrong. */
  readonly complete: boolean;
  /** The attributes as written, for checks that concern several of them. */
  readonly written: ReadonlyMap<string, WrittenAttribute>;
}

export function readAttributes(context: NoteContext, node: Element, word: Word): ReadAttributes {
  const attributes: Record<string, ParamValue> = {};
  const inline: Record<string, readonly Inline[]> = {};
  const written = new Map<string, WrittenAttribute>();
  let complete = true;
  for (const attribute of attributesOf(node, context.source, context.locate)) {
    if (!isString(context, attribute)) complete = false;
    else if (written.has(attribute.name)) {
      complain(
        context,
        attribute.nameSpan,
        'N0306',
        `“${attribute.name}” is given twice.`,
        'Keep one of the two.',
      );
      complete = false;
    } else written.set(attribute.name, attribute);
  }
  const sim = simulationOf(context, written);
  const missingSim = word.attributes.of?.type === 'simulation' && sim === undefined;
  for (const [name, attribute] of written) {
    const type = Object.hasOwn(word.attributes, name) ? word.attributes[name] : undefined;
    if (!type) {
      const param = word.parameters ? paramByKey(sim, name) : undefined;
      if (param) complete = readParam(context, attribute, param, attributes) && complete;
      // With the simulation unknown nobody can say which parameters it has.
      else if (!(word.parameters && missingSim)) {
        unknownAttribute(context, node, word, attribute, sim);
        complete = false;
      }
      continue;
    }
    complete = readOne(context, attribute, type, sim, attributes, inline) && complete;
  }
  for (const [name, type] of Object.entries(word.attributes)) {
    if (type.required !== true || written.has(name)) continue;
    complete = false;
    const code = name === 'alt' ? 'N0507' : 'N0303';
    complain(
      context,
      openingTag(context, node),
      code,
      `<${node.name}> needs the attribute “${name}”.`,
      `Add ${name}="…": ${type.help}.`,
    );
  }
  return { attributes, inline, complete, written };
}

function isString(context: NoteContext, attribute: WrittenAttribute): boolean {
  const { name, nameSpan, valueSpan } = attribute;
  if (attribute.kind === 'string') return true;
  if (attribute.kind === 'spread') {
    complain(
      context,
      nameSpan,
      'N0305',
      'Braces among the attributes are JavaScript.',
      'Write attributes one by one, name="value".',
    );
  } else if (attribute.kind === 'expression') {
    complain(
      context,
      valueSpan,
      'N0305',
      `The value of “${name}” stands in braces, which is JavaScript.`,
      `Write ${name}="…" with quotes.`,
      bracesFix(context, valueSpan),
    );
  } else {
    complain(context, nameSpan, 'N0305', `“${name}” has no value.`, `Write ${name}="…".`);
  }
  return false;
}

function bracesFix(
  context: NoteContext,
  span: { start: number; end: number },
): { fix?: { start: number; end: number; text: string } } {
  const literal =
    /^\{\s*(?:"([^"\\{}<>]*)"|'([^'"\\{}<>]*)'|([\d.+-]+(?:e[+-]?\d+)?|true|false))\s*\}$/i.exec(
      context.source.text.slice(span.start, span.end),
    );
  return literal ? { fix: { ...span, text: `"${literal[1] ?? literal[2] ?? literal[3] ?? ''}"` } } : {};
}

function simulationOf(
  context: NoteContext,
  written: ReadonlyMap<string, WrittenAttribute>,
): SimFacts | undefined {
  return context.sims.get(written.get('of')?.value ?? '');
}

function paramByKey(sim: SimFacts | undefined, key: string): Param | undefined {
  return sim && Object.values(sim.params).find((param) => param.url === key);
}

function unknownAttribute(
  context: NoteContext,
  node: Element,
  word: Word,
  attribute: WrittenAttribute,
  sim: SimFacts | undefined,
): void {
  const own = Object.keys(word.attributes);
  const params = word.parameters && sim ? Object.values(sim.params).map((param) => param.url) : [];
  const shown = attribute.name.slice(0, 40);
  if (word.parameters && sim) {
    // A parameter's own name in the schema is what one types when one doesn't know its key.
    const key = Object.hasOwn(sim.params, attribute.name) ? sim.params[attribute.name]?.url : undefined;
    complain(
      context,
      attribute.nameSpan,
      'N0703',
      `The simulation ${sim.id} has no parameter “${shown}”.`,
      `${key ? `Did you mean ${key}? ` : didYouMean(attribute.name, [...own, ...params])}Its parameters are ${params.join(', ')}; ${node.name} itself takes ${own.join(', ')}.`,
    );
    return;
  }
  complain(
    context,
    attribute.nameSpan,
    'N0302',
    `<${node.name}> has no attribute “${shown}”.`,
    `${didYouMean(attribute.name, own)}${own.length > 0 ? `It takes ${own.join(', ')}.` : 'It takes none.'}`,
  );
}

function readParam(
  context: NoteContext,
  attribute: WrittenAttribute,
  param: Param,
  out: Record<string, ParamValue>,
): boolean {
  const parsed = parseParam(param, attribute.value ?? '');
  if ('problem' in parsed) {
    complain(context, attribute.valueSpan, 'N0704', `${capital(parsed.problem)}.`, rangeOf(param));
    return false;
  }
  out[attribute.name] = parsed.value;
  return true;
}

function rangeOf(param: Param): string {
  switch (param.kind) {
    case 'number':
      return `Give a number from ${param.min} to ${param.max}${param.unit ? ` ${param.unit}` : ''}; without the attribute it is ${param.default}.`;
    case 'choice':
      return `The choices are ${param.options.map((option) => option.value).join(', ')}.`;
    case 'flag':
      return 'Write "true" or "false".';
    case 'vector':
      return `Give up to ${param.maxLength} numbers with commas between.`;
  }
}

function readOne(
  context: NoteContext,
  attribute: WrittenAttribute,
  type: Attribute,
  sim: SimFacts | undefined,
  attributes: Record<string, ParamValue>,
  inline: Record<string, readonly Inline[]>,
): boolean {
  const value = attribute.value ?? '';
  const { name, valueSpan } = attribute;
  const wrong = (message: string, cure: string): false => {
    complain(context, valueSpan, 'N0304', message, cure);
    return false;
  };
  if (value.length > limits.attribute) {
    return wrong(`“${name}” has ${value.length} characters.`, `At most ${limits.attribute} are allowed.`);
  }
  const hidden = hiddenCharacter(value);
  if (hidden) {
    complain(context, valueSpan, 'N0902', `“${name}” contains ${hidden.name}.`, 'Type the text again.');
    return false;
  }
  switch (type.type) {
    case 'label':
      // Read in the first pass, which also says what is wrong with it.
      return true;
    case 'value': {
      const parsed = type.parse(value);
      if ('value' in parsed) attributes[name] = parsed.value;
      else if (name === 'alt') {
        complain(
          context,
          { start: valueSpan.start - 1, end: valueSpan.end + 1 },
          'N0507',
          `The text alternative ${parsed.problem}.`,
          'Say what is to be seen, for those who can’t see it.',
        );
        return false;
      } else
        return wrong(
          `“${name}” ${parsed.problem}.`,
          `${didYouMean(value, type.options ?? [])}Expected here: ${type.help}.`,
        );
      return true;
    }
    case 'inline': {
      const title = readTitle(context, value, valueSpan);
      if (title === undefined)
        return wrong(
          `“${name}” must be a line of text.`,
          'Use text, *emphasis*, **bold**, `code` and $math$ only.',
        );
      inline[name] = title;
      return true;
    }
    case 'reference': {
      const reference = referTo(context, value.replace(/^@/, ''), undefined, valueSpan);
      if (reference) inline[name] = [reference];
      return reference !== undefined;
    }
    case 'image': {
      const facts = context.image(value);
      if ('problem' in facts) {
        complain(context, valueSpan, facts.code, facts.problem, facts.cure);
        return false;
      }
      attributes.src = facts.file;
      attributes.width = facts.width;
      attributes.height = facts.height;
      return true;
    }
    case 'drawing':
      if (!context.drawings.has(value)) {
        complain(
          context,
          valueSpan,
          'N0510',
          `There is no drawing “${value.slice(0, 40)}”.`,
          `${didYouMean(value, context.drawings)}Drawings are the files of components/figures, without “.ts”.`,
        );
        return false;
      }
      attributes[name] = value;
      return true;
    case 'simulation':
      if (!sim) {
        complain(
          context,
          valueSpan,
          'N0701',
          `There is no simulation “${value.slice(0, 60)}”.`,
          `${didYouMean(value, context.sims.keys())}${simList(context)}`,
        );
        return false;
      }
      attributes[name] = value;
      return true;
    default:
      return readNamed(context, attribute, type.type, sim, attributes);
  }
}

function simList(context: NoteContext): string {
  const ids = [...context.sims.keys()];
  return ids.length === 0
    ? 'There are none in sims/.'
    : `There are ${ids.slice(0, 12).join(', ')}${ids.length > 12 ? ', …' : ''}.`;
}

const named = {
  story: { code: 'N0702', list: 'stories', what: 'story' },
  stories: { code: 'N0702', list: 'stories', what: 'story' },
  claim: { code: 'N0705', list: 'claims', what: 'claim' },
  question: { code: 'N0706', list: 'questions', what: 'question' },
  panels: { code: 'N0709', list: 'panels', what: 'panel' },
} as const;

/** A story, claim, question or panel of the simulation that `of` names. */
function readNamed(
  context: NoteContext,
  attribute: WrittenAttribute,
  type: keyof typeof named,
  sim: SimFacts | undefined,
  attributes: Record<string, ParamValue>,
): boolean {
  if (!sim) return false;
  const { code, list, what } = named[type];
  const value = attribute.value ?? '';
  const names =
    type === 'stories' || type === 'panels' ? value.split(',').map((part) => part.trim()) : [value];
  for (const name of names) {
    if (sim[list].includes(name)) continue;
    const known = sim[list].length === 0 ? `It has no ${list}.` : `Its ${list} are ${sim[list].join(', ')}.`;
    complain(
      context,
      attribute.valueSpan,
      code,
      `The simulation ${sim.id} has no ${what} “${name.slice(0, 40)}”.`,
      `${didYouMean(name, sim[list])}${known}`,
    );
    return false;
  }
  attributes[attribute.name] = names.join(',');
  return true;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
