/** Questions that mark themselves, and lists that remember what was ticked. */
import { isTexts, recall, remember } from './storage.ts';

export function quizzes(): void {
  for (const quiz of document.querySelectorAll<HTMLElement>('[data-quiz]')) {
    for (const [i, form] of quiz.querySelectorAll<HTMLFormElement>('.ask').entries()) {
      question(form, `quiz:${quiz.dataset.quiz}:${i}`);
    }
  }
  for (const list of document.querySelectorAll<HTMLElement>('[data-self-check]')) selfCheck(list);
}

/** A question's answer as texts: chosen options, the number typed, or the order. */
interface Answer {
  read(): string[];
  write(answer: readonly string[]): void;
  /** Undefined while there is nothing to mark. */
  right(): boolean | undefined;
}

function question(form: HTMLFormElement, key: string): void {
  const kind = form.dataset.kind;
  const answer = kind === 'numeric' ? numeric(form) : kind === 'order' ? order(form) : choice(form);
  const verdict = form.querySelector<HTMLElement>('.verdict') as HTMLElement;
  const details = form.querySelector('details') as HTMLDetailsElement;
  const mark = () => {
    const right = answer.right();
    verdict.textContent =
      right === undefined ? 'Answer first.' : right ? 'Right.' : 'Not yet. Try again, or open the answer.';
    if (right === undefined) delete verdict.dataset.right;
    else verdict.dataset.right = String(right);
    if (right) details.open = true;
  };
  const before = recall(key, isTexts);
  if (before) {
    answer.write(before);
    mark();
    details.open = false;
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    mark();
    if (answer.right() !== undefined) remember(key, answer.read());
  });
}

function choice(form: HTMLFormElement): Answer {
  const options = [...form.querySelectorAll<HTMLInputElement>('.options input')];
  return {
    read: () => options.flatMap((option, i) => (option.checked ? [String(i)] : [])),
    write: (answer) =>
      options.forEach((option, i) => {
        option.checked = answer.includes(String(i));
      }),
    right: () =>
      options.some((option) => option.checked)
        ? options.every((option) => option.checked === (option.dataset.right === 'true'))
        : undefined,
  };
}

function numeric(form: HTMLFormElement): Answer {
  const input = form.querySelector('input') as HTMLInputElement;
  return {
    read: () => [input.value],
    write: ([text = '']) => {
      input.value = text;
    },
    right: () => {
      const value = Number(input.value.trim().replace(',', '.').replace('−', '-'));
      if (input.value.trim() === '' || Number.isNaN(value)) return undefined;
      // The bounds are meant inclusively; decimals such as 0.3 are not exact.
      const tolerance = Number(form.dataset.tolerance) + 1e-9 * Math.abs(value);
      return Math.abs(value - Number(form.dataset.answer)) <= tolerance;
    },
  };
}

function order(form: HTMLFormElement): Answer {
  const list = form.querySelector('.order') as HTMLOListElement;
  const items = () => [...list.querySelectorAll<HTMLLIElement>(':scope > li')];
  list.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('[data-move]');
    const item = button?.closest('li');
    if (!button || !item) return;
    const up = button.dataset.move === '-1';
    if (up) item.previousElementSibling?.before(item);
    else item.nextElementSibling?.after(item);
    button.focus();
  });
  return {
    read: () => items().map((item) => item.dataset.place ?? ''),
    write: (places) => {
      const byPlace = new Map(items().map((item) => [item.dataset.place, item]));
      if (places.length === byPlace.size) list.append(...places.flatMap((place) => byPlace.get(place) ?? []));
    },
    right: () => items().every((item, i) => item.dataset.place === String(i)),
  };
}

function selfCheck(list: HTMLElement): void {
  const key = `check:${list.dataset.selfCheck}`;
  const boxes = [...list.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
  const tally = list.querySelector('.tally');
  const count = () => {
    if (tally) tally.textContent = `${boxes.filter((box) => box.checked).length} of ${boxes.length}`;
  };
  const ticked = recall(key, isTexts) ?? [];
  boxes.forEach((box, i) => {
    box.checked = ticked.includes(String(i));
  });
  count();
  list.addEventListener('change', () => {
    count();
    remember(
      key,
      boxes.flatMap((box, i) => (box.checked ? [String(i)] : [])),
    );
  });
}
