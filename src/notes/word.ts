/** A word of the language in a note: its place, its attributes, what it holds. */
import { complain, type NoteContext } from './context.ts';
import type { MdastNode } from './parse.ts';
import { openingTag, refused } from './refused.ts';
import { placeAt } from './source.ts';
import type { Block, WordNode } from './tree.ts';
import { type Element, type ReadAttributes, readAttributes } from './word-attributes.ts';
import { type Word, wordNamed } from './words.ts';

type ReadBlocks = (nodes: readonly MdastNode[], parents: readonly string[]) => Block[];

export function readWord(
  context: NoteContext,
  node: Element,
  parents: readonly string[],
  read: ReadBlocks,
): WordNode | undefined {
  const word = wordNamed(node.name);
  const name = node.name ?? '';
  if (!word || word.place === 'inline') {
    refused(context, node);
    // What stands in it is read all the same, so that its mistakes are told in the same run.
    read(node.children as MdastNode[], parents);
    return undefined;
  }
  if (word.inside !== undefined && parents.at(-1) !== word.inside) {
    complain(
      context,
      openingTag(context, node),
      'N0309',
      `<${name}> can only stand in <${word.inside}>.`,
      `Put it between <${word.inside} …> and </${word.inside}>.`,
    );
  }
  const { attributes, inline, complete, written } = readAttributes(context, node, word);
  const children = read(node.children as MdastNode[], [...parents, name]);
  const fits = checkContent(context, node, word, children, { attributes, inline, complete, written });
  if (!complete || !fits) return undefined;
  const numbered = context.numbered.get(node);
  return {
    type: 'word',
    name,
    ...(numbered?.id === undefined ? {} : { id: numbered.id }),
    ...(numbered?.number === undefined ? {} : { number: numbered.number }),
    attributes,
    inline,
    children,
    place: placeAt(context.source, context.locate(node).start),
  };
}

/** Does the word hold what it can draw? Says so where it does not. */
function checkContent(
  context: NoteContext,
  node: Element,
  word: Word,
  children: readonly Block[],
  read: ReadAttributes,
): boolean {
  const wrong = (message: string, cure: string): false => {
    complain(context, openingTag(context, node), 'N0307', message, cure);
    return false;
  };
  const name = node.name ?? '';
  switch (word.holds) {
    case 'nothing':
      return (
        children.length === 0 || wrong(`<${name}> holds nothing.`, `Write <${name} … />, closed by “/>”.`)
      );
    case 'blocks':
      return (
        children.length > 0 ||
        wrong(
          `<${name}> is empty.`,
          `Put its text between <${name} …> and </${name}>, with blank lines around.`,
        )
      );
    case 'caption':
      return checkCaption(name, children, read, wrong);
    case 'table':
      return (
        (children.length === 1 && children[0]?.type === 'table') ||
        wrong(
          '<Table> holds one Markdown table and nothing else.',
          'Put “| a | b |” lines between the tags, with blank lines around; the caption is an attribute.',
        )
      );
    case 'tasks':
      return (
        children.some(
          (child) => child.type === 'list' && child.items.every((item) => item.checked !== undefined),
        ) || wrong(`<${name}> needs a task list.`, 'Write one line “- [ ] I can …” for each thing to check.')
      );
    case 'questions':
      return (
        (children.length > 0 &&
          children.some((child) => child.type === 'word' && child.name === 'Question')) ||
        node.children.some((child) => child.type === 'mdxJsxFlowElement' && child.name === 'Question') ||
        wrong('<Quiz> holds no question.', 'Put <Question type="…"> … </Question> into it.')
      );
    case 'question':
      return checkQuestion(context, node, children, read, wrong);
  }
}

function checkCaption(
  name: string,
  children: readonly Block[],
  { written }: ReadAttributes,
  wrong: (message: string, cure: string) => false,
): boolean {
  if (name === 'Figure' && written.has('src') === written.has('draw')) {
    return wrong(
      written.has('src') ? 'A figure has an image or a drawing, not both.' : 'The figure shows nothing.',
      'Give either src="./image.png" or draw="name".',
    );
  }
  const allowed = new Set(['paragraph', 'list', 'equation']);
  const odd = children.find((child) => !allowed.has(child.type));
  return (
    odd === undefined ||
    wrong(
      `A caption can’t hold a ${odd.type === 'word' ? `<${odd.name}>` : odd.type}.`,
      'Captions are paragraphs, lists and formulas.',
    )
  );
}

function checkQuestion(
  context: NoteContext,
  node: Element,
  children: readonly Block[],
  { attributes, written }: ReadAttributes,
  wrong: (message: string, cure: string) => false,
): boolean {
  const type = attributes.type;
  const unanswered = (message: string, cure: string): false => {
    complain(context, openingTag(context, node), 'N0308', message, cure);
    return false;
  };
  const lists = children.filter((child) => child.type === 'list');
  const stray = ['answer', 'tolerance', 'unit'].find((name) => written.has(name));
  if (type !== 'numeric' && type !== undefined && stray !== undefined) {
    return wrong(`A ${type} question takes no “${stray}”.`, 'Only numeric questions do.');
  }
  switch (type) {
    case 'numeric':
      return (
        attributes.answer !== undefined ||
        written.has('answer') ||
        unanswered(
          'The question has no answer.',
          'Add answer="…", and tolerance="…" if it need not be exact.',
        )
      );
    case 'order': {
      const list = lists.at(-1);
      if (list?.ordered === true && list.items.length > 1) return true;
      return wrong(
        'An order question needs a numbered list.',
        'Write the items in the right order, “1. …”, “2. …”; the page shuffles them.',
      );
    }
    case 'single':
    case 'multiple': {
      const options = lists.find((list) => list.items.some((item) => item.checked !== undefined));
      if (!options || options.items.length < 2 || options.items.some((item) => item.checked === undefined)) {
        return wrong(
          `A ${type} question needs options.`,
          'Write at least two, “- [x] right” and “- [ ] wrong”.',
        );
      }
      const right = options.items.filter((item) => item.checked).length;
      if (right === 0)
        return unanswered(
          'No option is marked as right.',
          'Put an x between the brackets of the right one: “- [x]”.',
        );
      if (type === 'single' && right > 1) {
        return unanswered(`${right} options are marked as right.`, 'Mark one, or write type="multiple".');
      }
      return true;
    }
    default:
      return true;
  }
}
