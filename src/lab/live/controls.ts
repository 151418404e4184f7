/** The controls are in the page already; this gives them their functions. */

import type { PageSim } from '../page-sim.ts';
import { fromSlider, neighbour, toSlider } from '../params.ts';
import { grouped } from '../scale.ts';
import type { Backend, Frame, Param, ParamSpecs, ParamValue, Values } from '../sim.ts';
import type { FigureState } from '../url-state.ts';
import type { Phase } from './run.ts';

export interface Actions {
  state(): FigureState;
  latest(): { frame: Frame; values: Values<ParamSpecs> } | undefined;
  snapshot(): HTMLCanvasElement;
  query(): string;
  play(): void;
  step(): void;
  reset(): void;
  reseed(): void;
  speed(factor: number): void;
  change(values: Values<ParamSpecs>): void;
  tell(story: string): Promise<void>;
}

export interface Controls {
  frame(frame: Frame, values: Values<ParamSpecs>): void;
  phase(phase: Phase): void;
  backend(backend: Backend, why: string): void;
  /** Sets every control to a state. */
  show(state: FigureState): void;
  dispose(): void;
}

const ARROWS: Readonly<Record<string, 1 | -1>> = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 };

export function bindControls(island: HTMLElement, sim: PageSim, actions: Actions): Controls {
  const specs = sim.params as ParamSpecs;
  const find = <T extends HTMLElement>(selector: string) => island.querySelector<T>(selector);
  const playButton = find<HTMLButtonElement>('[data-do="play"]');
  const time = find<HTMLElement>('.sim-time');
  const seed = find<HTMLElement>('.sim-seed');
  const stop = new AbortController();
  const on = (target: EventTarget | null, type: string, listener: (event: Event) => void) =>
    target?.addEventListener(type, listener, { signal: stop.signal });

  const showParam = (name: string, spec: Param, value: ParamValue) => {
    const input = find<HTMLInputElement | HTMLSelectElement>(`[data-param="${name}"]`);
    const output = find<HTMLElement>(`[data-value-of="${name}"]`);
    if (spec.kind === 'number' && input) {
      input.value = String(toSlider(spec, value as number));
      input.setAttribute('aria-valuetext', `${value}${spec.unit ? ` ${spec.unit}` : ''}`);
      if (output) output.textContent = String(value).replace('-', '−');
    } else if (spec.kind === 'flag' && input instanceof HTMLInputElement) input.checked = value === true;
    else if (spec.kind === 'choice' && input) input.value = String(value);
  };
  const show = (state: FigureState) => {
    for (const [name, spec] of Object.entries(specs)) {
      showParam(name, spec, state.values[name] as ParamValue);
      const row = find<HTMLElement>(`[data-row="${name}"]`);
      if (row) row.hidden = spec.when?.(state.values) === false;
    }
    for (const button of island.querySelectorAll<HTMLElement>('[data-story]')) {
      button.setAttribute('aria-pressed', String(button.dataset.story === state.story));
    }
    if (seed) seed.textContent = String(state.seed);
  };
  const afterwards = (result: unknown) => Promise.resolve(result).then(() => show(actions.state()));

  const commands: Readonly<Record<string, () => unknown>> = {
    play: actions.play,
    step: actions.step,
    reset: actions.reset,
    reseed: actions.reseed,
    link: () => copyLink(island, actions.query()),
    csv: () => exporting((m) => m.saveCsv(sim, actions.latest(), actions.query())),
    svg: () => exporting((m) => m.saveSvg(sim, actions.latest(), island)),
    png: () => exporting((m) => m.savePng(sim, actions.snapshot())),
  };
  /** What has nothing to give before the model has drawn a frame. */
  const ofFrames = [...island.querySelectorAll<HTMLButtonElement>('.sim-menu [data-do]')];
  let isReady = false;
  for (const button of island.querySelectorAll<HTMLButtonElement>('[data-do]')) {
    const command = commands[button.dataset.do ?? ''];
    button.disabled = false;
    if (command) on(button, 'click', () => afterwards(command()));
  }
  for (const button of island.querySelectorAll<HTMLButtonElement>('[data-story]')) {
    button.disabled = false;
    on(button, 'click', () => afterwards(actions.tell(button.dataset.story ?? '')));
  }
  const speed = find<HTMLSelectElement>('[data-speed]');
  if (speed) {
    speed.disabled = false;
    on(speed, 'change', () =>
      actions.speed(speed.value === 'max' ? Number.POSITIVE_INFINITY : Number(speed.value)),
    );
  }
  for (const [name, spec] of Object.entries(specs)) {
    const input = find<HTMLInputElement | HTMLSelectElement>(`[data-param="${name}"]`);
    if (!input) continue;
    input.disabled = false;
    const set = (value: ParamValue) => {
      showParam(name, spec, value);
      afterwards(actions.change({ ...actions.state().values, [name]: value }));
    };
    on(input, spec.kind === 'number' ? 'input' : 'change', () => set(readInput(spec, input)));
    if (spec.kind !== 'number' || spec.scale !== 'log') continue;
    on(input, 'keydown', (event) => {
      const direction = ARROWS[(event as KeyboardEvent).key];
      if (!direction) return;
      event.preventDefault();
      set(neighbour(spec, actions.state().values[name] as number, direction));
    });
  }
  on(find('.sim-stage'), 'keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey, target } = event as KeyboardEvent;
    if (ctrlKey || metaKey || altKey || target instanceof HTMLButtonElement) return;
    const command = { ' ': actions.play, '.': actions.step, r: actions.reset, R: actions.reset }[key];
    if (!command) return;
    event.preventDefault();
    afterwards(command());
  });

  return {
    frame(frame) {
      if (time) time.textContent = grouped(frame.t);
      if (!isReady) return;
      for (const control of ofFrames) control.disabled = false;
    },
    phase(phase) {
      isReady = phase !== 'opening' && phase !== 'failed';
      const playing = phase === 'playing';
      if (playButton) {
        playButton.dataset.playing = String(playing);
        const label = playButton.querySelector('.label');
        if (label) label.textContent = playing ? 'Pause' : 'Run';
      }
      // A handle that has the focus keeps it while an engine hands over.
      if (isReady)
        for (const handle of island.querySelectorAll<HTMLButtonElement>('.sim-handle'))
          handle.disabled = false;
      for (const control of island.querySelectorAll<HTMLButtonElement>('[data-do]')) {
        control.disabled = !isReady || (ofFrames.includes(control) && !actions.latest());
      }
    },
    backend(backend, why) {
      const badge = find<HTMLElement>('.sim-backend');
      if (badge) badge.textContent = `${backend === 'reference' ? 'processor' : backend}: ${why}`;
    },
    show,
    dispose: () => stop.abort(),
  };
}

function readInput(spec: Param, input: HTMLInputElement | HTMLSelectElement): ParamValue {
  if (spec.kind === 'number') return fromSlider(spec, Number(input.value));
  if (spec.kind === 'flag') return (input as HTMLInputElement).checked;
  return input.value;
}

function exporting(save: (module: typeof import('./export.ts')) => unknown): Promise<unknown> {
  return import('./export.ts').then(save);
}

async function copyLink(island: HTMLElement, query: string): Promise<void> {
  const url = new URL(location.href);
  url.search = query;
  url.hash = island.dataset.figure ?? '';
  const status = island.querySelector('.sim-status');
  try {
    await navigator.clipboard.writeText(url.href);
    if (status) status.textContent = 'A link to this state was copied.';
  } catch {
    // Without permission for the clipboard the address bar serves.
    history.replaceState(null, '', url);
    if (status)
      status.textContent = 'The address of this page now leads to this state: copy it from the address bar.';
  }
}
