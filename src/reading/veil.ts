/**
 * The still of a story and its caption give the answer to its predictions away: they are covered until the
 * reader has answered them, asks to see them, or sets the model to work. Neither seen nor read aloud nor reached
 * by keys meanwhile; without scripts and on paper nothing is covered.
 */

export interface Veils {
  /** To be called when a prediction was answered. */
  update(): void;
}

export function createVeils(): Veils {
  const updates = [...document.querySelectorAll<HTMLElement>('.sim-veil')].map(veil);
  return {
    update() {
      for (const update of updates) update();
    },
  };
}

function veil(cover: HTMLElement): () => void {
  const island = cover.closest<HTMLElement>('sim-island');
  const stage = island?.querySelector<HTMLElement>('.sim-stage');
  const said =
    cover.closest('figure')?.querySelectorAll<HTMLElement>('figcaption > :not(.name, .anchor)') ?? [];
  const link = cover.querySelector('a');
  const questions = (cover.dataset.for ?? '').split(' ').map((id) => document.getElementById(id));
  let lifted = false;

  const update = () => {
    const open = questions.find((question) => question && question.dataset.answered === undefined);
    const covered = !lifted && open != null && island?.dataset.left === undefined;
    cover.hidden = !covered;
    if (stage) stage.inert = covered;
    for (const text of said) text.inert = covered;
    if (link && open) link.hash = open.id;
  };
  cover.querySelector('button')?.addEventListener('click', () => {
    lifted = true;
    // Who asked to see it is not asked again by Run.
    if (island) island.dataset.shown = '';
    update();
    stage?.focus();
  });
  if (island) new MutationObserver(update).observe(island, { attributeFilter: ['data-left'] });
  return update;
}
