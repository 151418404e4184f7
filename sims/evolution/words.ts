/** The figure in words. */
import type { Values } from '#lab/sim.ts';
import { type EvolutionFrame, type Kind, kindsOf, lineageOf } from './model.ts';
import { count, NAME } from './panels/style.ts';
import type { params } from './params.ts';
import {
  bestRateMean,
  bestRateTime,
  bothPlateau,
  crossoverMean,
  errorThreshold,
  fullArc,
  halfArc,
  mutationMean,
  mutationPlateau,
  mutationTime,
  relaxation,
} from './theory.ts';

type P = Values<typeof params>;

/** What a population is doing, in the few kinds that a reader should hear of. */
type Status = 'climbing' | 'perfect' | 'held down' | 'decaying' | 'out of genes';

function statusOf(kind: Kind, f: EvolutionFrame, p: P): Status {
  const { mean, times, lost } = lineageOf(f, kind);
  const now = mean[mean.length - 1] ?? 0;
  if (kind === 'crossover') {
    if (times[3] !== Number.POSITIVE_INFINITY) return 'perfect';
    return lost > 0 ? 'out of genes' : 'climbing';
  }
  if (p.schedule === 'fixed' && p.flips > errorThreshold(p.genes)) {
    const rest = kind === 'mutation' ? mutationPlateau(p.flips) : bothPlateau(p.genes, p.flips);
    // Five relaxation times leave less than 1 % of the way.
    if (f.t - f.changedAt >= 5 * relaxation(p.genes, p.flips, kind === 'both')) return 'held down';
    return now > rest ? 'decaying' : 'climbing';
  }
  return times[3] !== Number.POSITIVE_INFINITY && now > 0.999 ? 'perfect' : 'climbing';
}

const SAYS: Readonly<Record<Status, string>> = {
  climbing: 'still climbing',
  perfect: 'perfect',
  'held down': 'held below perfection by its own mutations',
  decaying: 'decaying under its mutations',
  'out of genes': 'without some good genes, lost for ever',
};

export function regime(f: EvolutionFrame, p: P): string {
  return [...kindsOf(p)]
    .reverse()
    .map((kind) => `${NAME[kind]} is ${SAYS[statusOf(kind, f, p)]}`)
    .join('; ');
}

export function describe(f: EvolutionFrame, p: P): string {
  const kinds = kindsOf(p);
  const size = 2 * Math.floor(p.size / 2);
  const parts = [
    `${kinds.length === 1 ? 'A population' : 'Populations'} of ${count(size)} genomes with ${count(p.genes)} genes, from random genomes with half of the genes good; generation ${count(f.t)}.`,
    ...[...kinds].reverse().map((kind) => sentence(kind, f, p)),
  ];
  const crossover = lineageOf(f, 'crossover').times[3];
  const mutation = lineageOf(f, 'mutation').times[3];
  if (crossover !== undefined && mutation !== undefined && Number.isFinite(crossover + mutation)) {
    parts.push(`Crossover was ${(mutation / crossover).toFixed(1)} times faster.`);
  }
  return parts.join(' ');
}

function sentence(kind: Kind, f: EvolutionFrame, p: P): string {
  const { mean, times, lost, variance } = lineageOf(f, kind);
  const now = mean[mean.length - 1] ?? 0;
  const all = times[3] as number;
  const name = NAME[kind].charAt(0).toUpperCase() + NAME[kind].slice(1);
  const status = statusOf(kind, f, p);
  const state = `${name}: mean fitness ${share(now)}, spread ${Math.sqrt(variance).toFixed(1)} genes`;
  if (status === 'perfect') {
    return `${name}: every individual became perfect at generation ${count(all)} (mean above 0.95 at ${count(times[0] as number)}, above 0.99 at ${count(times[1] as number)}, the first perfect individual at ${count(times[2] as number)})${arrival(kind, p)}.`;
  }
  if (status === 'out of genes') {
    const end = times[4] as number;
    const uniform = Number.isFinite(end)
      ? `; all individuals are the same since generation ${count(end)}`
      : '';
    return `${state}; ${count(lost)} of the ${count(p.genes)} good genes are gone from the population and can't come back${uniform}.`;
  }
  return `${state}, ${SAYS[status]}${expectation(kind, f, p)}.`;
}

function arrival(kind: Kind, p: P): string {
  if (kind === 'crossover') {
    return `; the law from f = ½, half an arc, says ${count(halfArc(p.genes))}, and the full arc from f = 0 would take ${count(fullArc(p.genes))}`;
  }
  if (kind === 'both') return '';
  const predicted = p.schedule === 'best' ? bestRateTime(p.genes, 1) : mutationTime(p.genes, p.flips, 1);
  return Number.isFinite(predicted) ? `; the law says ${count(predicted)}` : '';
}

function expectation(kind: Kind, f: EvolutionFrame, p: P): string {
  if (kind === 'crossover') return `; the law says ${share(crossoverMean(p.genes, f.t))} now`;
  if (p.schedule === 'best')
    return kind === 'both' ? '' : `; the law says ${share(bestRateMean(p.genes, f.t))} now`;
  const rest = kind === 'mutation' ? mutationPlateau(p.flips) : bothPlateau(p.genes, p.flips);
  const settles = rest < 1 ? `; with ${p.flips} mutations per child the law settles at ${share(rest)}` : '';
  if (kind === 'both') return settles;
  const law = mutationMean(p.genes, p.flips, f.t - f.changedAt, f.mutationFrom);
  return `; the law says ${share(law)} now${settles}`;
}

function share(f: number): string {
  return f.toFixed(3);
}
