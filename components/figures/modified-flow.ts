/**
 * L(x) = ½x² from x = 1, time 2: how far gradient descent of step size ε ends from the gradient
 * flow of L, and from that of L + (ε/4)(L′)². Closed forms (1 − ε)^{2/ε}, e^{−2}, e^{−2 − ε}.
 */
import type { Mark, Panel } from '#lab/panel.ts';

const time = 2;
/** Step sizes that divide the time, so that descent ends exactly at it. */
const steps = [4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128];
const epsilon = steps.map((n) => time / n);

function curve(rate: (e: number) => number, colour: 'a' | 'b', label: string): Mark[] {
  const y = epsilon.map((e, i) => Math.abs((1 - e) ** (steps[i] as number) - Math.exp(-time * rate(e))));
  return [
    { kind: 'line', x: epsilon, y, colour, width: 2 },
    { kind: 'dots', x: epsilon, y, colour, r: 2.5 },
    {
      kind: 'text',
      x: epsilon[5] as number,
      y: y[5] as number,
      text: label,
      anchor: 'start',
      dx: 10,
      dy: 12,
      colour,
    },
  ];
}

export default function modifiedFlow(): Panel[] {
  return [
    {
      id: 'modified-flow',
      title: '',
      aspect: 1.8,
      x: {
        label: 'step size ε',
        domain: [0.012, 0.6],
        scale: 'log',
        ticks: [0.02, 0.05, 0.1, 0.2, 0.5],
        grid: true,
      },
      y: { label: 'distance at time 2 from the flow of …', domain: [1e-5, 0.2], scale: 'log', grid: true },
      marks: [...curve(() => 1, 'b', 'L'), ...curve((e) => 1 + e / 2, 'a', 'L + (ε/4)‖∇L‖²')],
    },
  ];
}
