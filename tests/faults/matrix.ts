/**
 * Everything that can go wrong on purpose, one id each. In a browser the rule is always also
 * this: the text stays readable, the other figures run, and there is a way back.
 */
export interface Fault {
  readonly id: string;
  readonly fault: string;
  /** What must be so for it to pass. */
  readonly rule: string;
  /** Tests outside this folder that hold the rule, or a part of it, as file and a piece of the test's name. */
  readonly elsewhere?: readonly (readonly [file: string, name: string])[];
  /** Driven by none of our tests, and why. */
  readonly undriven?: string;
}

const GPU = 'tests/browser/gpu.test.ts';
const HOSTILE = 'tests/unit/notes/hostile.test.ts';
const FUZZ = 'tests/fuzz/sims.test.ts';

export const faults: readonly Fault[] = [
  { id: 'F01', fault: 'no graphics adapter', rule: 'runs on the processor and says so; a clean console' },
  { id: 'F02', fault: 'no WebGPU in the browser', rule: 'as F01' },
  { id: 'F03', fault: 'software adapter', rule: 'counts as no graphics card' },
  { id: 'F04', fault: 'device lost', rule: 'one restart from the seed, the same numbers' },
  {
    id: 'F05',
    fault: 'graphics process crashes, twice',
    rule: 'the run goes on, on the processor in the end, without a reload',
    elsewhere: [[GPU, 'a lost device loses no run']],
  },
  { id: 'F06', fault: 'device refused, or born lost', rule: 'the same numbers, by the processor' },
  {
    id: 'F07',
    fault: 'out of graphics memory',
    rule: 'refused by size before it is allocated; what the device reports ends the run, which starts again',
    elsewhere: [[GPU, 'what does not fit is refused']],
  },
  {
    id: 'F08',
    fault: 'a run that diverges',
    rule: 'said in words without NaN, the picture stays, Reset mends it',
  },
  {
    id: 'F09',
    fault: 'a model that never returns',
    rule: 'stopped after 8 s (a slow phone needs some for a large start); the page never waits',
  },
  {
    id: 'F10',
    fault: 'exceptions in opening, init, step, draw, dispose',
    rule: 'said in the figure; the others equal, to the pixel, what they are without it',
  },
  { id: 'F11', fault: 'an unhandled rejection in a worker', rule: 'the figure goes on' },
  { id: 'F12', fault: 'hidden tab', rule: 'nothing is computed, no time is made up for' },
  { id: 'F13', fault: 'back/forward cache', rule: 'state kept, still steps' },
  {
    id: 'F14',
    fault: 'processor 4 and 6 times slower',
    rule: 'the main thread has time for the reader; Pause is obeyed',
  },
  { id: 'F15', fault: 'no JavaScript', rule: 'every figure is drawn and described; no dead controls' },
  { id: 'F16', fault: 'code missing after a redeploy', rule: 'said in the figure, Retry brings it to life' },
  {
    id: 'F17',
    fault: 'offline, and a slow line',
    rule: 'the page is whole; Retry works when the line is back',
  },
  { id: 'F18', fault: 'storage blocked', rule: 'everything works, nothing is kept' },
  { id: 'F19', fault: 'storage corrupt or full', rule: 'read as nothing' },
  {
    id: 'F20',
    fault: 'reduced motion, dark, forced colours, contrast',
    rule: 'nothing moves unasked; painted and running',
  },
  { id: 'F21', fault: '320 px, 200 % text, 400 % zoom', rule: 'nothing to scroll sideways for' },
  { id: 'F22', fault: 'printed while it runs', rule: 'the still is on paper, the run goes on' },
  {
    id: 'F23',
    fault: '200 states in the address that mean nothing',
    rule: 'defaults, a word about it, never markup',
  },
  {
    id: 'F24',
    fault: 'memory that grows',
    rule: 'heap, nodes, listeners and graphics buffers stay flat under a random reader',
    elsewhere: [
      [FUZZ, 'under a random reader'],
      [FUZZ, 'on a graphics device'],
    ],
  },
  {
    id: 'F25',
    fault: 'memory pressure, tab crash',
    rule: 'runs on; reloaded, the address brings the state back',
  },
  { id: 'F26', fault: 'all figures of a page lose their device', rule: 'each starts again' },
  {
    id: 'F27',
    fault: 'mistakes in the notes',
    rule: 'all in one run, with place and cure; the old site stands',
    elsewhere: [
      ['tests/unit/notes/mistakes.test.ts', 'mistakes'],
      ['tests/unit/notes/tex.test.ts', ''],
    ],
  },
  {
    id: 'F28',
    fault: 'giant notes',
    rule: 'refused by size, at once; the old site stands',
    elsewhere: [[HOSTILE, 'size: ']],
  },
  { id: 'F29', fault: 'build killed', rule: 'the old site stands, the next build needs no help' },
  { id: 'F30', fault: 'disk full', rule: 'said in plain words, the old site stands' },
  { id: 'F31', fault: 'read-only checkout', rule: 'check works; build says what it can’t write' },
  { id: 'F32', fault: 'two builds at once', rule: 'one builds, the other says so and touches nothing' },
  {
    id: 'F33',
    fault: 'clock, language, CRLF, BOM, NFD names',
    rule: 'the same bytes; names that two systems write differently are refused',
    elsewhere: [[HOSTILE, 'a lecture folder called']],
  },
  { id: 'F34', fault: 'no network', rule: 'the same bytes' },
  { id: 'F35', fault: 'built twice', rule: 'the same bytes' },
  {
    id: 'F36',
    fault: 'a random reader, for a minute',
    rule: 'no fault, no NaN, nothing for axe in random states, always a way on',
    elsewhere: [[FUZZ, 'under a random reader']],
  },
  {
    id: 'F37',
    fault: 'engines that disagree',
    rule: 'integers bit for bit, float32 within its stated tolerance',
    elsewhere: [[GPU, 'bit for bit']],
  },
];
