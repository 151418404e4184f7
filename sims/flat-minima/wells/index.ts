import { defineSim } from '#lab/sim.ts';
import { mean, secondHalf } from '../record/numbers.ts';
import { lawOf } from './law.ts';
import { lateShare, meanPassage, share } from './measure.ts';
import { model } from './model.ts';
import { params } from './params.ts';
import { wellTemperature, wellVariance } from './theory.ts';
import { view } from './view.ts';

export default defineSim({
  id: 'flat-minima/wells',
  title: 'Two wells',
  summary: 'Gradient noise has a temperature; it leaves sharp minima and settles in wide ones.',
  params,
  model,
  view,
  stories: [
    {
      id: 'escape',
      title: 'Escape',
      caption:
        'All particles start in the sharp well. The noise of SGD has the temperature $T=\\eta\\sigma_1^2/2B=0.5$; it drives them over the ridge, sooner than the same temperature would at $\\eta\\to0$, because the sharp well is hotter: $T/(1-\\eta k_s/2)$.',
      params: {},
      seed: 1,
      steps: 12000,
      rate: 1200,
    },
    {
      id: 'return',
      title: 'The way back',
      caption:
        'All particles start in the flat well. Both wells are equally deep and the ridge is the same; the way back takes about $\\sqrt{k_s/k_f}$ times as long, for the wide well holds more room.',
      params: { start: 1 },
      seed: 1,
      steps: 24000,
      rate: 2400,
    },
    {
      id: 'large-batch',
      title: 'Large batch',
      caption: 'Four times the batch at the same step size: a quarter of the temperature, and nobody leaves.',
      params: { batch: 64 },
      seed: 1,
      steps: 12000,
      rate: 1200,
    },
    {
      id: 'higher-floor',
      title: 'Flat but worse',
      caption:
        'The flat floor lies $0.5$ above the sharp one. Width still pays: in the long run about seven in ten particles are in the worse minimum.',
      params: { c: 0.5 },
      seed: 1,
      steps: 12000,
      rate: 1200,
    },
    {
      id: 'sharp-heat',
      title: 'Temperature of a sharp well',
      caption:
        'Too cold to escape. In a well of curvature $k$ the variance is $\\eta\\sigma^2/(k(2-\\eta k))$ exactly: here a temperature a quarter above $T$.',
      params: { sigma: 18, tau: 0.02, particles: 1024 },
      seed: 1,
      steps: 4000,
      rate: 400,
    },
    {
      id: 'flat-heat',
      title: 'Temperature of a flat well',
      caption:
        'Noise with one example a step, $\\eta=0.1$, in the flat well. Doubling $\\eta$ and $B$ together leaves $T$ as it is, but not the variance: that rule is for small $\\eta k$.',
      params: { start: 1, tau: 0.02, eta: 0.1, sigma: 1, batch: 1, particles: 1024 },
      seed: 1,
      steps: 4000,
      rate: 400,
    },
  ],
  claims: [
    {
      id: 'escape-time',
      statement:
        'From the sharp bottom to the flat one SGD at $\\eta=0.01$, $T=0.5$ needs a mean time of $18.3$, not the $23.0$ of the limit $\\eta\\to0$.',
      tex: '\\eta\\,\\mathbb{E}[k_{s\\to f}]',
      source: 'own',
      story: 'escape',
      at: 12000,
      predict: (p) => lawOf(p).chain?.sharpToFlat ?? Number.NaN,
      measure: meanPassage,
      // Passage times are exponential: standard error mean/√(4·256), times 4.
      tolerance: { rel: 0.125, replicas: 4 },
    },
    {
      id: 'return-time',
      statement: 'The way back needs a mean time of $105$: about $\\sqrt{k_s/k_f}$ times as long, and more.',
      tex: '\\eta\\,\\mathbb{E}[k_{f\\to s}]',
      source: 'own',
      story: 'return',
      at: 24000,
      predict: (p) => lawOf(p).chain?.flatToSharp ?? Number.NaN,
      measure: meanPassage,
      // 90 % of 8·256 exponential times have ended: standard error mean/√1840, times 4.
      tolerance: { rel: 0.093, replicas: 8 },
      slow: true,
    },
    {
      id: 'occupancy',
      statement:
        'In the long run $86\\,\\%$ of the particles are in the flat well; Boltzmann’s law for $\\eta\\to0$ says $82\\,\\%$.',
      tex: 'P(\\text{flat})',
      source: 'own',
      story: 'escape',
      at: 24000,
      predict: (p) => lawOf(p).chain?.share ?? Number.NaN,
      measure: lateShare,
      // Two replicas of 256 particles over 120/(2·15.6) ≈ 4 independent looks: √(0.86·0.14/2000) = 0.008, times 4.
      tolerance: { abs: 0.031, replicas: 2 },
    },
    {
      id: 'large-batch-stays',
      statement: 'At four times the batch no particle leaves the sharp well in the same time.',
      tex: '1-e^{-t/\\tau_{s\\to f}}',
      source: 'keskar2017',
      story: 'large-batch',
      at: 12000,
      predict: (p, f) => 1 - Math.exp(-f.time / (lawOf(p).chain?.sharpToFlat ?? Number.NaN)),
      measure: share,
      // Fewer than one of 256 particles.
      tolerance: { abs: 0.5 / 256 },
    },
    {
      id: 'variance',
      statement: 'SGD in a well of curvature $k$ has the variance $\\eta\\sigma^2/(k(2-\\eta k))$.',
      tex: '\\frac{\\eta\\sigma^2}{k(2-\\eta k)}',
      source: 'own',
      story: 'flat-heat',
      at: 4000,
      predict: (p) => wellVariance(p.kf, p.eta, p.sigma / Math.sqrt(p.batch)),
      measure: (f, p) => mean(secondHalf(f.flatHeat)) / p.kf,
      // 1024 particles over about 2000·0.2/1.8 independent looks: √(2/230000) = 0.3 %, times 3.4.
      tolerance: { rel: 0.01 },
      digits: 4,
    },
    {
      id: 'variance-not-ratio',
      statement:
        'Four times the step size and four times the batch have the same $T$, but one and a half times the variance.',
      tex: '\\frac{\\eta\\sigma^2}{k(2-\\eta k)}',
      source: 'own',
      story: 'flat-heat',
      at: 4000,
      params: { eta: 0.4, batch: 4 },
      predict: (p) => wellVariance(p.kf, p.eta, p.sigma / Math.sqrt(p.batch)),
      measure: (f, p) => mean(secondHalf(f.flatHeat)) / p.kf,
      tolerance: { rel: 0.01 },
      digits: 4,
    },
    {
      id: 'sharp-is-hotter',
      statement: 'The sharp well reads the temperature $T/(1-\\eta k_s/2)$.',
      tex: '\\frac{T}{1-\\eta k_s/2}',
      source: 'own',
      story: 'sharp-heat',
      at: 4000,
      predict: (p) => wellTemperature(p.ks, p.eta, p.sigma / Math.sqrt(p.batch)),
      measure: (f) => mean(secondHalf(f.sharpHeat)),
      tolerance: { rel: 0.01 },
    },
  ],
  questions: [
    {
      id: 'share',
      kind: 'number',
      prompt:
        'The wells are equally deep; all particles start in the sharp one. Which share (0 to 1) is in the flat one at the end?',
      story: 'escape',
      at: 12000,
      answer: share,
      abs: 0.06,
      explain:
        'Boltzmann weighs wells by width: $\\sqrt{k_s}/(\\sqrt{k_s}+\\sqrt{k_f})=0.82$. Steps of $\\eta=0.01$ heat the sharp well, which adds four points.',
    },
    {
      id: 'way-back',
      kind: 'number',
      prompt:
        'From the sharp bottom to the flat one takes a mean time of about 18. How long does the way back take?',
      story: 'return',
      at: 24000,
      answer: meanPassage,
      factor: 1.35,
      explain:
        'In the long run as many cross one way as the other, so the times are as the shares: a ratio of $\\sqrt{k_s/k_f}=4.5$, or $5.7$ with the hotter sharp well.',
    },
    {
      id: 'batch',
      kind: 'choice',
      prompt: 'Four times the batch, the same step size. How many of the 256 particles leave the sharp well?',
      story: 'large-batch',
      at: 12000,
      options: ['none', 'about a quarter as many', 'about half as many', 'just as many, only later'],
      answer: (f) => (share(f) < 0.01 ? 0 : share(f) < 0.3 ? 1 : share(f) < 0.6 ? 2 : 3),
      explain:
        'Escape times grow as $e^{\\Delta L/T}$: with four times the exponent they are longer than any run.',
    },
  ],
});
