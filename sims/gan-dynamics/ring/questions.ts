import type { Question } from '#lab/sim.ts';
import type { RingFrame } from './model.ts';
import type { params } from './params.ts';

const last = (values: Float64Array): number => values[values.length - 1] ?? Number.NaN;

export const questions: readonly Question<typeof params, RingFrame>[] = [
  {
    id: 'modes-kept',
    prompt:
      'Eight modes, a 64-dimensional latent, three discriminator steps for each generator step. How many modes are covered after 1000 steps?',
    story: 'collapse',
    at: 1000,
    kind: 'number',
    answer: (f) => last(f.covered),
    abs: 1,
    explain:
      'One or two. The discriminator rejects wherever the generator is not; the generator runs to the place that is accepted most, all of it at once.',
  },
  {
    id: 'quality-of-collapse',
    prompt: 'In the same run, what share of the samples lies within $3\\sigma$ of a mode after 1000 steps?',
    story: 'collapse',
    at: 1000,
    kind: 'number',
    answer: (f) => last(f.quality),
    abs: 0.1,
    explain:
      'More than nine in ten. A measure of quality alone rewards collapse; a measure of coverage alone rewards a cloud.',
  },
  {
    id: 'one-knob',
    prompt:
      'Now R1 with $\\gamma = 0.1$, nothing else changed. What happens to modes and quality by step 1000?',
    story: 'r1',
    at: 1000,
    kind: 'choice',
    options: [
      'still collapsed',
      'all modes, but lower quality than the collapsed run',
      'all modes, and higher quality',
    ],
    answer: (f) => (last(f.covered) < 8 ? 0 : last(f.quality) < 0.9 ? 1 : 2),
    explain:
      'R1 holds the discriminator’s slope down near the data, so that no place draws the whole generator. The samples sharpen more slowly.',
  },
];
