/** An engine that goes to the card for some runs only. */
import { describe, expect, test } from 'vitest';
import { referenceEngine } from '#lab/engine.ts';
import { hybridEngine } from '#lab/hybrid.ts';
import type { Engine, Frame, Model, ParamSpecs } from '#lab/sim.ts';

const specs = {
  many: { kind: 'flag', tex: 'm', label: 'many', url: 'm', default: false, restart: true },
} as const satisfies ParamSpecs;
type P = typeof specs;

/** Counts its steps, from the seed's own start. */
const model: Model<P, { t: number; from: number }, Frame> = {
  init: (_, rng) => ({ t: 0, from: rng.uint32() }),
  step(s, _, n) {
    s.t += n;
  },
  observe: (s) => ({ t: s.t, from: s.from }),
};

function workplace() {
  const events: string[] = [];
  let lose: (reason: string) => void = () => {};
  const openCard = async (): Promise<Engine<P, Frame> & { samples(): number }> => {
    events.push('open');
    const inner = referenceEngine(model);
    const lost = new Promise<string>((resolve) => {
      lose = resolve;
    });
    return {
      ...inner,
      backend: 'webgpu',
      lost,
      samples: () => 16,
      dispose: () => void events.push('dispose'),
    };
  };
  const engine = hybridEngine(model, ({ many }) => many, openCard);
  return { engine, events, lose: (reason: string) => lose(reason) };
}

describe('a hybrid engine', () => {
  test('does not load the card before a run needs it, and keeps it then', async () => {
    const { engine, events } = workplace();
    expect(engine.backend).toBe('webgpu');
    await engine.reset({ many: false }, 1);
    await engine.advance(3);
    expect([engine.backend, engine.samples(), (await engine.read()).t]).toEqual(['reference', 1, 3]);
    expect(events).toEqual([]);
    await engine.reset({ many: true }, 1);
    await engine.advance(2);
    expect([engine.backend, engine.samples(), (await engine.read()).t]).toEqual(['webgpu', 16, 2]);
    await engine.reset({ many: false }, 1);
    expect([engine.backend, (await engine.read()).t]).toEqual(['reference', 0]);
    await engine.reset({ many: true }, 2);
    engine.dispose();
    expect(events).toEqual(['open', 'dispose']);
  });

  test('a lost card is reported', async () => {
    const { engine, lose } = workplace();
    await engine.reset({ many: true }, 1);
    lose('pulled out');
    expect(await engine.lost).toBe('pulled out');
  });

  test('without a run there is nothing to do', () => {
    const { engine } = workplace();
    expect(() => engine.advance(1)).toThrow('reset');
  });
});
