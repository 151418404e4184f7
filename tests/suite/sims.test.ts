/**
 * The shared suite: what every simulation must do, for each folder below `sims/`. A new
 * folder is tested without a line being added here.
 */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkClaim, runStory } from '#lab/claims.ts';
import { discoverSims } from '#lab/discover.ts';
import { referenceEngine } from '#lab/engine.ts';
import {
  formatParam,
  fromSlider,
  parseParam,
  SLIDER_POSITIONS,
  storyValues,
  withDefaults,
} from '#lab/params.ts';
import { createRng, type Rng } from '#lab/random.ts';
import type {
  AnySim,
  Claim,
  Frame,
  Param,
  ParamSpecs,
  ParamValue,
  Question,
  Story,
  Values,
} from '#lab/sim.ts';
import { figureSvg } from '#lab/still/still.ts';
import { readState, writeState } from '#lab/url-state.ts';
import { renderTex } from '#notes/tex.ts';

const { sims, problems } = await discoverSims(path.join(process.cwd(), 'sims'), { unpublished: true });

/** Steps for checks that run a story more than once: enough to get going, few enough for seconds. */
const SHORT = 12;

/** No test runs longer than the figure it is about. */
const short = (story: Story<ParamSpecs>) => Math.min(story.steps, SHORT);

function frameAfter(sim: AnySim, story: Story<ParamSpecs>, ...advances: number[]): Frame {
  const engine = referenceEngine(sim.model);
  engine.reset(storyValues(sim.params as ParamSpecs, story), story.seed);
  for (const n of advances) engine.advance(n);
  return engine.read() as Frame;
}

test('every folder with an index.ts holds a simulation', () => {
  expect(problems).toEqual([]);
  expect(sims.size).toBeGreaterThan(0);
});

/** Any value that the schema allows: all of the range, on the slider's own scale. */
function randomValue(spec: Param, rng: Rng): ParamValue {
  switch (spec.kind) {
    case 'number': {
      if (spec.scale === 'log') return fromSlider(spec, rng.below(SLIDER_POSITIONS + 1));
      const notches = Math.floor((spec.max - spec.min) / spec.step + 1e-9);
      return spec.min + spec.step * rng.below(notches + 1);
    }
    case 'choice':
      return (spec.options[rng.below(spec.options.length)] as { value: string }).value;
    case 'flag':
      return rng.below(2) === 1;
    case 'vector':
      return spec.default.map(() => spec.min + (spec.max - spec.min) * rng.next());
  }
}

