import { describe, expect, it } from 'vitest';
import { referenceEngine } from '#lab/engine.ts';
import { type Overrides, withDefaults } from '#lab/params.ts';
import { edgeRatios } from './measure.ts';
import { type EdgeFrame, model } from './model.ts';
import { params } from './params.ts';
import { descentEdge, samEdge } from './theory.ts';

function run(over: Overrides, steps: number, seed = 1): EdgeFrame {
  const engine = referenceEngine(model);
  engine.reset(withDefaults(params, over), seed);
  engine.advance(steps);
  return engine.read();
}

describe('the edges', () => {
  it('SAM’s edge solves η(λ + ρλ²/‖g‖) = 2 and is 2/η for ρ → 0', () => {
    for (const [eta, rho, norm] of [
      [0.2, 0.05, 0.01],
      [0.1, 0.3, 2],
      [0.05, 1e-6, 1],
    ] as const) {
      const lambda = samEdge(eta, rho, norm);
      expect(eta * (lambda + (rho * lambda ** 2) / norm)).toBeCloseTo(2, 12);
    }
    expect(samEdge(0.2, 0, 1)).toBe(descentEdge(0.2));
    expect(samEdge(0.2, 1e-9, 1)).toBeCloseTo(10, 5);
  });

  it('SAM is stable below its edge and not above, on a parabola with the gradient’s size held', () => {
    // x′ = x − ηλ(x + ρλx/‖g‖): the factor is −1 at the edge.
    const factor = (lambda: number) => 1 - 0.2 * lambda * (1 + (0.05 * lambda) / 0.01);
    expect(factor(samEdge(0.2, 0.05, 0.01))).toBeCloseTo(-1, 12);
  });
});

describe('training', () => {
  it('crosses 2/η = 10 within 200 steps and the loss goes on falling', () => {
    const f = run({}, 600);
    const crossing = f.steps[edgeRatios(f).findIndex((ratio) => ratio > 1)];
    expect(crossing).toBeLessThanOrEqual(200);
    expect(f.loss[600] as number).toBeLessThan((f.loss[0] as number) / 10);
  });

  it('looking at the frame does not change the run', () => {
    const engine = referenceEngine(model);
    const p = withDefaults(params, { rho: 0.05 });
    engine.reset(p, 1);
    for (let i = 0; i < 25; i++) {
      engine.advance(1);
      engine.read();
    }
    expect(engine.read()).toEqual(run({ rho: 0.05 }, 25));
  });

  it('halves the step size where it is told to', () => {
    const f = run({ halveAt: 100 }, 200);
    expect([...f.eta.slice(0, 10)].every((eta) => eta === 0.2)).toBe(true);
    expect([...f.eta.slice(10)].every((eta) => eta === 0.1)).toBe(true);
  });

  it('takes a changed step size from the next step on', () => {
    const engine = referenceEngine(model);
    const p = withDefaults(params);
    engine.reset(p, 1);
    engine.advance(100);
    engine.update({ ...p, eta: 0.1 });
    engine.advance(100);
    expect(engine.read().eta.at(-1)).toBe(0.1);
  });

  it('keeps the last finite state of a run that diverges', () => {
    const p = withDefaults(params, { target: 'cheb4' });
    const engine = referenceEngine(model);
    // Far beyond the slider: a step size at which no network survives.
    engine.reset({ ...p, eta: 50 }, 1);
    engine.advance(50);
    const f = engine.read();
    expect(f.diverged).toBeGreaterThan(0);
    expect(f.t).toBe(f.diverged - 1);
    expect([...f.curve, ...f.loss, ...f.slice].every(Number.isFinite)).toBe(true);
    expect(engine.done()).toBe(true);
  });
});
