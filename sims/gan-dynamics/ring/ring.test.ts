import { describe, expect, it } from 'vitest';
import { withDefaults } from '#lab/params.ts';
import { createRng } from '#lab/random.ts';
import { softplus } from '../numerics/logistic.ts';
import { Draws } from './data/draws.ts';
import { coverage } from './data/metrics.ts';
import { createHistory, note, spreadOf } from './ensemble.ts';
import { model, ON_PROCESSOR } from './model.ts';
import { addOuter, affine, backInput } from './net/matmul.ts';
import { backward, createNet, createTape, forward, type Net } from './net/mlp.ts';
import { addPenalty, createPenaltyTape, inputGradient } from './net/penalty.ts';
import { params } from './params.ts';
import { qualityOfData } from './theory.ts';
import {
  createTraining,
  discriminatorStep,
  generatorStep,
  type RingValues,
  type Training,
} from './training.ts';
import { view } from './view.ts';

const values = (over: Partial<RingValues> = {}): RingValues => withDefaults(params, over);
/** Small nets, so that every derivative can be checked. */
const SMALL = { hidden: 8, zdim: 5, batch: 16, nd: 1 } as const;
/** A rate of 0 leaves the nets as they are, with the step's gradient in them. */
const frozen = (over: Partial<RingValues> = {}) => values({ ...SMALL, rate: 0, ...over });
const normals = (count: number, name: string) => {
  const out = new Float64Array(count);
  new Draws(createRng(3).split(name)).normals(out, count);
  return out;
};
const outputOf = (net: Net, x: Float64Array, rows: number): Float64Array => {
  const tape = createTape(net, rows);
  (tape.values[0] as Float64Array).set(x.subarray(0, rows * (net.sizes[0] as number)));
  forward(net, tape, 0, rows);
  return tape.values[net.layers.length] as Float64Array;
};

/** Central differences of `loss` in each of `at`, against `gradient`, relative to the gradient's largest entry. */
function expectGradient(loss: () => number, at: Float64Array, gradient: Float64Array): void {
  const h = 1e-6;
  const scale = Math.max(...gradient.map(Math.abs));
  expect(scale).toBeGreaterThan(1e-6);
  let worst = 0;
  for (let i = 0; i < at.length; i++) {
    const value = at[i] as number;
    at[i] = value + h;
    const up = loss();
    at[i] = value - h;
    const down = loss();
    at[i] = value;
    worst = Math.max(worst, Math.abs((up - down) / (2 * h) - (gradient[i] as number)));
  }
  expect(worst / scale).toBeLessThan(1e-6);
}

describe('matrix products', () => {
  it.each([
    [1, 1, 1],
    [3, 5, 7],
    [4, 8, 4],
    [7, 6, 9],
  ])('%d rows, %d inputs, %d outputs against the plain loops', (n, inputs, outputs) => {
    const [x, w, b, dy] = ['x', 'w', 'b', 'dy'].map((name, k) =>
      normals([(n + 1) * inputs, outputs * inputs, outputs, (n + 1) * outputs][k] as number, name),
    ) as [Float64Array, Float64Array, Float64Array, Float64Array];
    const y = new Float64Array((n + 1) * outputs).fill(9);
    const dx = new Float64Array((n + 1) * inputs).fill(9);
    const dw = new Float64Array(outputs * inputs).fill(1);
    affine(x, w, b, y, 1, n, inputs, outputs);
    backInput(dy, w, dx, 1, n, inputs, outputs);
    addOuter(dy, x, dw, 1, n, inputs, outputs);
    const sum = (count: number, f: (k: number) => number) =>
      Array.from({ length: count }, (_, k) => f(k)).reduce((s, v) => s + v, 0);
    const W = (o: number, i: number) => w[o * inputs + i] as number;
    for (let r = 1; r <= n; r++) {
      for (let o = 0; o < outputs; o++) {
        const plain = (b[o] as number) + sum(inputs, (i) => (x[r * inputs + i] as number) * W(o, i));
        expect(y[r * outputs + o]).toBeCloseTo(plain, 12);
      }
      for (let i = 0; i < inputs; i++) {
        expect(dx[r * inputs + i]).toBeCloseTo(
          sum(outputs, (o) => (dy[r * outputs + o] as number) * W(o, i)),
          12,
        );
      }
    }
    for (let o = 0; o < outputs; o++) {
      for (let i = 0; i < inputs; i++) {
        const plain =
          1 + sum(n, (r) => (dy[(r + 1) * outputs + o] as number) * (x[(r + 1) * inputs + i] as number));
        expect(dw[o * inputs + i]).toBeCloseTo(plain, 12);
      }
    }
    // Row 0 was not asked for.
    expect(y[0]).toBe(9);
    expect(dx[0]).toBe(9);
  });
});