describe.each([...sims])('%s', (id, sim) => {
  const specs = sim.params as ParamSpecs;
  const stories = sim.stories as readonly Story<ParamSpecs>[];
  const claims = sim.claims as readonly Claim<ParamSpecs, Frame>[];
  const questions = (sim.questions ?? []) as readonly Question<ParamSpecs, Frame>[];

  test('is named after its folder, and everything in it after itself', () => {
    expect(sim.id).toBe(id);
    for (const list of [stories, claims, questions]) {
      const ids = list.map((one) => one.id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const one of ids) expect(one).toMatch(/^[a-z][a-z0-9-]*$/);
    }
    const urls = Object.values(specs).map((spec) => spec.url);
    expect(new Set(urls).size).toBe(urls.length);
    for (const url of urls) {
      expect(url).toMatch(/^[A-Za-z]\w*$/);
      expect(['sim', 'of', 'id', 'story', 'strip', 'seed', 't', 'backend']).not.toContain(url);
    }
  });

  test('claims and questions are about stories that exist', () => {
    const known = stories.map((story) => story.id);
    for (const one of [...claims, ...questions]) expect(known).toContain(one.story);
  });

  test('every formula in its texts can be set, with no macro of any course', () => {
    const sentences = [
      ...stories.map((story) => story.caption),
      ...claims.map((claim) => claim.statement),
      ...questions.flatMap((one) => [one.prompt, one.explain, ...(one.kind === 'choice' ? one.options : [])]),
    ];
    const formulas = [
      ...Object.values(specs).map((spec) => spec.tex),
      ...claims.map((claim) => claim.tex),
      ...sentences.flatMap((sentence) => sentence.split('$').filter((_, i) => i % 2 === 1)),
    ];
    for (const sentence of sentences) expect(sentence.split('$').length % 2, sentence).toBe(1);
    for (const tex of formulas) {
      expect(() => renderTex(tex, { display: false, macros: {}, output: 'web' }), tex).not.toThrow();
    }
  });

  test('parameters: defaults and stories are within bounds and survive the URL', () => {
    const sets = [withDefaults(specs), ...stories.map((story) => storyValues(specs, story))];
    for (const values of sets) {
      for (const [name, spec] of Object.entries(specs)) {
        const value = values[name] as ParamValue;
        const text = formatParam(spec, value);
        expect(parseParam(spec, text), `${name} = ${text}`).toEqual({ value });
      }
    }
  });

  test.each(stories)('story $id: a state written into a link is read back', (story) => {
    const values = storyValues(specs, story);
    const start = { story: story.id, values, seed: story.seed };
    const changed = { ...start, seed: 4242, t: 3 };
    const read = readState(sim, 'figure', writeState(sim, 'figure', changed), start);
    expect(read?.problems).toEqual([]);
    expect(read?.state.seed).toBe(4242);
    expect(read?.state.t).toBe(3);
    expect(read?.state.story).toBe(story.id);
  });

  test.each(stories)('story $id: n steps at once equal n single steps', (story) => {
    const n = short(story);
    expect(frameAfter(sim, story, n)).toEqual(frameAfter(sim, story, ...new Array<number>(n).fill(1)));
  });

  test.each(stories)(
    'story $id: the same seed gives the same frame, and looking changes nothing',
    (story) => {
      const n = short(story);
      const engine = referenceEngine(sim.model);
      const values = storyValues(specs, story);
      engine.reset(values, story.seed);
      engine.read();
      engine.advance(n);
      const first = engine.read() as Frame;
      const kept = structuredClone(first);
      engine.advance(2);
      engine.read();
      expect(first).toEqual(kept);
      engine.reset(values, story.seed);
      engine.advance(n);
      expect(engine.read()).toEqual(kept);
    },
  );

  test.each(stories)(
    'story $id: counts t from 0, draws finite panels with scales, and has words',
    (story) => {
      const values = storyValues(specs, story);
      for (const steps of [0, short(story)]) {
        const { frame } = runStory(sim, story.id, { steps });
        expect(frame.t).toBeLessThanOrEqual(steps);
        const panels = sim.view.panels(frame, values);
        expect(panels.length).toBeGreaterThan(0);
        const ids = panels.map((panel: { id: string }) => panel.id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { svg } of figureSvg(panels, { width: 680, prefix: 'test' })) {
          expect(svg).toMatch(/^<svg /);
          expect(svg).not.toMatch(/NaN|Infinity|undefined|<script|<style/);
        }
        const words = sim.view.describe(frame, values);
        expect(words.length).toBeGreaterThan(40);
        expect(words).not.toMatch(/NaN|undefined|Infinity|\$/);
      }
    },
  );

  test('random settings never throw, and what blows up says so', () => {
    for (let trial = 0; trial < 6; trial++) {
      const rng = createRng(trial).split(id);
      const values = Object.fromEntries(
        Object.entries(specs).map(([name, spec]) => [name, randomValue(spec, rng)]),
      ) as Values<ParamSpecs>;
      const engine = referenceEngine(sim.model);
      engine.reset(values, 1 + trial);
      engine.advance(2);
      const frame = engine.read() as Frame;
      const words = sim.view.describe(frame, values);
      expect(words, JSON.stringify(values)).not.toMatch(/NaN|undefined/);
      if (typeof frame.diverged === 'number' && frame.diverged >= 0) expect(words).toMatch(/diverged/);
      expect(sim.view.panels(frame, values).length).toBeGreaterThan(0);
    }
  });

  const quick = claims.filter((claim) => !claim.slow);
  test.each(quick)('claim $id holds', (claim) => {
    const evidence = checkClaim(sim, claim);
    expect(evidence.holds, JSON.stringify(evidence)).toBe(true);
  });

  test.each(questions.filter((one) => one.at <= 200))('question $id has an answer', (question) => {
    const { frame, values } = runStory(sim, question.story, {
      params: (question.params ?? {}) as never,
      steps: question.at,
    });
    if (question.kind === 'number') expect(Number.isFinite(question.answer(frame, values))).toBe(true);
    if (question.kind === 'choice')
      expect(question.options[question.answer(frame, values)]).toBeTypeOf('string');
    if (question.kind === 'curve') expect(question.answer(frame, values).x.length).toBeGreaterThan(1);
  });
});
