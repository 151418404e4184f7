/** The box in which the figure lives: a canvas over each still, painted at the still's own scale. */
import { isFull, layoutPanel, type PanelLayout, panelHeight } from '../layout.ts';
import type { Panel } from '../panel.ts';
import { createHandles, type Handles } from './handles.ts';
import { paintPanel } from './paint.ts';
import { readTheme, type Theme } from './theme.ts';

/** Widths in px at which panels are laid out, as the still's are. */
export const NOMINAL = { full: 680, half: 330, narrow: 340 } as const;

export interface Stage {
  /** The first drawing. It takes longer than any later one, so it is made a panel at a time and lets the page go on. */
  open(panels: readonly Panel[]): Promise<void>;
  show(panels: readonly Panel[]): void;
  /** The figure as it stands, on one canvas with the paper behind it. */
  snapshot(): HTMLCanvasElement;
  dispose(): void;
}

interface Slot {
  readonly box: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  /** Absent where the browser has no memory for another canvas. */
  readonly g: CanvasRenderingContext2D | null;
  readonly handles: Handles;
  panel: Panel;
  layout: PanelLayout;
}

export function createStage(
  root: HTMLElement,
  onDrag: (change: Readonly<Record<string, number | readonly number[]>>) => void,
  /** Width in px at which a panel of full width is laid out where there is room for it. */
  full: number = NOMINAL.full,
): Stage {
  const slots = new Map<string, Slot>();
  let theme: Theme = readTheme(root);
  let shown: readonly Panel[] = [];
  /** Of the stage at the last drawing, px. */
  let width = 0;

  const draw = (slot: Slot) => {
    width = root.clientWidth;
    const nominal = nominalWidth(slot.panel, shown.length, width, full);
    const height = panelHeight(slot.panel, nominal);
    // The still's own proportions, to the pixel: the box must not move when the canvas takes over.
    slot.box.style.aspectRatio = `${nominal} / ${height}`;
    const boxWidth = slot.box.clientWidth;
    if (boxWidth === 0) return;
    const zoom = boxWidth / nominal;
    const density = Math.min(3, window.devicePixelRatio || 1);
    const pixels = [Math.round(boxWidth * density), Math.round(height * zoom * density)] as const;
    if (slot.canvas.width !== pixels[0] || slot.canvas.height !== pixels[1]) {
      [slot.canvas.width, slot.canvas.height] = pixels;
    }
    const { g } = slot;
    if (!g) return;
    slot.layout = layoutPanel(slot.panel, nominal, height);
    g.setTransform(zoom * density, 0, 0, zoom * density, 0, 0);
    paintPanel(g, slot.panel, slot.layout, theme);
    slot.handles.place(slot.panel, slot.layout, zoom);
  };

  const slotFor = (panel: Panel): Slot => {
    const known = slots.get(panel.id);
    if (known) return known;
    const box =
      root.querySelector<HTMLElement>(`[data-panel="${CSS.escape(panel.id)}"]`) ??
      root.appendChild(newBox(panel.id));
    const canvas = document.createElement('canvas');
    canvas.setAttribute('aria-hidden', 'true');
    // Below what can be moved, which the page has already.
    box.insertBefore(canvas, box.querySelector('.sim-handle'));
    const slot: Slot = {
      box,
      canvas,
      g: canvas.getContext('2d'),
      handles: createHandles(box, onDrag),
      panel,
      layout: layoutPanel(panel, NOMINAL.half),
    };
    // A crash of the browser's graphics process empties canvases.
    canvas.addEventListener('contextrestored', () => draw(slot));
    slots.set(panel.id, slot);
    return slot;
  };

  const showPanel = (panel: Panel) => {
    const slot = slotFor(panel);
    slot.panel = panel;
    slot.box.classList.toggle('full', isFull(panel, shown.length));
    slot.box.hidden = false;
    draw(slot);
  };
  const show = (panels: readonly Panel[]) => {
    shown = panels;
    for (const panel of panels) showPanel(panel);
    finish(panels);
  };
  const finish = (panels: readonly Panel[]) => {
    for (const [id, slot] of slots) if (!panels.some((panel) => panel.id === id)) slot.box.hidden = true;
    root.classList.add('live');
  };
  const open = async (panels: readonly Panel[]) => {
    shown = panels;
    for (const panel of panels) {
      await nextFrame();
      // A later frame has drawn them all, or the figure is gone.
      if (shown !== panels) return;
      showPanel(panel);
    }
    finish(panels);
  };

  const redraw = () => {
    theme = readTheme(root);
    if (shown.length > 0) show(shown);
  };
  // Heights follow from the width.
  const resized = new ResizeObserver(() => {
    if (shown.length > 0 && root.clientWidth !== width) show(shown);
  });
  resized.observe(root);
  const themed = new MutationObserver(redraw);
  themed.observe(document.documentElement, { attributeFilter: ['data-theme', 'class'] });
  const preferences = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((q) =>
    window.matchMedia(q),
  );
  for (const query of preferences) query.addEventListener('change', redraw);

  // Letters were drawn in what stood in for a font that was still on its way.
  document.fonts.addEventListener('loadingdone', redraw);

  return {
    open,
    show,
    snapshot: () => compose(root, [...slots.values()], theme),
    dispose() {
      shown = [];
      resized.disconnect();
      document.fonts.removeEventListener('loadingdone', redraw);
      themed.disconnect();
      for (const query of preferences) query.removeEventListener('change', redraw);
      for (const slot of slots.values()) {
        slot.handles.dispose();
        slot.canvas.remove();
      }
      root.classList.remove('live');
    },
  };
}

/** The width at which the visible still was drawn: the live figure is laid out the same and zoomed alike. */
function nominalWidth(panel: Panel, count: number, stageWidth: number, full: number): number {
  if (!isFull(panel, count)) return NOMINAL.half;
  return stageWidth >= 520 ? full : NOMINAL.narrow;
}

/** After what was drawn is on the screen; soon, in a tab that nobody looks at. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 100);
  });
}

function newBox(id: string): HTMLElement {
  const box = document.createElement('div');
  box.className = 'sim-panel';
  box.dataset.panel = id;
  return box;
}

function compose(root: HTMLElement, slots: readonly Slot[], theme: Theme): HTMLCanvasElement {
  const density = Math.min(3, window.devicePixelRatio || 1);
  const out = document.createElement('canvas');
  out.width = root.clientWidth * density;
  out.height = root.clientHeight * density;
  const g = out.getContext('2d');
  if (!g) return out;
  g.fillStyle = theme.colour('paper');
  g.fillRect(0, 0, out.width, out.height);
  const origin = root.getBoundingClientRect();
  for (const { box, canvas } of slots) {
    if (box.hidden) continue;
    const place = box.getBoundingClientRect();
    g.drawImage(canvas, (place.left - origin.left) * density, (place.top - origin.top) * density);
  }
  return out;
}
