/** A claim in a line of text: prediction and measurement, printed by the page. */
import { complain, type NoteContext } from './context.ts';
import { openingTag } from './refused.ts';
import type { ClaimNode } from './tree.ts';
import { type Element, readAttributes } from './word-attributes.ts';
import { type Word, words } from './words.ts';

/** An inline `<Claim … />`. */
export function readClaim(context: NoteContext, node: Element): ClaimNode | undefined {
  const { attributes, complete } = readAttributes(context, node, words.Claim as Word);
  if (node.children.length > 0) {
    complain(
      context,
      openingTag(context, node),
      'N0307',
      '<Claim> holds nothing.',
      'Write <Claim of="…" id="…" />, closed by “/>”.',
    );
    return undefined;
  }
  if (!complete) return undefined;
  reportBroken(context, node, `${attributes.of}/${attributes.id}`);
  return {
    type: 'claim',
    of: attributes.of as string,
    id: attributes.id as string,
    show: (attributes.show as ClaimNode['show'] | undefined) ?? 'both',
  };
}

function reportBroken(context: NoteContext, node: Element, claim: string): void {
  const evidence = context.evidence.get(claim);
  if (!evidence || evidence.holds) return;
  const [measured, predicted, allowed] = [evidence.measured, evidence.predicted, evidence.allowed].map((x) =>
    String(Number(x.toPrecision(4))),
  );
  complain(
    context,
    openingTag(context, node),
    'N0707',
    `The claim ${claim} no longer holds: measured ${measured}, predicted ${predicted}, allowed ±${allowed}.`,
    'Either the model has changed, or the prediction is wrong: mend one of them; a claim that fails is not printed.',
  );
}
