import type { Question } from '#lab/sim.ts';
import { type EvolutionFrame, lineageOf } from './model.ts';
import type { params } from './params.ts';

type P = typeof params;

const ALL = 3;

export const questions: readonly Question<P, EvolutionFrame>[] = [
  {
    id: 'crossover-curve',
    prompt: 'Draw the mean fitness of the crossover population over the first 180 generations.',
    story: 'race',
    at: 180,
    params: { runs: 'crossover' },
    kind: 'curve',
    panel: 'race',
    answer: (f) => ({ x: f.time, y: f.crossoverMean }),
    explain:
      'It rises at once, and by almost the same amount every generation, until the variance $f(1-f)G$ runs out near the top: a quarter of a sine wave.',
  },
  {
    id: 'crossover-generations',
    prompt:
      'A thousand genomes of a thousand genes, crossover only: after how many generations is every individual perfect?',
    story: 'race',
    at: 90,
    params: { runs: 'crossover' },
    kind: 'number',
    unit: 'generations',
    answer: (f) => f.crossoverTimes[ALL] ?? Number.NaN,
    factor: 1.25,
    explain:
      'From $f = \\tfrac12$ the law says $\\tfrac{\\pi}{2\\eta}\\sqrt G = 2.52\\sqrt{1000} \\approx 80$. If you said 160 you took the full arc, from $f = 0$.',
  },
  {
    id: 'mutation-generations',
    prompt: 'And with mutation only, at $mG = \\tfrac14$?',
    story: 'fast-forward',
    at: 1500,
    params: { runs: 'mutation' },
    kind: 'number',
    unit: 'generations',
    answer: (f) => f.mutationTimes[ALL] ?? Number.NaN,
    factor: 1.25,
    explain: 'A bounded number of bits a generation, whatever the population: $2G\\ln 2 \\approx 1386$.',
  },
  {
    id: 'genes-lost',
    prompt:
      'Crossover with only $N = 32 \\approx \\sqrt G$ individuals: what percentage of the genes is lost for ever?',
    story: 'small',
    at: 130,
    params: { size: 32, runs: 'crossover' },
    kind: 'number',
    unit: '%',
    answer: (f, p) => (100 * f.crossoverLost) / p.genes,
    abs: 4,
    explain:
      'About 12 %. Selection acts on the sum of all genes, so a single good gene is only slightly favoured and can drift to extinction; $N$ has to grow like $\\sqrt G\\ln G$.',
  },
  {
    id: 'hundred-million',
    prompt:
      'Four million years of ten years each are $4\\cdot 10^5$ generations. By the measured time at $G = 1000$ and the $\\sqrt G$ law: how many generations would crossover need for $G = 10^8$ genes?',
    story: 'race',
    at: 90,
    params: { runs: 'crossover' },
    kind: 'number',
    unit: 'generations',
    answer: (f, p) => (f.crossoverTimes[ALL] ?? Number.NaN) * Math.sqrt(1e8 / p.genes),
    factor: 1.5,
    explain:
      'About 25,000: crossover gains up to $\\tfrac{\\eta}{2}\\sqrt G \\approx 3000$ bits a generation, never more than $\\sqrt G = 10^4$, where mutation gains a bounded number of them.',
  },
  {
    id: 'above-threshold',
    prompt: 'Mutation alone climbs at $mG = 2$. Where does it end?',
    story: 'threshold',
    at: 1500,
    kind: 'choice',
    options: ['at perfection', 'between 0.8 and 0.95', 'between 0.6 and 0.8', 'where it started'],
    answer: (f) => {
      const { mean } = lineageOf(f, 'mutation');
      const end = mean[mean.length - 1] ?? Number.NaN;
      return end > 0.95 ? 0 : end > 0.8 ? 1 : end > 0.6 ? 2 : 3;
    },
    explain:
      'Near $\\tfrac12 + 1/(2\\sqrt 2) = 0.854$: there the harm of a mutation balances what selection can gather.',
  },
];
