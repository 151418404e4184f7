/** A reader who does anything: clicks, taps, keys, drags and slides at random, the same for the same seed. */
import type { Page } from 'playwright-core';
import type { Rng } from '#lab/random.ts';

const KEYS = [
  'Tab',
  'Shift+Tab',
  'Enter',
  ' ',
  '.',
  'r',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Escape',
  '5',
];

/** Does one thing and says what it was. */
export async function act(page: Page, rng: Rng): Promise<string> {
  const size = page.viewportSize() ?? { width: 800, height: 600 };
  const somewhere = () => ({ x: rng.below(size.width), y: rng.below(size.height) });
  switch (rng.below(7)) {
    case 0: {
      const { x, y } = somewhere();
      await page.mouse.click(x, y);
      return `click ${x},${y}`;
    }
    case 1: {
      const [from, to] = [somewhere(), somewhere()];
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(to.x, to.y, { steps: 1 + rng.below(5) });
      await page.mouse.up();
      return `drag ${from.x},${from.y} to ${to.x},${to.y}`;
    }
    case 2: {
      const key = KEYS[rng.below(KEYS.length)] as string;
      for (let i = rng.below(4); i >= 0; i--) await page.keyboard.press(key);
      return `key ${key}`;
    }
    case 3:
      return slide(page, rng);
    case 4:
      return press(page, rng);
    case 5: {
      const { x, y } = somewhere();
      await page.touchscreen.tap(x, y);
      return `tap ${x},${y}`;
    }
    default: {
      const { x, y } = somewhere();
      await page.mouse.move(x, y);
      await page.mouse.wheel(0, rng.below(400) - 200);
      return `wheel at ${x},${y}`;
    }
  }
}

/** Any control of the figure to any of its values. */
async function slide(page: Page, rng: Rng): Promise<string> {
  const [which, where] = [rng.next(), rng.next()];
  return page.evaluate(
    ({ which, where }) => {
      const all = [...document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[data-param]')];
      const inputs = all.filter((input) => !input.disabled && input.offsetParent !== null);
      const input = inputs[Math.floor(which * inputs.length)];
      if (!input) return 'nothing to set';
      if (input instanceof HTMLSelectElement) {
        input.selectedIndex = Math.floor(where * input.options.length);
      } else if (input.type === 'checkbox') input.checked = where < 0.5;
      else input.value = String(Number(input.min) + where * (Number(input.max) - Number(input.min)));
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.dispatchEvent(new Event('change', { bubbles: true }));
      return `set ${input.dataset.param} to ${input.value}`;
    },
    { which, where },
  );
}

/** Any button of the figure, those for files too: saving is prevented by the test. */
async function press(page: Page, rng: Rng): Promise<string> {
  const which = rng.next();
  return page.evaluate((share) => {
    const all = [...document.querySelectorAll<HTMLButtonElement>('sim-island button')];
    const buttons = all.filter((button) => !button.disabled && button.offsetParent !== null);
    const button = buttons[Math.floor(share * buttons.length)];
    if (!button) return 'nothing to press';
    button.click();
    return `press ${button.textContent?.trim()}`;
  }, which);
}
