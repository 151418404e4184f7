/**
 * The words of the notes language: which there are, which attributes each takes, what
 * each may hold. The one table that the checker, the documentation and the pages follow.
 */
import type { ParamValue } from '#lab/sim.ts';
import type { LabelKind } from './tree.ts';

export type ParsedAttribute = { readonly value: ParamValue } | { readonly problem: string };

interface AttributeBase {
  readonly required?: true;
  readonly help: string;
}

export type Attribute = AttributeBase &
  (
    | {
        readonly type: 'value';
        readonly parse: (text: string) => ParsedAttribute;
        readonly options?: readonly string[];
      }
    /** Text with emphasis and math, one line. */
    | { readonly type: 'inline' }
    /** Names this word: `thm:x`, or a plain name where `prefix` is absent. */
    | { readonly type: 'label'; readonly prefix?: LabelKind }
    /** Names another: `thm:x`. */
    | { readonly type: 'reference' }
    /** A raster image beside the note. */
    | { readonly type: 'image' }
    /** A drawing in `components/figures/`. */
    | { readonly type: 'drawing' }
    | { readonly type: 'simulation' }
    | { readonly type: 'story' | 'stories' | 'claim' | 'question' | 'panels' }
  );

/** What counts together: theorem-like statements share one counter, figures and simulations another. */
export type Counter = 'statement' | 'figure' | 'table' | 'exercise' | 'quiz';

export interface Word {
  readonly place: 'block' | 'inline';
  readonly attributes: Readonly<Record<string, Attribute>>;
  /** What stands between its tags. */
  readonly holds: 'blocks' | 'nothing' | 'caption' | 'table' | 'tasks' | 'questions' | 'question';
  /** The word it must stand in. */
  readonly inside?: string;
  /** The name that a number follows in references: “Theorem 3.1”. */
  readonly called?: string;
  readonly counter?: Counter;
  /** Parameters of the simulation are attributes too. */
  readonly parameters?: true;
}

const title: Attribute = { type: 'inline', help: 'a short title' };

function label(prefix: LabelKind): Attribute {
  return { type: 'label', prefix, help: `the label, “${prefix}:” and a name` };
}

function oneOf(...options: string[]): Attribute & { readonly type: 'value' } {
  return {
    type: 'value',
    options,
    help: `one of ${options.join(', ')}`,
    parse: (text) =>
      options.includes(text)
        ? { value: text }
        : { problem: `must be ${options.join(', ').replace(/, ([^,]*)$/, ' or $1')}, not “${clip(text)}”` },
  };
}

function decimal(min: number, max: number, help: string): Attribute & { readonly type: 'value' } {
  return {
    type: 'value',
    help,
    parse: (text) => {
      const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
      if (!Number.isFinite(value)) return { problem: `must be a number, not “${clip(text)}”` };
      if (value < min || value > max)
        return { problem: `must be between ${min} and ${max}, not ${clip(text)}` };
      return { value };
    },
  };
}

function plain(max: number, help: string): Attribute & { readonly type: 'value' } {
  return {
    type: 'value',
    help,
    parse: (text) => {
      if (text.trim() === '') return { problem: 'is empty' };
      if (text.length > max) return { problem: `has ${text.length} characters, at most ${max} are allowed` };
      return { value: text };
    },
  };
}

function statement(prefix: LabelKind, called: string): Word {
  return {
    place: 'block',
    attributes: { id: label(prefix), title },
    holds: 'blocks',
    called,
    counter: 'statement',
  };
}

const simulation: Attribute = {
  type: 'simulation',
  required: true,
  help: 'the simulation, by its folder below sims/',
};

