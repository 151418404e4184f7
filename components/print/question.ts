/** The parts of a quiz question: what is asked, what there is to choose from, what is right. */
import type { Block, ListItem, WordNode } from '#notes/tree.ts';
import { escapeHtml, itemHtml, type Setting } from '../html.ts';
import { split } from '../word.ts';

export interface QuestionParts {
  readonly kind: 'single' | 'multiple' | 'numeric' | 'order';
  readonly prompt: readonly Block[];
  readonly options: readonly ListItem[];
  readonly explanations: readonly WordNode[];
}

export function questionParts(word: WordNode): QuestionParts {
  const kind = word.attributes.type as QuestionParts['kind'];
  const { words: explanations, rest } = split(word.children, 'Explain');
  type List = Extract<Block, { type: 'list' }>;
  const list = rest.findLast((block): block is List => block.type === 'list' && kind !== 'numeric');
  return { kind, prompt: rest.filter((block) => block !== list), options: list?.items ?? [], explanations };
}

/** What is right: “b and d.”, “22 bits.”, “9.5 bits (± 0.1).”, or the options in their order. */
export function rightHtml(word: WordNode, setting: Setting): string {
  const { kind, options } = questionParts(word);
  if (kind === 'order') {
    return `<ol>${options.map((option) => `<li>${itemHtml(option.children, true, setting)}</li>`).join('')}</ol>`;
  }
  if (kind === 'numeric') {
    const { answer, tolerance, unit } = word.attributes;
    const value = [String(answer).replace('-', '−'), unit].filter(Boolean).join(' ');
    return `<p>${escapeHtml(value)}${tolerance && !(Number.isInteger(answer) && Number(tolerance) < 1) ? ` (± ${tolerance})` : ''}.</p>`;
  }
  const letters = options.flatMap((option, at) => (option.checked ? [letter(at)] : []));
  return `<p>${letters.length > 0 ? new Intl.ListFormat('en').format(letters) : 'None of them'}.</p>`;
}

/** Options are lettered on paper, so that answers can name them. */
function letter(at: number): string {
  return String.fromCharCode(97 + at);
}
