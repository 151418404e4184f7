/**
 * The figure in words. The description is always current and read on demand; the live
 * region speaks on pause, step and change of regime only, at most once in five seconds
 * while the model runs.
 */
import type { PageSim } from '../page-sim.ts';
import type { Frame, ParamSpecs, Values } from '../sim.ts';

const PAUSE_BETWEEN_MESSAGES_MS = 5000;

export interface Voice {
  frame(sim: PageSim, frame: Frame, values: Values<ParamSpecs>, playing: boolean): void;
  /** The run came to rest: say what is to be seen. */
  settle(sim: PageSim, frame: Frame, values: Values<ParamSpecs>): void;
  problem(text: string): void;
  /** Reminds of a prediction that waits for an answer, with the way to it. */
  invite(question: HTMLElement): void;
  failed(retry: () => void): void;
  ready(): void;
}

export function createVoice(island: HTMLElement): Voice {
  const words = island.querySelector<HTMLElement>('.sim-words');
  const status = island.querySelector<HTMLElement>('.sim-status');
  const spoken = island.querySelector<HTMLElement>('.sim-spoken');
  let regime: string | undefined;
  let last = 0;
  let described = 0;

  const say = (text: string) => {
    if (spoken && spoken.textContent !== text) spoken.textContent = text;
    last = performance.now();
  };
  const describe = (sim: PageSim, frame: Frame, values: Values<ParamSpecs>) => {
    if (words) words.textContent = sim.view.describe(frame, values);
    described = performance.now();
  };

  return {
    frame(sim, frame, values, playing) {
      // The text of a running figure is rewritten four times a second: often enough to be current.
      if (!playing || performance.now() - described > 250) describe(sim, frame, values);
      const now = sim.view.regime?.(frame, values);
      if (now === undefined || now === regime) return;
      const first = regime === undefined;
      if (playing && performance.now() - last < PAUSE_BETWEEN_MESSAGES_MS) return;
      regime = now;
      if (!first) say(now);
    },
    settle(sim, frame, values) {
      describe(sim, frame, values);
      if (island.contains(document.activeElement)) say(sim.view.describe(frame, values));
    },
    problem(text) {
      if (status) status.textContent = text;
    },
    invite(question) {
      if (!status) return;
      const link = document.createElement('a');
      link.href = `#${question.id}`;
      link.textContent = 'Predict first';
      status.replaceChildren(link, ', or press Run again to see it without.');
    },
    failed(retry) {
      if (!status) return;
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = 'Retry';
      button.addEventListener('click', () => {
        status.textContent = '';
        retry();
      });
      queueMicrotask(() => status.append(' ', button));
    },
    ready() {
      if (status?.querySelector('button')) status.textContent = '';
      // The line of an invitation that was declined stays, so that Run doesn't move from under the pointer.
      else if (status?.querySelector('a')) status.textContent = '\u00a0';
    },
  };
}
