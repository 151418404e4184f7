/** Drawing a curve before seeing it: eight points, dragged up and down or moved by arrow keys. */
import type { Answer } from '#lab/build/answers.ts';
import { createStage } from '#lab/live/stage.ts';
import type { Handle, Mark, Panel } from '#lab/panel.ts';
import { createScale } from '#lab/scale.ts';

type Curve = Extract<Answer, { kind: 'curve' }>;

const POINTS = 8;

/** Width in px of the axes in the column of text; components/Predict.astro draws the empty ones alike. */
export const COLUMN = 520;

/** Mean distance from the measured curve, in parts of the axis, that still counts as right. */
const CLOSE = 0.08;

export interface Score {
  readonly right: boolean;
  readonly text: string;
}

export interface DrawnCurve {
  guess(): number[];
  /** Shows the measured curve beside the drawn one, and how far apart they are. */
  reveal(guess: readonly number[]): Score;
}

export function drawCurve(form: HTMLFormElement, answer: Curve): DrawnCurve {
  // Positions along the axes from 0 to 1, so that a logarithmic axis has its geometric middle there.
  const across = createScale(answer.panel.x, [0, 1]);
  const up = createScale(answer.panel.y, [0, 1]);
  const first = across(answer.x[0] as number);
  const last = across(answer.x.at(-1) as number);
  const xs = Array.from({ length: POINTS }, (_, i) =>
    across.invert(first + ((last - first) * i) / (POINTS - 1)),
  );
  let ys = xs.map(() => up.invert(0.5));
  let revealed = false;

  const stage = createStage(
    form.querySelector('.sim-stage') as HTMLElement,
    (change) => {
      ys = [...(change.ys as readonly number[])];
      show();
    },
    COLUMN,
  );

  function show(): void {
    const marks: Mark[] = [
      { kind: 'line', x: xs, y: ys, colour: 'accent', ...(revealed && { label: 'your curve' }) },
    ];
    if (revealed) marks.push({ kind: 'line', x: answer.x, y: answer.y, colour: 'a', label: 'measured' });
    const handles: Handle[] = xs.map((x, i) => ({
      id: `point-${i}`,
      label: `${answer.panel.y.label || 'height'} at ${answer.panel.x.label || 'x'} ${Number(x.toPrecision(3))}`,
      x,
      y: ys[i] as number,
      axis: 'y',
      keyStep: up.invert(up(ys[i] as number) + 0.02) - (ys[i] as number),
      valueText: String(Number((ys[i] as number).toPrecision(3))),
      drag: (to) => ({ ys: ys.map((y, k) => (k === i ? to.y : y)) }),
    }));
    const panel: Panel = { ...answer.panel, marks, handles: revealed ? [] : handles };
    stage.show([panel]);
  }
  show();

  return {
    guess: () => ys,
    reveal(guess) {
      if (guess.length === POINTS) ys = [...guess];
      revealed = true;
      show();
      const distances = xs.map((x, i) => Math.abs(up(ys[i] as number) - up(nearest(answer, x))));
      const mean = distances.reduce((sum, d) => sum + d, 0) / POINTS;
      return {
        right: mean < CLOSE,
        text: `On average ${Math.round(mean * 100)} % of the axis away from what was measured.`,
      };
    },
  };
}

/** The measured value at the sample next to x. */
function nearest({ x: xs, y: ys }: Curve, x: number): number {
  let best = 0;
  for (let i = 1; i < xs.length; i++) {
    if (Math.abs((xs[i] as number) - x) < Math.abs((xs[best] as number) - x)) best = i;
  }
  return ys[best] as number;
}
