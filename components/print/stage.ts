/** Which drawings of a still stand on a sheet of paper, and how large. */
import type { Still } from '#lab/build/stills.ts';
import type { PanelSvg } from '#lab/still/still.ts';

export interface Stage {
  readonly panels: readonly PanelSvg[];
  /** Width of the figure in mm. */
  readonly width: number;
  /** Height in mm of the free cell beside the last of an odd number of panels: room for the caption. */
  readonly free?: number;
}

/** Tallest figure with panels over the whole width, in px of the 680 px drawing: half of a page. */
const TALLEST = 500;
/** Text and margin, in mm. */
const SHEET = 170;
/** Heights in mm to which panels two abreast, and strips of stories, are set narrower: half a page and the claims. */
const HIGH = 135;
const HIGHEST = 150;
/** Narrower than this, in mm, labels are too small to read. */
const NARROWEST = 118;
/** Between panels, and between the stories of a strip, in mm. */
export const GAP = 5;

/** The wide drawing, or where that would take most of a page, all panels two abreast. */
export function stageOf({ wide, narrow }: Still): Stage {
  if (heightOf(wide) <= TALLEST || wide.length === 1) return { panels: wide, width: SHEET };
  const small = new Map(narrow.map((panel) => [panel.id, panel]));
  const panels = wide.map((panel) => ({ ...(small.get(panel.id) ?? panel), full: false }));
  const width = Math.max(NARROWEST, Math.min(SHEET, (SHEET * HIGH) / (heightOf(panels) * (SHEET / 680))));
  const last = panels.at(-1);
  if (panels.length % 2 === 0 || !last) return { panels, width };
  return { panels, width, free: (last.height * (width - GAP)) / 2 / last.width };
}

/** Width in mm of each story of a strip, whose panels stand one below the other. */
export function columnOf(stories: readonly Still[]): number {
  const share = (SHEET - GAP * (stories.length - 1)) / stories.length;
  const height = ({ wide, narrow }: Still) =>
    wide.reduce((sum, panel) => {
      const drawn = narrow.find(({ id }) => id === panel.id) ?? panel;
      return sum + drawn.height / drawn.width;
    }, 0);
  return Math.min(share, HIGHEST / Math.max(...stories.map(height)));
}

/** Height of rows of full panels and of pairs of half ones. */
function heightOf(panels: readonly PanelSvg[]): number {
  let total = 0;
  let beside: PanelSvg | undefined;
  for (const panel of panels) {
    if (panel.full) {
      total += panel.height + (beside?.height ?? 0);
      beside = undefined;
    } else if (beside) {
      total += Math.max(beside.height, panel.height);
      beside = undefined;
    } else beside = panel;
  }
  return total + (beside?.height ?? 0);
}