describe('gradients against finite differences', () => {
  it.each([false, true])('of a net, leaky: %s, in weights and inputs', (leaky) => {
    const net = createNet([4, 7, 6, 2], leaky, createRng(1));
    const tape = createTape(net, 5);
    const x = tape.values[0] as Float64Array;
    x.set(normals(x.length, 'inputs'));
    net.params.set(net.params.map((v, i) => v + 0.05 * Math.sin(i)));
    const weight = normals(10, 'output weights');
    const loss = () => outputOf(net, x, 5).reduce((s, y, i) => s + y * (weight[i] as number), 0);
    forward(net, tape, 0, 5);
    (tape.deltas[3] as Float64Array).set(weight);
    backward(net, tape, 0, 5, { weights: true, input: true });
    expectGradient(loss, net.params, net.gradient);
    expectGradient(loss, x, tape.deltas[0] as Float64Array);
  });

  it.each(['r1', 'gp'] as const)('of the %s penalty, which differentiates a gradient', (kind) => {
    const net = createNet([4, 7, 6, 1], true, createRng(2));
    net.params.set(net.params.map((v, i) => v + 0.05 * Math.sin(i)));
    const rows = 6;
    const tape = createTape(net, rows);
    const buffers = createPenaltyTape(net, rows);
    const x = tape.values[0] as Float64Array;
    x.set(normals(x.length, 'points'));
    // The slope in x itself by central differences of D, so that nothing is taken on trust.
    const penalty = () => {
      const h = 1e-5;
      let sum = 0;
      for (let r = 0; r < rows; r++) {
        let squared = 0;
        for (let i = 4 * r; i < 4 * r + 4; i++) {
          const shifted = (by: number) => {
            const moved = x.slice();
            moved[i] = (moved[i] as number) + by;
            return outputOf(net, moved, rows)[r] as number;
          };
          squared += ((shifted(h) - shifted(-h)) / (2 * h)) ** 2;
        }
        sum += kind === 'r1' ? 0.5 * squared : (Math.sqrt(squared) - 1) ** 2;
      }
      return (0.7 * sum) / rows;
    };
    forward(net, tape, 0, rows);
    const value = addPenalty(net, tape, buffers, 0, rows, kind, 0.7);
    expect(value).toBeCloseTo(penalty(), 8);
    const scale = Math.max(...net.gradient.map(Math.abs));
    expect(scale).toBeGreaterThan(1e-3);
    for (let i = 0; i < net.params.length; i += 3) {
      const at = net.params[i] as number;
      const h = 1e-5;
      net.params[i] = at + h;
      const up = penalty();
      net.params[i] = at - h;
      const down = penalty();
      net.params[i] = at;
      // Two nested differences of step 1e-5: 1e-16/1e-10 of rounding.
      expect(Math.abs((up - down) / (2 * h) - (net.gradient[i] as number)) / scale).toBeLessThan(1e-4);
    }
  });

  it.each([
    { loss: 'ns', pack: 1, penalty: 'none' },
    { loss: 'ns', pack: 2, penalty: 'r1', gamma: 0.5 },
    { loss: 'saturating', pack: 1, penalty: 'r1', gamma: 2 },
    { loss: 'wasserstein', pack: 2, penalty: 'gp', gamma: 1 },
  ] as const)('of a whole discriminator step: %o', (over) => {
    const p = frozen(over);
    const s = createTraining(p, createRng(4));
    discriminatorStep(s, p);
    const { discriminator: net, packs } = s;
    const width = net.sizes[0] as number;
    const input = (s.tapes.discriminator.values[0] as Float64Array).slice();
    const loss = () => {
      const tape = createTape(net, 3 * packs);
      (tape.values[0] as Float64Array).set(input);
      forward(net, tape, 0, 3 * packs);
      const d = tape.values[3] as Float64Array;
      let sum = 0;
      for (let r = 0; r < packs; r++) {
        const [real, fake] = [d[r] as number, d[packs + r] as number];
        sum += over.loss === 'wasserstein' ? fake - real : softplus(-real) + softplus(fake);
      }
      if (over.penalty === 'none') return sum / packs;
      const from = over.penalty === 'r1' ? 0 : 2 * packs;
      const slopes = createPenaltyTape(net, 3 * packs);
      inputGradient(net, tape, slopes, from, packs);
      for (let r = from; r < from + packs; r++) {
        const norm = Math.hypot(...(slopes.u[0] as Float64Array).subarray(r * width, (r + 1) * width));
        sum += p.gamma * (over.penalty === 'r1' ? 0.5 * norm ** 2 : (norm - 1) ** 2);
      }
      return sum / packs;
    };
    expectGradient(loss, net.params, net.gradient);
  });

  it.each(['ns', 'saturating', 'wasserstein'])('of a whole generator step, %s loss, packs of 2', (loss) => {
    const p = frozen({ loss, pack: 2 });
    const s = createTraining(p, createRng(5));
    // Off the kinks: with zero biases a sample whose hidden units are all off sits on one.
    for (const net of [s.generator, s.discriminator])
      net.params.set(net.params.map((v, i) => v + 0.05 * Math.sin(i)));
    generatorStep(s, p);
    const latents = (s.tapes.generator.values[0] as Float64Array).slice();
    const value = () => {
      const samples = outputOf(s.generator, latents, s.samples);
      const d = outputOf(s.discriminator, samples, s.packs);
      const each = (f: number) => (loss === 'ns' ? softplus(-f) : loss === 'saturating' ? -softplus(f) : -f);
      return d.reduce((sum, f) => sum + each(f), 0) / s.packs;
    };
    expectGradient(value, s.generator.params, s.generator.gradient);
  });
});

