/** A live figure: joins the run, the stage, the controls and the words. */

import { chosen } from '../choice.ts';
import type { PageSim } from '../page-sim.ts';
import { storyValues, withDefaults } from '../params.ts';
import type { Frame, ParamSpecs, ParamValue, Story, Values } from '../sim.ts';
import { type FigureState, readState, writeState } from '../url-state.ts';
import { chooseBackend } from './backend.ts';
import { bindControls, type Controls } from './controls.ts';
import { loadSim } from './registry.ts';
import { createRun, type Phase, type Run } from './run.ts';
import { createStage } from './stage.ts';
import { createVoice } from './voice.ts';

/** What the page says of the figure's state at build. */
interface Start {
  readonly story: string;
  readonly values: Readonly<Record<string, ParamValue>>;
  readonly seed: number;
  readonly steps: number;
}

const DEFAULT_RATE = 20;

export async function startFigure(island: HTMLElement): Promise<() => void> {
  const id = island.dataset.sim as string;
  const name = island.dataset.figure as string;
  const start = JSON.parse(island.dataset.start as string) as Start;
  const sim = showing(await loadSim(id), island.dataset.panels?.split(' '));

  const initial: FigureState = {
    story: start.story,
    values: withDefaults(sim.params as ParamSpecs, start.values),
    seed: start.seed,
  };
  const linked = readState(sim, name, location.search, initial);
  let { story } = linked?.state ?? initial;
  const stillSteps = () => (story === start.story ? start.steps : storyOf(sim, story).steps);

  const stageRoot = island.querySelector<HTMLElement>('.sim-stage') as HTMLElement;
  const voice = createVoice(island);
  const { values, seed } = linked?.state ?? initial;
  const rate = storyOf(sim, story).rate ?? DEFAULT_RATE;
  const forced = new URLSearchParams(location.search).get('backend');
  const backend = await chooseBackend(id, forced, { values, seed, rate });
  let controls: Controls | undefined;
  let latest: { frame: Frame; values: Values<ParamSpecs> } | undefined;
  /** The still has not been touched yet: the first Run starts from t = 0. */
  let atStill = true;
  /** The still shows the model's frame, so nothing is drawn over it until the reader turns to the figure. */
  let asleep = linked === undefined;
  /** The reader has been reminded to predict first; the next Run runs. */
  let asked = false;

  /** From here on the reader sees a model at work, not the still of the page. */
  const leaveStill = () => {
    atStill = false;
    asleep = false;
    island.dataset.left = '';
  };

  const stage = createStage(stageRoot, (change) => {
    leaveStill();
    run.change({ ...run.values, ...change });
    // Slider and number follow at once what is dragged, as it follows them.
    controls?.show(state());
  });

  /** The first drawing, once there is a frame and somebody to see it. */
  let opened: Promise<void> | undefined;
  const cannotDraw = (error: unknown) => {
    run?.pause();
    voice.problem(`The figure could not be drawn: ${error instanceof Error ? error.message : error}`);
  };

  const draw = () => {
    if (!latest) return;
    const { frame, values } = latest;
    try {
      const panels = sim.view.panels(frame, values);
      if (opened) stage.show(panels);
      else opened = stage.open(panels).catch(cannotDraw);
      voice.frame(sim, frame, values, run?.phase === 'playing');
    } catch (error) {
      cannotDraw(error);
    }
  };
  const wake = () => {
    if (!asleep) return;
    asleep = false;
    draw();
  };
  island.addEventListener('pointerover', wake, { once: true });
  island.addEventListener('focusin', wake, { once: true });

  const run: Run = await createRun(
    sim,
    { values, seed, rate, backend: backend.backend, remote: backend.remote },
    {
      frame(frame, values) {
        latest = { frame, values };
        if (!asleep) draw();
        controls?.frame(frame, values);
        showBackend();
        island.dispatchEvent(new CustomEvent('frame', { detail: frame }));
      },
      phase(phase: Phase) {
        island.dataset.phase = phase;
        controls?.phase(phase);
        showBackend();
        if (phase === 'failed') voice.failed(() => run.retry());
        else if (phase !== 'opening') voice.ready();
        if ((phase === 'paused' || phase === 'done') && latest)
          voice.settle(sim, latest.frame, latest.values);
      },
      notice: (text) => voice.problem(text),
    },
  );

  /** A run that was handed over says what it runs on now; so does one that its engine leaves to the processor. */
  function showBackend(): void {
    // Before there are controls there is no run either.
    if (!controls) return;
    const handedOver = run.engine !== backend.backend;
    const elsewhere = run.backend !== run.engine ? 'this run is quickest there' : backend.why;
    controls.backend(run.backend, handedOver ? 'the graphics engine could not go on' : elsewhere);
  }

  const state = (): FigureState => ({ story, values: run.values, seed: run.seed, t: run.t });
  controls = bindControls(island, sim, {
    state,
    latest: () => latest,
    snapshot() {
      if (latest) stage.show(sim.view.panels(latest.frame, latest.values));
      return stage.snapshot();
    },
    query: () => writeState(sim, name, state()),
    play() {
      if (run.phase === 'playing') return run.pause();
      const declined = asked || island.dataset.shown !== undefined;
      const question = declined ? undefined : openQuestion(id, story);
      if (question) {
        asked = true;
        return voice.invite(question);
      }
      const fromStart = atStill || run.phase === 'done';
      leaveStill();
      if (!fromStart) return run.play();
      return run.restart(run.values, run.seed, 0).then(() => run.play());
    },
    step() {
      leaveStill();
      return run.step();
    },
    reset() {
      leaveStill();
      return run.restart(run.values, run.seed, 0);
    },
    reseed() {
      leaveStill();
      // Randomness of the reader, not of the model: the new seed is shown and can be linked to.
      const seed = crypto.getRandomValues(new Uint32Array(1))[0] as number;
      return run.restart(run.values, seed % 10_000, run.phase === 'playing' ? 0 : stillSteps());
    },
    speed: (factor) => run.setRate(factor * (storyOf(sim, story).rate ?? DEFAULT_RATE)),
    change(values) {
      leaveStill();
      return run.change(values);
    },
    tell(next) {
      story = next;
      showCaption(island, next);
      const definition = storyOf(sim, next);
      leaveStill();
      atStill = true;
      const values =
        next === start.story
          ? initial.values
          : storyValues(sim.params as ParamSpecs, definition as Story<ParamSpecs>);
      run.setRate(definition.rate ?? DEFAULT_RATE);
      return run.restart(values, definition.seed, stillSteps());
    },
  });
  showBackend();
  controls.show(state());
  controls.phase(run.phase);

  const onScreen = new IntersectionObserver((entries) => {
    run.setVisible(entries.some((entry) => entry.isIntersecting) && !document.hidden);
  });
  onScreen.observe(island);
  const onVisibility = () => run.setVisible(!document.hidden);
  document.addEventListener('visibilitychange', onVisibility);

  if (linked && linked.problems.length > 0) {
    voice.problem(`From the link: ${linked.problems.join('; ')}. The story’s value is used instead.`);
  }
  // A linked state is computed at once; otherwise the still on screen already is the first frame,
  // and stays until the model has caught up with it or the reader asks for something else.
  const target = linked?.state.t ?? stillSteps();
  await run.restart(run.values, run.seed, target, () => !linked && atStill);
  if (linked) leaveStill();
  atStill = linked === undefined || linked.state.t === undefined;
  await opened;
  if (run.phase !== 'failed') island.dataset.live = '';

  return () => {
    island.removeEventListener('pointerover', wake);
    island.removeEventListener('focusin', wake);
    onScreen.disconnect();
    document.removeEventListener('visibilitychange', onVisibility);
    run.dispose();
    stage.dispose();
    controls?.dispose();
  };
}