export const words: Readonly<Record<string, Word>> = {
  Theorem: statement('thm', 'Theorem'),
  Lemma: statement('lem', 'Lemma'),
  Proposition: statement('prop', 'Proposition'),
  Corollary: statement('cor', 'Corollary'),
  Definition: statement('def', 'Definition'),
  Example: statement('ex', 'Example'),
  Remark: statement('rem', 'Remark'),
  Proof: {
    place: 'block',
    attributes: { of: { type: 'reference', help: 'the label of what is proved' } },
    holds: 'blocks',
  },
  Exercise: {
    place: 'block',
    attributes: { id: label('exr'), title, kind: oneOf('slip') },
    holds: 'blocks',
    called: 'Exercise',
    counter: 'exercise',
  },
  Solution: { place: 'block', attributes: {}, holds: 'blocks', inside: 'Exercise' },
  Note: { place: 'block', attributes: { title }, holds: 'blocks' },
  Aside: { place: 'block', attributes: {}, holds: 'blocks' },
  Figure: {
    place: 'block',
    attributes: {
      id: label('fig'),
      src: { type: 'image', help: 'an image beside the note, such as ./folds.png' },
      draw: { type: 'drawing', help: 'a drawing in components/figures' },
      alt: { ...plain(1_000, 'what is to be seen, for those who can’t'), required: true },
    },
    holds: 'caption',
    called: 'Figure',
    counter: 'figure',
  },
  Table: {
    place: 'block',
    attributes: { id: label('tab'), caption: { type: 'inline', help: 'what the table shows' } },
    holds: 'table',
    called: 'Table',
    counter: 'table',
  },
  Quiz: {
    place: 'block',
    attributes: { id: { ...label('quiz'), required: true }, title },
    holds: 'questions',
    called: 'Quiz',
    counter: 'quiz',
  },
  Question: {
    place: 'block',
    attributes: {
      type: { ...oneOf('single', 'multiple', 'numeric', 'order'), required: true },
      answer: decimal(-1e12, 1e12, 'the right number'),
      tolerance: decimal(0, 1e12, 'how far from it is still right'),
      unit: plain(40, 'the unit of the answer'),
    },
    holds: 'question',
    inside: 'Quiz',
  },
  Explain: { place: 'block', attributes: {}, holds: 'blocks', inside: 'Question' },
  SelfCheck: {
    place: 'block',
    attributes: { id: { type: 'label', required: true, help: 'a name, unique in the lecture' }, title },
    holds: 'tasks',
  },
  Sim: {
    place: 'block',
    attributes: {
      id: { ...label('sim'), required: true },
      of: simulation,
      story: { type: 'story', help: 'one of the simulation’s stories' },
      panels: { type: 'panels', help: 'the panels to show, with commas between; all where it is absent' },
      strip: { type: 'stories', help: 'stories to print side by side, with commas between' },
    },
    holds: 'caption',
    called: 'Figure',
    counter: 'figure',
    parameters: true,
  },
  Claim: {
    place: 'inline',
    attributes: {
      of: simulation,
      id: { type: 'claim', required: true, help: 'one of the simulation’s claims' },
      show: oneOf('both', 'predicted', 'measured', 'ratio'),
    },
    holds: 'nothing',
  },
  Predict: {
    place: 'block',
    attributes: {
      of: simulation,
      id: { type: 'question', required: true, help: 'one of the simulation’s questions' },
    },
    holds: 'nothing',
  },
};

/** The word of a name, or undefined; names such as `constructor` are none. */
export function wordNamed(name: string | null | undefined): Word | undefined {
  return name && Object.hasOwn(words, name) ? words[name] : undefined;
}

/** How references call a kind of label; equations and lectures have no such name. */
export const labelKinds: Readonly<Record<LabelKind, string>> = {
  eq: '',
  thm: 'Theorem',
  lem: 'Lemma',
  prop: 'Proposition',
  cor: 'Corollary',
  def: 'Definition',
  ex: 'Example',
  rem: 'Remark',
  sec: 'Section',
  fig: 'Figure',
  sim: 'Figure',
  tab: 'Table',
  exr: 'Exercise',
  quiz: 'Quiz',
  lec: '',
};

export function isLabelKind(text: string): text is LabelKind {
  return Object.hasOwn(labelKinds, text);
}

/** The part of a label after its prefix. */
export const labelName = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Element id of a label on its page. */
export function anchorOf(label: string): string {
  return label.replace(':', '-');
}

function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
