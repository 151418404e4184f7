/** A panel as a small picture: its shapes without words and ticks, which nobody could read at that size. */
import type { Axis, Mark, Panel } from '../panel.ts';

export function miniature(panel: Panel): Panel {
  const { key: _key, ...rest } = panel;
  return {
    ...rest,
    title: '',
    x: withoutTicks(panel.x),
    y: withoutTicks(panel.y),
    marks: panel.marks.flatMap(withoutWords),
  };
}

/** The frame stays. */
function withoutTicks(axis: Axis): Axis {
  return axis.hidden ? axis : { ...axis, label: '', ticks: [], grid: false };
}

function withoutWords(mark: Mark): Mark[] {
  if (mark.kind === 'text') return [];
  if (!('label' in mark)) return [mark];
  const { label: _label, ...rest } = mark;
  return [rest as Mark];
}