/** The simulation with the panels that the page shows of it; a story that has none of them shows all of its own. */
function showing(sim: PageSim, names: readonly string[] | undefined): PageSim {
  const panels: PageSim['view']['panels'] = (frame, values) => {
    const all = sim.view.panels(frame, values);
    const some = chosen(all, names);
    return some.length > 0 ? some : all;
  };
  return { ...sim, view: { ...sim.view, panels } };
}

/** The first unanswered prediction on the page about this story: it comes before the run. */
function openQuestion(sim: string, story: string): HTMLElement | undefined {
  const all = document.querySelectorAll<HTMLElement>('.predict:not([data-answered])');
  return [...all].find((one) => one.dataset.sim === sim && one.dataset.story === story);
}

/** A figure whose caption is the story's own changes it with the story. */
function showCaption(island: HTMLElement, story: string): void {
  const caption = island.closest('figure')?.querySelector('.sim-caption');
  const template = island.querySelector<HTMLTemplateElement>(`template[data-caption="${CSS.escape(story)}"]`);
  if (caption && template) caption.replaceChildren(template.content.cloneNode(true));
}

function storyOf(sim: PageSim, id: string): Story<ParamSpecs> {
  return (sim.stories.find((s) => s.id === id) ?? sim.stories[0]) as Story<ParamSpecs>;
}
