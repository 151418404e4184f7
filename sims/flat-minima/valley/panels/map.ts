/** The loss as a map, with the floor of the valley, the walkers’ paths and their starts to drag. */
import type { Handle, Mark, Panel } from '#lab/panel.ts';
import type { Values } from '#lab/sim.ts';
import { linspace } from '../../record/numbers.ts';
import { path, place } from '../measure.ts';
import { startsOf, type ValleyFrame, WALKERS, type Walker } from '../model.ts';
import type { params } from '../params.ts';
import { loss } from '../theory.ts';
import { COLOURS } from '../walkers.ts';

type P = typeof params;

/** What the map shows: x = w₁, y = w₂. */
const MAP = { x0: 0, x1: 4.6, y0: -0.6, y1: 2.4 } as const;

export function mapPanel(f: ValleyFrame, p: Values<P>, shown: readonly Walker[]): Panel {
  const floor = linspace(0.1, MAP.x1, 120);
  const marks: Mark[] = [
    heatMap(p.c),
    {
      kind: 'line',
      x: floor,
      y: floor.map((x) => p.c / x),
      colour: 'ink',
      width: 1.25,
      label: 'minima: w₁w₂ = c',
      labelAt: 12,
    },
    {
      kind: 'dots',
      x: [Math.sqrt(p.c)],
      y: [Math.sqrt(p.c)],
      shape: 'ring',
      r: 5,
      colour: 'ink',
      label: 'flattest',
    },
  ];
  for (const walker of shown) {
    const { w1, w2 } = path(f, walker);
    const [x, y] = place(f, walker);
    const colour = COLOURS[walker];
    marks.push({ kind: 'line', x: w1, y: w2, colour, width: 1.25, opacity: 0.8 });
    marks.push({ kind: 'dots', x: [x], y: [y], colour, r: 4.5 });
    const lost = f.lost[WALKERS.indexOf(walker)] as number;
    if (lost >= 0) {
      marks.push({
        kind: 'text',
        x,
        y,
        dy: -12,
        anchor: 'middle',
        colour: 'bad',
        bold: true,
        text: `diverged at step ${lost}`,
      });
    }
  }
  return {
    id: 'map',
    title: 'Loss ½(w₁w₂ − c)²',
    x: { label: 'w₁', domain: [MAP.x0, MAP.x1] },
    y: { label: 'w₂', domain: [MAP.y0, MAP.y1] },
    aspect: 1.35,
    marks,
    handles: handles(p, shown),
  };
}

/** √loss, so that the floor shows as a ribbon and the walls keep their shape. */
function heatMap(c: number): Mark {
  const [nx, ny] = [92, 60];
  const values = new Float32Array(nx * ny);
  for (let j = 0; j < ny; j++) {
    for (let i = 0; i < nx; i++) {
      const x = MAP.x0 + ((MAP.x1 - MAP.x0) * (i + 0.5)) / nx;
      const y = MAP.y0 + ((MAP.y1 - MAP.y0) * (j + 0.5)) / ny;
      values[j * nx + i] = Math.sqrt(loss(x, y, c));
    }
  }
  return { kind: 'raster', nx, ny, ...MAP, values, palette: 'grey', range: [0, 9], opacity: 0.8 };
}

function handles(p: Values<P>, shown: readonly Walker[]): Handle[] {
  const starts = startsOf(p);
  const of: readonly (readonly [string, string, Walker, readonly Walker[]])[] = [
    ['descent', 'start of gradient descent', 'descent', ['descent', 'large']],
    ['noise', 'start of label noise', 'noise', ['noise']],
    ['sam', 'start of SAM', 'sam', ['sam']],
  ];
  return of.flatMap(([id, label, walker, users], k) => {
    if (!users.some((user) => shown.includes(user))) return [];
    const [x, y] = starts[k] as [number, number];
    return [
      {
        id,
        label,
        x,
        y,
        colour: COLOURS[walker],
        keyStep: 0.1,
        valueText: `w₁ = ${x.toFixed(2)}, w₂ = ${y.toFixed(2)}`,
        drag: (to: { readonly x: number; readonly y: number }) => {
          const moved = starts.flat();
          moved[2 * k] = Math.min(MAP.x1, Math.max(MAP.x0, to.x));
          moved[2 * k + 1] = Math.min(MAP.y1, Math.max(MAP.y0, to.y));
          return { starts: moved };
        },
      },
    ];
  });
}
