/**
 * Predictions: committed to once, scored against the measurement, kept in the reader's browser. A question that
 * two lectures ask is one question: who has answered it in the first finds the answer in the second, which says so.
 */
import type { Answer } from '#lab/build/answers.ts';
import { grouped } from '#lab/scale.ts';
import { whenNear } from './near.ts';
import type { DrawnCurve, Score } from './predict-curve.ts';
import { isText, recall, remember } from './storage.ts';
import { createVeils, type Veils } from './veil.ts';

type Guess = number | number[];

export function predictions(): void {
  const veils = createVeils();
  for (const section of document.querySelectorAll<HTMLElement>('.predict')) prepare(section, veils);
  veils.update();
}

function prepare(section: HTMLElement, veils: Veils): void {
  const form = section.querySelector<HTMLFormElement>('form');
  const output = section.querySelector<HTMLOutputElement>('.predict-score');
  if (!form || !output) return;
  const answer = JSON.parse(form.dataset.answer ?? 'null') as Answer;
  const key = `predict:${section.dataset.question}`;
  let curve: DrawnCurve | undefined;

  const settle = (guess: Guess, elsewhere = '') => {
    const score =
      answer.kind === 'curve' ? curve?.reveal(guess as number[]) : judge(form, answer, guess as number);
    if (!score) return;
    output.textContent = `${elsewhere && `You answered this in “${elsewhere}”. `}${score.text}`;
    output.dataset.right = String(score.right);
    section.dataset.answered = '';
    section.querySelector('details')?.setAttribute('open', '');
    for (const field of form.querySelectorAll<HTMLInputElement | HTMLButtonElement>(
      'input, button[type="submit"]',
    )) {
      field.disabled = true;
    }
    veils.update();
  };

  const kept = recall(key, (value): value is Guess => isGuess(value, answer));
  if (kept !== undefined) section.dataset.answered = '';
  const here = document.querySelector('h1')?.textContent?.trim() ?? '';
  const place = recall(`${key}:in`, isText);
  const elsewhere = place === here ? undefined : place;
  if (answer.kind === 'curve') {
    whenNear([section], async () => {
      curve = (await import('./predict-curve.ts')).drawCurve(form, answer);
      if (kept !== undefined) settle(kept, elsewhere);
    });
  } else if (kept !== undefined) {
    show(form, kept);
    settle(kept, elsewhere);
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const guess = answer.kind === 'curve' ? curve?.guess() : read(form);
    if (guess === undefined) {
      output.textContent = answer.kind === 'choice' ? 'Pick one first.' : 'Type a number first.';
      return;
    }
    remember(key, guess);
    remember(`${key}:in`, here);
    settle(guess);
  });
}

function read(form: HTMLFormElement): number | undefined {
  const text = String(new FormData(form).get('guess') ?? '')
    .trim()
    .replace(',', '.')
    .replace('−', '-');
  if (text === '' || !Number.isFinite(Number(text))) return undefined;
  return Number(text);
}

function show(form: HTMLFormElement, guess: Guess): void {
  for (const input of form.querySelectorAll<HTMLInputElement>('input[name="guess"]')) {
    if (input.type === 'radio') input.checked = input.value === String(guess);
    else input.value = String(guess);
  }
}

function isGuess(value: unknown, answer: Answer): boolean {
  const isNumber = (one: unknown) => typeof one === 'number' && Number.isFinite(one);
  return answer.kind === 'curve' ? Array.isArray(value) && value.every(isNumber) : isNumber(value);
}

function judge(form: HTMLFormElement, answer: Exclude<Answer, { kind: 'curve' }>, guess: number): Score {
  if (answer.kind === 'number') return judgeNumber(answer.value, guess, form.dataset);
  const right = guess === answer.index;
  return { right, text: right ? 'Right.' : 'Not what was measured.' };
}

function judgeNumber(value: number, guess: number, limits: DOMStringMap): Score {
  const factor = Number(limits.factor ?? (limits.abs === undefined ? 1.25 : 1));
  const within = Math.abs(guess - value) <= Number(limits.abs ?? 0);
  const ratio = value === 0 ? Number.NaN : guess / value;
  const right = within || (ratio >= 1 / factor && ratio <= factor);
  // A count is exact.
  const shown = Number.isInteger(value) ? value : Number(value.toPrecision(3));
  const measured = `${grouped(shown)} was measured`;
  if (right) return { right, text: `Right: ${measured}.` };
  const off =
    ratio > 0 ? `; you were off by a factor of ${(ratio > 1 ? ratio : 1 / ratio).toPrecision(2)}` : '';
  return { right, text: `${measured.charAt(0).toUpperCase()}${measured.slice(1)}${off}.` };
}