describe('a training step', () => {
  it('moves one player at a time', () => {
    const p = values(SMALL);
    const s = createTraining(p, createRng(6));
    const [g, d] = [s.generator.params.slice(), s.discriminator.params.slice()];
    discriminatorStep(s, p);
    expect(s.generator.params).toEqual(g);
    expect(s.generator.gradient.every((v) => v === 0)).toBe(true);
    expect(s.discriminator.params).not.toEqual(d);
    const after = s.discriminator.params.slice();
    generatorStep(s, p);
    expect(s.discriminator.params).toEqual(after);
    expect(s.generator.params).not.toEqual(g);
  });

  it.each([1, 2, 3, 4])('packs of %d hold samples of one kind only', (pack) => {
    const p = frozen({ pack, sd: 0.01 });
    const s = createTraining(p, createRng(7));
    // A generator whose every sample is far from the ring.
    s.generator.layers.at(-1)?.b.fill(100);
    discriminatorStep(s, p);
    const input = s.tapes.discriminator.values[0] as Float64Array;
    const width = 2 * pack;
    expect(s.packs).toBe(Math.floor(16 / pack));
    expect(input.subarray(0, s.packs * width).every((v) => Math.abs(v) < 3)).toBe(true);
    expect(input.subarray(s.packs * width, 2 * s.packs * width).every((v) => v > 50)).toBe(true);
  });

  it('instance noise spreads real and generated samples alike', () => {
    const spread = (noise: number) => {
      const p = frozen({ noise, batch: 256, sd: 0.01, modes: 1 });
      const s = createTraining(p, createRng(8));
      s.generator.params.fill(0);
      discriminatorStep(s, p);
      const input = s.tapes.discriminator.values[0] as Float64Array;
      const sd = (from: number) => {
        const y = Float64Array.from({ length: 256 }, (_, i) => input[from + 2 * i + 1] as number);
        return Math.sqrt(y.reduce((sum, v) => sum + v * v, 0) / 256);
      };
      return [sd(0), sd(512)] as const;
    };
    expect(spread(0)[1]).toBe(0);
    // A standard deviation from 256 draws is known to 0.5/√128 = 4.4 %.
    for (const sd of spread(0.5)) expect(Math.abs(sd / 0.5 - 1)).toBeLessThan(4 * 0.044);
  });

  it('a blow-up keeps the last finite state and is named', () => {
    const p = values({ ...SMALL, rate: 1e200 });
    const s = model.init(p, createRng(9));
    model.step(s, p, 20);
    const f = model.observe(s, p);
    expect(f.diverged).toBeGreaterThan(0);
    expect(f.t).toBe(f.diverged);
    expect(
      [...s.runs[0].training.generator.params, ...s.runs[0].training.discriminator.params].every(
        Number.isFinite,
      ),
    ).toBe(true);
    expect(view.describe(f, p)).toContain(`diverged at step ${f.diverged}`);
    expect(view.regime?.(f, p)).toBe(`diverged at step ${f.diverged}`);
    expect(model.done?.(s, p)).toBe(true);
  });

  it('the first steps already tell R1 from the plain loss, and do not allocate nets anew', () => {
    const run = (over: Partial<RingValues>): [Training, RingValues] => {
      const p = values({ ...SMALL, ...over });
      const s = model.init(p, createRng(10));
      const { discriminator: net } = s.runs[0].training;
      model.step(s, p, 3);
      expect(s.runs[0].training.discriminator).toBe(net);
      return [s.runs[0].training, p];
    };
    const [plain] = run({});
    const [penalised] = run({ penalty: 'r1', gamma: 1 });
    expect(plain.discriminator.params).not.toEqual(penalised.discriminator.params);
  });
});

