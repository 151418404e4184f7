/** From a label in a reference to what it names: this lecture first, then the one lecture that has it. */
import type { LabelIndex } from './labels.ts';
import { didYouMean } from './nearest.ts';
import type { Label } from './tree.ts';
import { isLabelKind, labelKinds } from './words.ts';

export type Resolution =
  | { readonly label: Label }
  | { readonly unwritten: string }
  | { readonly problem: 'undefined' | 'ambiguous'; readonly message: string; readonly cure: string };

/** Finds what `[@…]` means: this lecture first, then the one lecture that has the label. */
export function resolveLabel(index: LabelIndex, own: string, label: string, lecture?: string): Resolution {
  if (label.startsWith('lec:')) return resolveLecture(index, label.slice(4));
  if (lecture !== undefined) {
    const title = index.titles.get(lecture);
    if (!title) {
      return {
        problem: 'undefined',
        message: `There is no lecture “${lecture}”.`,
        cure: `${didYouMean(lecture, index.titles.keys())}Before the “/” stands the folder of a lecture.`,
      };
    }
    const found = index.byLecture.get(lecture)?.get(label);
    if (found) return { label: found };
    return undefinedLabel(
      label,
      index.byLecture.get(lecture)?.values() ?? [],
      `@${label} is not defined in ${lecture}.`,
      index,
    );
  }
  const here = index.byLecture.get(own)?.get(label);
  if (here) return { label: here };
  const others = [...index.byLecture.values()].flatMap((labels) => labels.get(label) ?? []);
  if (others.length > 1) {
    const ways = others.map((other) => `[@${other.lecture}/${label}]`);
    return {
      problem: 'ambiguous',
      message: `@${label} is defined in ${others.length} lectures.`,
      cure: `Write ${ways.slice(0, -1).join(', ')} or ${ways.at(-1)}.`,
    };
  }
  if (others[0]) return { label: others[0] };
  const known = [
    ...(index.byLecture.get(own)?.values() ?? []),
    ...[...index.byLecture.entries()]
      .filter(([slug]) => slug !== own)
      .flatMap(([, labels]) => [...labels.values()]),
  ];
  return undefinedLabel(label, known, `@${label} is not defined.`, index);
}

function resolveLecture(index: LabelIndex, slug: string): Resolution {
  const found = index.byLecture.get(slug)?.get(`lec:${slug}`);
  if (found) return { label: found };
  const listed = index.titles.get(slug);
  if (listed) return { unwritten: listed.title };
  return {
    problem: 'undefined',
    message: `There is no lecture “${slug}”.`,
    cure: `${didYouMean(
      `@lec:${slug}`,
      [...index.titles.keys()].map((known) => `@lec:${known}`),
    )}After “lec:” stands the folder of a lecture.`,
  };
}

function undefinedLabel(
  label: string,
  known: Iterable<Label>,
  message: string,
  index: LabelIndex,
): Resolution {
  const all = [...known];
  const prefix = label.slice(0, label.indexOf(':'));
  const kind = isLabelKind(prefix) ? labelKinds[prefix] : undefined;
  const name = label.slice(prefix.length + 1);
  const near = didYouMean(
    label,
    all.map((l) => l.label),
  );
  if (near !== '') {
    const meant = all.find((l) => near === `Did you mean ${l.label}? `);
    const where = meant
      ? ` (${index.files.get(meant.lecture) ?? meant.lecture}, line ${meant.place.line})`
      : '';
    return { problem: 'undefined', message, cure: `Did you mean @${meant?.label}${where}?` };
  }
  const elsewhere = all.find((l) => l.label.slice(l.label.indexOf(':') + 1) === name);
  if (elsewhere) return { problem: 'undefined', message, cure: `Did you mean @${elsewhere.label}?` };
  const same = all.filter((l) => l.label.startsWith(`${prefix}:`)).map((l) => `@${l.label}`);
  if (kind === undefined) {
    return {
      problem: 'undefined',
      message: `@${label} has the unknown prefix “${prefix}:”.`,
      cure: `The prefixes are ${Object.keys(labelKinds).join(', ')}.`,
    };
  }
  const how =
    prefix === 'eq'
      ? `\\label{${label}} in the display`
      : prefix === 'sec'
        ? 'a heading with that text'
        : `id="${label}"`;
  return {
    problem: 'undefined',
    message,
    cure: `Define it with ${how}${same.length > 0 ? `; defined are ${same.slice(0, 8).join(', ')}` : ''}.`,
  };
}
