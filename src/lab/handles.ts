/** Where the movable points of a panel are and what they are called: the same on the still and in the live figure. */
import type { PanelLayout } from './layout.ts';
import type { Handle } from './panel.ts';
import { type Point, spread } from './spread.ts';

export interface PlacedHandle {
  readonly handle: Handle;
  /** Centre in px from the panel's top left corner. */
  readonly left: number;
  readonly top: number;
  /** The point itself is beyond the plotting area. */
  readonly outside: boolean;
}

/**
 * Between the centres of handles, px of the screen: the circle of 24 px about the one and the box of the other, 28 px
 * wide (components/sim.css), never meet, √2 · 14 + 12 (WCAG 2.5.8).
 */
const APART = 32;

/** `zoom` is px of the screen a px of the layout. Of handles that crowd, the first stays where it is. */
export function placeHandles(handles: readonly Handle[], layout: PanelLayout, zoom = 1): PlacedHandle[] {
  const wanted = handles.map((handle) => within(handle, layout));
  const places = spread(
    wanted.map(({ x, y }) => [x * zoom, y * zoom]),
    APART,
  );
  return handles.map((handle, i) => {
    const [left, top] = places[i] as Point;
    return { handle, left, top, outside: wanted[i]?.outside ?? false };
  });
}

export function handleLabel(handle: Handle): string {
  return `${handle.label}: ${handle.valueText ?? position(handle)}`;
}

/** A point beyond the plotting area waits at its edge, never over other parts of the page. */
function within(
  handle: Handle,
  layout: PanelLayout,
): { readonly x: number; readonly y: number; readonly outside: boolean } {
  const [x, y] = [layout.x(handle.x), layout.y(handle.y)];
  const inside = { x: clamp(x, layout.left, layout.right), y: clamp(y, layout.top, layout.bottom) };
  return { ...inside, outside: Math.hypot(inside.x - x, inside.y - y) > 1 };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

function position({ x, y, axis }: Handle): string {
  const words = [axis === 'y' ? '' : x.toPrecision(3), axis === 'x' ? '' : y.toPrecision(3)];
  return words.filter((word) => word !== '').join(', ');
}
