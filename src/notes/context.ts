/** What the reading of one note needs, and what it gathers on its way. */
import type { Bibliography } from './bibliography.ts';
import type { Report } from './diagnostic.ts';
import { diagnose } from './diagnostic.ts';
import type { ImageFacts } from './images.ts';
import type { LabelIndex, Numbered } from './labels.ts';
import type { MdastNode } from './parse.ts';
import type { ClaimEvidence, SimFacts } from './sims.ts';
import type { Source, Span } from './source.ts';

export interface NoteContext {
  readonly source: Source;
  readonly report: Report;
  readonly slug: string;
  readonly index: LabelIndex;
  readonly numbered: ReadonlyMap<MdastNode, Numbered>;
  readonly bibliography: Bibliography;
  readonly sims: ReadonlyMap<string, SimFacts>;
  /** Claims that were run, by “simulation/claim”. */
  readonly evidence: ReadonlyMap<string, ClaimEvidence>;
  /** Course macros as KaTeX takes them. */
  readonly macros: Readonly<Record<string, string>>;
  /** false when content/macros.yaml could not be read. */
  readonly macrosKnown: boolean;
  readonly drawings: ReadonlySet<string>;
  readonly image: (src: string) => ImageFacts;
  /** Link definitions `[name]: url`, by identifier. */
  readonly definitions: ReadonlyMap<
    string,
    { readonly url: string; readonly title?: string; readonly span: Span }
  >;
  /** Footnotes in the order of their first mention, each with the element ids of its marks. */
  readonly footnotes: Map<string, { readonly number: number; readonly marks: string[] }>;
  readonly footnotesDefined: ReadonlySet<string>;
  /** Keys cited so far, each with the places that cite it. */
  readonly citations: { readonly key: string; readonly anchor: string }[];
  /** Macros already complained about in this note. */
  readonly unknownMacros: Set<string>;
  /** Where a node stands in the source. */
  readonly locate: (node: MdastNode) => Span;
}

/** Reports a mistake of this note. */
export function complain(context: NoteContext, span: Span, ...rest: ComplaintRest): void {
  context.report(diagnose(context.source, span, ...rest));
}

type ComplaintRest = Parameters<typeof diagnose> extends [Source, Span, ...infer Rest] ? Rest : never;