describe('draws and measures', () => {
  it('normals are normal, in bulk as one by one in count', () => {
    const z = normals(40_001, 'many');
    const mean = z.reduce((s, v) => s + v, 0) / z.length;
    const variance = z.reduce((s, v) => s + v * v, 0) / z.length;
    const fourth = z.reduce((s, v) => s + v ** 4, 0) / z.length;
    // Standard errors 1/√n, √(2/n), √(96/n).
    expect(Math.abs(mean)).toBeLessThan(4 / 200);
    expect(Math.abs(variance - 1)).toBeLessThan(4 * (Math.SQRT2 / 200));
    expect(Math.abs(fourth - 3)).toBeLessThan(4 * (Math.sqrt(96) / 200));
    expect(z.filter((v) => v === 0)).toHaveLength(0);
  });

  it('the data themselves have HQ 1 − e^{−9/2}, all modes and no divergence', () => {
    const n = 20_000;
    const data = new Float64Array(2 * n);
    new Draws(createRng(11)).ring(data, n, 8, 2, 0.1);
    const found = coverage(data, n, 8, 2, 0.1);
    const expected = qualityOfData(3);
    expect(found.covered).toBe(8);
    expect(Math.abs(found.quality - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / n));
    // 2n·KL is χ² with 7 degrees of freedom: mean 7, standard deviation √14.
    expect(2 * n * found.kl).toBeLessThan(7 + 4 * Math.sqrt(14));
  });

  it('a single point has one mode and KL log 8; a mode is covered from 1 % of all samples on', () => {
    const samples = new Float64Array(2 * 2500);
    for (let i = 0; i < 2500; i++) samples[2 * i] = 2;
    const collapsed = coverage(samples, 2500, 8, 2, 0.1);
    expect(collapsed).toMatchObject({ covered: 1, quality: 1 });
    expect(collapsed.kl).toBeCloseTo(Math.log(8), 12);
    const at = (count: number) => {
      const split = samples.slice();
      for (let i = 0; i < count; i++) split.set([0, 2.29], 2 * i);
      return coverage(split, 2500, 8, 2, 0.1).covered;
    };
    expect(at(24)).toBe(1);
    expect(at(25)).toBe(2);
  });

  it('a sample just beyond 3σ counts for its mode but not as good', () => {
    const found = coverage(Float64Array.of(-2.31, 0), 1, 8, 2, 0.1);
    expect(found.quality).toBe(0);
    expect(found.shares[4]).toBe(1);
  });
});

describe('replicas', () => {
  const run = (over: Partial<RingValues>, seed: number) => {
    const p = values({ ...SMALL, ...over });
    const s = model.init(p, createRng(seed));
    model.step(s, p, 50);
    return { p, f: model.observe(s, p) };
  };

  it('are the runs of the next seeds, and the first is not disturbed', () => {
    const alone = [12, 13, 14].map((seed) => run({}, seed).f);
    const { f } = run({ replicas: 3 }, 12);
    expect(f.replicas).toBe(3);
    expect(f.samples).toEqual(alone[0]?.samples);
    expect(f.covered).toEqual(alone[0]?.covered);
    for (const i of [0, 1, 2]) {
      const quality = alone.map((one) => one.quality[i] as number).sort((a, b) => a - b);
      expect([f.qualityLow[i], f.qualityMedian[i], f.qualityHigh[i]]).toEqual(quality);
    }
    expect(new Set(alone.map((one) => one.quality[2])).size).toBe(3);
  });

  it('beyond what the processor runs are missing, and the figure says so', () => {
    const { p, f } = run({ replicas: 16 }, 12);
    expect(f.replicas).toBe(ON_PROCESSOR);
    expect(view.describe(f, p)).toContain('16 were asked for: the processor runs 4');
    const texts = view
      .panels(f, p)
      .flatMap(({ key }) => key ?? [])
      .flatMap((row) => row.map((entry) => entry.text));
    expect(texts).toContain('median, 80 % of 4 of 16 runs');
  });

  it('a run that has ended counts with its last measurement', () => {
    const [one, two] = [createHistory(8), createHistory(8)];
    const found = (covered: number) => ({
      covered,
      quality: covered / 8,
      kl: 0,
      shares: new Float64Array(8),
    });
    for (const [t, k] of [2, 4, 6].entries()) note(one, t, found(k));
    note(two, 0, found(8));
    expect(spreadOf([one, two], 'covered')).toEqual({
      low: Float64Array.of(2, 4, 6),
      median: Float64Array.of(5, 6, 7),
      high: Float64Array.of(8, 8, 8),
    });
  });
});
