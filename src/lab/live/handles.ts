/** What can be dragged: focusable points over the drawing, moved by pointer or by arrow keys. */
import { handleLabel, placeHandles } from '../handles.ts';
import type { PanelLayout } from '../layout.ts';
import type { Handle, Panel } from '../panel.ts';

type Change = Readonly<Record<string, number | readonly number[]>>;

export interface Handles {
  place(panel: Panel, layout: PanelLayout, zoom: number): void;
  dispose(): void;
}

interface Knob {
  readonly button: HTMLButtonElement;
  handle: Handle;
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

export function createHandles(box: HTMLElement, onDrag: (change: Change) => void): Handles {
  const knobs = new Map<string, Knob>();
  let view: { panel: Panel; layout: PanelLayout; zoom: number } | undefined;

  const moveTo = (handle: Handle, x: number, y: number) => {
    if (!view) return;
    const { panel } = view;
    onDrag(handle.drag({ x: clamp(x, panel.x.domain), y: clamp(y, panel.y.domain) }));
  };

  const add = (handle: Handle): Knob => {
    const button =
      box.querySelector<HTMLButtonElement>(`[data-handle="${CSS.escape(handle.id)}"]`) ?? newButton();
    button.dataset.handle = handle.id;
    const knob: Knob = { button, handle };
    button.addEventListener('pointerdown', (event) => {
      button.setPointerCapture(event.pointerId);
      event.preventDefault();
      button.focus();
    });
    button.addEventListener('pointermove', (event) => {
      if (!view || !button.hasPointerCapture(event.pointerId)) return;
      const place = box.getBoundingClientRect();
      const x = view.layout.x.invert((event.clientX - place.left) / view.zoom);
      const y = view.layout.y.invert((event.clientY - place.top) / view.zoom);
      moveTo(
        knob.handle,
        knob.handle.axis === 'y' ? knob.handle.x : x,
        knob.handle.axis === 'x' ? knob.handle.y : y,
      );
    });
    button.addEventListener('keydown', (event) => {
      const direction = ARROWS[event.key];
      if (!direction || !view) return;
      event.preventDefault();
      event.stopPropagation();
      const { x, y, axis } = knob.handle;
      const fast = event.shiftKey ? 5 : 1;
      const dx = axis === 'y' ? 0 : direction[0] * fast * keyStep(knob.handle, view.panel.x.domain);
      const dy = axis === 'x' ? 0 : direction[1] * fast * keyStep(knob.handle, view.panel.y.domain);
      // A point that moves along one axis obeys both pairs of arrows, as sliders do.
      const along = axis === 'x' ? direction[1] * fast * keyStep(knob.handle, view.panel.x.domain) : 0;
      const up = axis === 'y' ? direction[0] * fast * keyStep(knob.handle, view.panel.y.domain) : 0;
      moveTo(knob.handle, x + dx + along, y + dy + up);
    });
    if (!button.isConnected) box.append(button);
    return knob;
  };

  return {
    place(panel, layout, zoom) {
      view = { panel, layout, zoom };
      const wanted = new Set<string>();
      const held = (handle: Handle) => knobs.get(handle.id)?.button === document.activeElement;
      const handles = [...(panel.handles ?? [])].sort((a, b) => Number(held(b)) - Number(held(a)));
      for (const { handle, left, top, outside } of placeHandles(handles, layout, zoom)) {
        wanted.add(handle.id);
        let knob = knobs.get(handle.id);
        if (!knob) {
          knob = add(handle);
          knobs.set(handle.id, knob);
        }
        knob.handle = handle;
        const { button } = knob;
        // Moved, not laid out anew: a handle may follow the run.
        button.style.translate = `${left}px ${top}px`;
        button.classList.add('live');
        button.classList.toggle('outside', outside);
        button.style.setProperty('--handle', `var(--mark-${handle.colour ?? 'accent'})`);
        button.setAttribute('aria-label', handleLabel(handle));
      }
      for (const [id, { button }] of knobs) {
        if (wanted.has(id)) continue;
        button.remove();
        knobs.delete(id);
      }
    },
    dispose() {
      for (const { button } of knobs.values()) button.remove();
      knobs.clear();
    },
  };
}

function newButton(): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'sim-handle';
  button.setAttribute('aria-roledescription', 'movable point');
  return button;
}

function keyStep(handle: Handle, domain: readonly [number, number]): number {
  return handle.keyStep ?? Math.abs(domain[1] - domain[0]) / 50;
}

function clamp(value: number, domain: readonly [number, number]): number {
  const [low, high] = domain[0] < domain[1] ? domain : [domain[1], domain[0]];
  return Math.min(high, Math.max(low, value));
}
