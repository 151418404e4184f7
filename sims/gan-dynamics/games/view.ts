import type { Panel } from '#lab/panel.ts';
import { grouped } from '#lab/scale.ts';
import type { View } from '#lab/sim.ts';
import { behaviours, finalRadius, growth } from './behaviour.ts';
import { lineup, METHODS } from './methods.ts';
import type { GamesFrame } from './model.ts';
import { eigenvaluePanel } from './panels/eigenvalues.ts';
import { phasePanel } from './panels/phase.ts';
import { radiusPanel } from './panels/radius.ts';
import { stabilityPanel } from './panels/stability.ts';
import type { params } from './params.ts';

type P = typeof params;

const GAMES: Record<string, string> = {
  bilinear: 'the bilinear game',
  dirac: 'the saturating Dirac-GAN',
  'dirac-ns': 'the non-saturating Dirac-GAN',
};

export const view: View<P, GamesFrame> = {
  panels(f, p): Panel[] {
    return [phasePanel(f, p), eigenvaluePanel(p), radiusPanel(f, p), stabilityPanel(f, p)];
  },

  describe(f, p) {
    const game = GAMES[p.game] ?? p.game;
    const step = `step size ${p.eta}`;
    if (p.race === 'field') {
      const [low, median, high] = f.radius.slice(-3);
      const blown = f.divergedAt.filter((at) => at >= 0).length;
      const end = blown > 0 ? ` ${blown} diverged, the first at step ${f.diverged}.` : '';
      return `${capital(game)} from ${grouped(f.change.length)} starts, method ${METHODS[lineup(p)[0] ?? 'simultaneous']}, ${step}: after ${grouped(f.t)} steps ${nearer(f)} of the runs are nearer to the equilibrium than they began. Of the ${f.x.length} that are drawn, half are within ${words(median)} of the equilibrium, eight in ten between ${words(low)} and ${words(high)}.${end}`;
    }
    const runs = behaviours(f, p).map(({ method, state, divergedAt }, k) => {
      const name = METHODS[method];
      if (divergedAt >= 0) return `${name} diverged at step ${divergedAt}`;
      const rate = growth(f, k);
      const change = Number.isFinite(rate) ? `, ${rate.toFixed(4)} a step lately` : '';
      return `${name} ${state} (distance ${words(finalRadius(f, k))}${change})`;
    });
    const [x, y] = [p.start[0] ?? 1, p.start[1] ?? 1];
    return `${capital(game)} from (${words(x)}, ${words(y)}), ${step}, after ${grouped(f.t)} steps: ${runs.join('; ')}.`;
  },

  regime(f, p) {
    if (p.race === 'field') return f.diverged >= 0 ? 'some starts diverged' : 'all starts finite';
    return behaviours(f, p)
      .map(({ method, state }) => `${METHODS[method]} ${state}`)
      .join(', ');
  },
};

/** The share of all runs that are nearer than they began. */
function nearer(f: GamesFrame): string {
  const count = f.change.reduce((sum, change) => sum + (change < 0 ? 1 : 0), 0);
  return `${Math.round((100 * count) / f.change.length)} %`;
}

const words = (value: number | undefined): string => String(Number((value ?? Number.NaN).toPrecision(3)));
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
