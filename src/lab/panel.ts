/**
 * A figure as data. A view returns panels; Observable Plot draws them as SVG for the
 * still, the PDF and downloads (`still/`), and a canvas painter draws the same panels
 * sixty times a second in the page (`live/`). A view is written once.
 */

/** Colours by role; each is a CSS variable `--mark-<role>`, so themes need no second drawing. */
export type Colour =
  | 'a'
  | 'b'
  | 'c'
  | 'd'
  | 'e'
  | 'f'
  | 'ink'
  | 'muted'
  | 'faint'
  | 'accent'
  | 'good'
  | 'bad'
  | 'paper';

export type Numbers = ArrayLike<number>;

export interface Axis {
  readonly label: string;
  readonly domain: readonly [number, number];
  readonly scale?: 'linear' | 'log' | 'sqrt';
  /** Tick positions; chosen by the renderer when absent. */
  readonly ticks?: readonly number[];
  /** Tick text; the default groups thousands and writes decades as powers on a log axis. */
  readonly format?: (value: number) => string;
  readonly grid?: boolean;
  /** No line, ticks or label (maps, schematic drawings). */
  readonly hidden?: boolean;
}

interface Styled {
  readonly colour?: Colour;
  /** 0 to 1. */
  readonly opacity?: number;
}

/** `theory: true` dashes a curve: predictions are dashed everywhere, measurements never. */
export interface LineMark extends Styled {
  readonly kind: 'line';
  readonly x: Numbers;
  readonly y: Numbers;
  readonly theory?: boolean;
  /** px; default 1.75. */
  readonly width?: number;
  /** Written at the line's end (or at `labelAt`, an index). */
  readonly label?: string;
  readonly labelAt?: number;
}
/** The area between two curves: a spread, a quantile band. */
export interface BandMark extends Styled {
  readonly kind: 'band';
  readonly x: Numbers;
  readonly lo: Numbers;
  readonly hi: Numbers;
}
export interface DotsMark extends Styled {
  readonly kind: 'dots';
  readonly x: Numbers;
  readonly y: Numbers;
  /** Radius in px; default 2.5. */
  readonly r?: number;
  readonly shape?: 'circle' | 'cross' | 'square' | 'triangle' | 'ring';
  readonly label?: string;
}
/** A line across the panel at a value: vertical (`x`) or horizontal (`y`). */
export interface RuleMark extends Styled {
  readonly kind: 'rule';
  readonly x?: number;
  readonly y?: number;
  readonly theory?: boolean;
  readonly label?: string;
}
export interface TextMark extends Styled {
  readonly kind: 'text';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Offset in px, y down. */
  readonly dx?: number;
  readonly dy?: number;
  readonly bold?: boolean;
  /** Without the margin of paper around it, which blots where the text stands on a filled shape. */
  readonly bare?: boolean;
}
/** Bars, histogram columns, boxes: four edges per rectangle, in data units. */
export interface RectsMark extends Styled {
  readonly kind: 'rects';
  readonly x0: Numbers;
  readonly x1: Numbers;
  readonly y0: Numbers;
  readonly y1: Numbers;
}
/** A field sampled on a grid, row 0 at the bottom (y0), drawn as an image. */
export interface RasterMark {
  readonly kind: 'raster';
  readonly nx: number;
  readonly ny: number;
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
  /** nx·ny values, row-major. With `palette: 'cells'` they are category numbers. */
  readonly values: Numbers;
  readonly palette: 'sequential' | 'diverging' | 'cells' | 'grey';
  /** Values at the ends of the palette. */
  readonly range?: readonly [number, number];
  readonly opacity?: number;
}
/** Closed polygons, each with a category that picks one of the cell colours. */
export interface PolygonsMark {
  readonly kind: 'polygons';
  /** x, y, x, y, … of all vertices. */
  readonly points: Numbers;
  /** Start of each polygon in vertices, plus the total as last entry. */
  readonly offsets: Numbers;
  readonly cell: Numbers;
  readonly stroke?: Colour;
  readonly opacity?: number;
}
/** Straight arrows or (with `head: false`) segments, from (x, y) to (x+dx, y+dy) in data units. */
export interface ArrowsMark extends Styled {
  readonly kind: 'arrows';
  readonly x: Numbers;
  readonly y: Numbers;
  readonly dx: Numbers;
  readonly dy: Numbers;
  readonly head?: boolean;
  readonly width?: number;
  readonly theory?: boolean;
}

export type Mark =
  | LineMark
  | BandMark
  | DotsMark
  | RuleMark
  | TextMark
  | RectsMark
  | RasterMark
  | PolygonsMark
  | ArrowsMark;

/**
 * A point that the reader can drag, or move with the arrow keys once focused.
 * `drag` returns the parameters that put it where it was dragged to.
 */
export interface Handle {
  readonly id: string;
  /** What it is, in words: "line 3, position". */
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly colour?: Colour;
  /** Moves along one axis only. */
  readonly axis?: 'x' | 'y';
  /** Arrow-key step in data units; default 1/50 of the axis. */
  readonly keyStep?: number;
  /** What a screen reader says of the present position. */
  readonly valueText?: string;
  drag(to: { readonly x: number; readonly y: number }): Readonly<Record<string, number | readonly number[]>>;
}

/** A name in the colour of what it names. */
export interface KeyEntry {
  readonly text: string;
  readonly colour: Colour;
  readonly bold?: boolean;
}

export interface Panel {
  readonly id: string;
  /** Drawn above the panel; empty for none. */
  readonly title: string;
  /** Rows of names between the title and the plot, where no curve runs through them. Their number must not depend on the frame. */
  readonly key?: readonly (readonly KeyEntry[])[];
  readonly x: Axis;
  readonly y: Axis;
  readonly marks: readonly Mark[];
  readonly handles?: readonly Handle[];
  /** Default 'full' when the figure has one panel, else 'half' (two abreast where there is room). */
  readonly width?: 'full' | 'half';
  /** Width over height of the whole panel; default 1.6. It must not depend on the frame. */
  readonly aspect?: number;
}
