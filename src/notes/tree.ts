/**
 * The resolved tree of a lecture: what the checker has accepted and the page renders.
 * A closed set of nodes; every string in it is data, to be escaped where it is drawn.
 */
import type { ParamValue } from '#lab/sim.ts';

/** 1-based line and column in the note, for diagnostics and the "edit this" link. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

// ------------------------------------------------------------------- inline

export type Inline =
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'emphasis' | 'strong' | 'strike'; readonly children: readonly Inline[] }
  | { readonly type: 'code'; readonly value: string }
  | { readonly type: 'break' }
  | { readonly type: 'math'; readonly tex: string }
  | {
      readonly type: 'link';
      readonly url: string;
      readonly title?: string;
      readonly children: readonly Inline[];
    }
  /** `mark`: element id of this mark; a footnote may have several. */
  | { readonly type: 'footnoteRef'; readonly id: string; readonly mark: string; readonly number: number }
  | ReferenceNode
  | CitationNode
  | ClaimNode;

/** `[@thm:zaslavsky]` → "Theorem 3.1", linked. */
export interface ReferenceNode {
  readonly type: 'reference';
  /** The label as the scribe wrote it, e.g. `thm:zaslavsky`. */
  readonly label: string;
  /** Page of the target relative to the site's base, e.g. `lectures/folding/`. */
  readonly page: string;
  /** Element id of the target on that page. */
  readonly anchor: string;
  /** "Theorem 3.1", "(2.4)", "Section 3.2", "Figure 1.3", or a lecture's title. */
  readonly text: string;
  readonly kind: LabelKind;
}

/** `[@montufar2014, p. 3; @pascanu2013]` → "(Montúfar et al., 2014, p. 3; Pascanu et al., 2013)". */
export interface CitationNode {
  readonly type: 'citation';
  /** Element id of this place, for the back-links of the bibliography. */
  readonly id: string;
  readonly items: readonly { readonly key: string; readonly text: string; readonly locator?: string }[];
}

/** `<Claim of id/>`: prediction and measurement, computed at build. */
export interface ClaimNode {
  readonly type: 'claim';
  readonly of: string;
  readonly id: string;
  readonly show: 'both' | 'predicted' | 'measured' | 'ratio';
}

// -------------------------------------------------------------------- blocks

export type Block =
  | { readonly type: 'paragraph'; readonly children: readonly Inline[] }
  | HeadingNode
  | EquationNode
  | {
      readonly type: 'list';
      readonly ordered: boolean;
      readonly start: number;
      readonly tight: boolean;
      readonly items: readonly ListItem[];
    }
  | { readonly type: 'quote'; readonly children: readonly Block[] }
  | { readonly type: 'codeBlock'; readonly language: string; readonly value: string }
  | {
      readonly type: 'table';
      readonly align: readonly ('left' | 'right' | 'center' | null)[];
      /** Row 0 is the header. */
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly type: 'rule' }
  | WordNode;

export interface ListItem {
  /** A GFM task-list mark: right option, or an item of a self-check. */
  readonly checked?: boolean;
  readonly children: readonly Block[];
}

export interface HeadingNode {
  readonly type: 'heading';
  /** 2 or 3; the page's h1 is the lecture's title. */
  readonly depth: 2 | 3;
  readonly id: string;
  /** "3.2" or "3.2.1". */
  readonly number: string;
  readonly children: readonly Inline[];
  readonly place: Place;
}

export interface EquationNode {
  readonly type: 'equation';
  readonly tex: string;
  /** Absent when the display has no `\label`. */
  readonly id?: string;
  /** "3.4". */
  readonly number?: string;
}

/** A component of the notes language, its attributes parsed. */
export interface WordNode {
  readonly type: 'word';
  /** `Theorem`, `Sim`, …: the file in `components/` that draws it. */
  readonly name: string;
  readonly id?: string;
  /** "3.1" for what is counted. */
  readonly number?: string;
  /** Parsed attribute values; absent attributes are absent. */
  readonly attributes: Readonly<Record<string, ParamValue>>;
  /** Attributes that hold inline text (`title`), parsed as such. */
  readonly inline: Readonly<Record<string, readonly Inline[]>>;
  readonly children: readonly Block[];
  readonly place: Place;
}

// ------------------------------------------------------------------- lecture

export type LabelKind =
  | 'eq'
  | 'thm'
  | 'lem'
  | 'prop'
  | 'cor'
  | 'def'
  | 'ex'
  | 'rem'
  | 'sec'
  | 'fig'
  | 'sim'
  | 'tab'
  | 'exr'
  | 'quiz'
  | 'lec';

export interface Label {
  /** `thm:zaslavsky`. */
  readonly label: string;
  readonly kind: LabelKind;
  readonly lecture: string;
  readonly anchor: string;
  /** How a reference to it reads. */
  readonly text: string;
  readonly place: Place;
}

export interface FrontMatter {
  readonly title: string;
  readonly unit: string;
  readonly scribes: readonly string[];
  /** ISO date. */
  readonly date: string;
  readonly status: 'draft' | 'review' | 'ready';
  readonly prerequisites: readonly string[];
  readonly summary: string;
  /** The question at the start that the lecture's simulations answer. */
  readonly question?: string;
}

export interface Footnote {
  readonly id: string;
  readonly number: number;
  /** Element ids of its marks in the text. */
  readonly marks: readonly string[];
  readonly children: readonly Block[];
}

export interface Lecture {
  /** Folder below `content/lectures`, and last part of the URL. */
  readonly slug: string;
  /** 1-based place in the course. Appendices are lettered 'A', 'B', …. */
  readonly number: string;
  readonly front: FrontMatter;
  readonly blocks: readonly Block[];
  readonly footnotes: readonly Footnote[];
  /** Cited entries of the bibliography, in the order of the bibliography. */
  readonly cited: readonly string[];
  /** Path of the note relative to the course's root. */
  readonly file: string;
  readonly words: number;
}

export interface Reference {
  readonly key: string;
  /** "Montúfar et al." */
  readonly authors: string;
  readonly year: string;
  /** The entry as plain text with its parts, ready to be set. */
  readonly entry: {
    readonly authors: string;
    readonly title: string;
    /** Where it appeared: a journal, proceedings, a series. */
    readonly venue: string;
    /** What follows the venue: volume and pages, or the publisher. */
    readonly details: string;
    readonly doi?: string;
    readonly arxiv?: string;
    readonly url?: string;
  };
  /** Places that cite it. */
  readonly citedIn: readonly { readonly lecture: string; readonly anchor: string }[];
}

export interface CourseConfig {
  readonly title: string;
  readonly subtitle?: string;
  readonly description: string;
  readonly language: string;
  readonly url: string;
  readonly repository?: string;
  readonly people: readonly { readonly name: string; readonly role: string }[];
  readonly licence: { readonly name: string; readonly url: string };
  readonly units: readonly {
    readonly id: string;
    readonly title: string;
    /** Appendix units have lettered lectures. */
    readonly appendix: boolean;
    readonly lectures: readonly {
      readonly slug: string;
      /** For pages not yet written; a written lecture's own title wins. */
      readonly title: string;
      readonly topics: string;
    }[];
  }[];
}

export interface Course {
  readonly config: CourseConfig;
  /** Written lectures in the course's order. */
  readonly lectures: readonly Lecture[];
  readonly labels: readonly Label[];
  readonly references: readonly Reference[];
  /** Course macros: name with backslash → expansion, and what it means in words. */
  readonly macros: Readonly<Record<string, { readonly tex: string; readonly meaning: string }>>;
}
