/**
 * <sim-island>: the still and its controls are in the HTML; when the figure comes near
 * the screen its controls are put in their place, its code is fetched and the model runs
 * in the same box. This file is all that a page loads before that.
 */
class SimIsland extends HTMLElement {
  #near: IntersectionObserver | undefined;
  #stop: (() => void) | undefined;

  connectedCallback(): void {
    this.#near = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) this.#start();
      },
      // About one viewport ahead, so that the figure is live when it comes on screen.
      { rootMargin: '100% 0px' },
    );
    this.#near.observe(this);
  }

  disconnectedCallback(): void {
    this.#near?.disconnect();
    this.#stop?.();
    this.#stop = undefined;
  }

  async #start(): Promise<void> {
    this.#near?.disconnect();
    showTools(this);
    await pageIsSet();
    if (!this.isConnected) return;
    try {
      const { startFigure } = await import('./figure.ts');
      this.#stop = await startFigure(this);
    } catch {
      const status = this.querySelector('.sim-status');
      if (status) status.textContent = 'The simulation could not be loaded; the still above is complete. ';
      const again = document.createElement('button');
      again.type = 'button';
      again.textContent = 'Retry';
      again.addEventListener('click', () => {
        again.remove();
        this.#start();
      });
      status?.append(again);
    }
  }
}

/** The tools of a figure further down have waited in a template (components/SimTools.astro). */
function showTools(island: HTMLElement): void {
  const tools = island.querySelector('.sim-tools.waiting');
  const template = tools?.querySelector('template');
  template?.replaceWith(template.content);
  tools?.classList.remove('waiting');
}

/** How long a figure waits for slow fonts, ms. */
const PATIENCE = 1500;

/** The text comes first: a page whose fonts have come is laid out anew, and should have the processor for that. */
function pageIsSet(): Promise<unknown> | undefined {
  if (document.documentElement.classList.contains('typeset')) return undefined;
  return new Promise((resolve) => {
    document.addEventListener('typeset', () => requestAnimationFrame(() => setTimeout(resolve)), {
      once: true,
    });
    setTimeout(resolve, PATIENCE);
  });
}

customElements.define('sim-island', SimIsland);
