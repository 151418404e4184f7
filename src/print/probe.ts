/** Checks that run in the page, before it is printed. Each is one self-contained function: it is sent as text. */

/** Does a long word in a narrow box break? */
export function probeHyphenation(): boolean {
  const box = document.createElement('div');
  box.lang = 'en';
  box.style.cssText = 'width:5em;hyphens:auto;font:16px serif;line-height:20px;position:absolute';
  box.textContent = 'representation';
  document.body.append(box);
  const lines = Math.round(box.getBoundingClientRect().height / 20);
  box.remove();
  return lines > 1;
}

/** Nothing is laid out before its fonts are there. */
export const HIDDEN = '<style id="hidden">body { display: none }</style>';

/**
 * Loads every font, then shows the page. A page that is laid out while its fonts arrive keeps sizes of the first
 * layout in the browser's font cache: a hundredth of a pixel, other from print to print.
 */
export async function showPage(): Promise<void> {
  // Stand-ins of the site are fonts of the machine, which may lack them; files that are missing are noted elsewhere.
  await Promise.allSettled([...document.fonts].map((font) => font.load()));
  document.querySelector('#hidden')?.remove();
}

/** Displays that do not fit the column take the margin too. `scope` is a selector of what is to be fitted. */
export async function fitPage(scope: string): Promise<void> {
  await document.fonts.ready;
  await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
  const isWide = (equation: Element) => {
    const display = equation.querySelector('.display') as HTMLElement | null;
    const edge = display?.getBoundingClientRect().right ?? 0;
    return [...equation.querySelectorAll('.base')].some(
      (base) => base.getBoundingClientRect().right > edge + 1,
    );
  };
  for (const equation of document.querySelectorAll(`.prose > .equation:is(${scope})`)) {
    if (isWide(equation)) equation.classList.add('wide');
  }

  // A formula that can't be broken leaves lines that no stretching of spaces fills well.
  const LOOSE = 0.14;
  const texts = [...document.querySelectorAll<HTMLElement>(`:is(p, li):is(${scope})`)].filter(
    (text) =>
      getComputedStyle(text).textAlign === 'justify' &&
      [...text.children].some((child) => child.querySelector('.katex-html')),
  );
  for (const text of texts) text.style.textAlign = 'start';
  const loose = texts.filter((text) => {
    const { right, width } = text.getBoundingClientRect();
    let [left, end] = [Number.NEGATIVE_INFINITY, right];
    const range = document.createRange();
    for (const child of text.childNodes) {
      range.selectNode(child);
      const boxes =
        child.nodeType === Node.TEXT_NODE ? range.getClientRects() : (child as Element).getClientRects();
      for (const box of boxes) {
        if (box.width === 0) continue;
        // Back to the left: the line above has ended.
        if (box.left < left && right - end > LOOSE * width) return true;
        [left, end] = [box.left, box.right];
      }
    }
    return false;
  });
  for (const text of texts) if (!loose.includes(text)) text.style.textAlign = '';

  // A label's margin of paper is a box: stroked letters would be embedded as a font of drawings for each label.
  const pen = document.createElement('canvas').getContext('2d');
  for (const group of document.querySelectorAll(`svg [paint-order="stroke"]:is(${scope})`)) {
    for (const label of group.querySelectorAll('text')) {
      const style = getComputedStyle(label);
      if (!pen || !label.textContent) continue;
      pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      const ink = pen.measureText(label.textContent);
      const box = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
      const margin = Number(group.getAttribute('stroke-width')) / 2 - 0.5;
      const baseline = label.getStartPositionOfChar(0).y;
      const { x, width } = label.getBBox();
      const sides = {
        x: x - margin,
        y: baseline - ink.actualBoundingBoxAscent - margin,
        width: width + 2 * margin,
        height: ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent + 2 * margin,
        rx: margin,
      };
      for (const [name, value] of Object.entries(sides)) box.setAttribute(name, value.toFixed(1));
      box.setAttribute('fill', group.getAttribute('stroke') ?? 'none');
      box.setAttribute('stroke', 'none');
      const moved = label.getAttribute('transform');
      if (moved) box.setAttribute('transform', moved);
      label.before(box);
    }
    group.removeAttribute('stroke');
  }
}

/** What would print wrongly and say nothing: boxes wider than the sheet, fonts that are not ours, images made of effects. */
export async function probePage(): Promise<string[]> {
  await document.fonts.ready;
  await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
  const faults: string[] = [];
  const nameOf = (element: Element): string => {
    const figure = element.closest('[id]');
    const text = (element.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 60);
    return `<${element.tagName.toLowerCase()}${figure ? ` in #${figure.id}` : ''}> “${text}”`;
  };

  const sheet = document.createElement('div');
  sheet.style.cssText = 'width:170mm;height:0';
  document.body.append(sheet);
  const width = sheet.getBoundingClientRect().width;
  sheet.remove();
  const right = document.body.getBoundingClientRect().left + width + 1;
  const wide = [...document.body.querySelectorAll('*')].filter((element) => {
    if (element.closest('svg') && element.tagName !== 'svg') return false;
    const box = element.getBoundingClientRect();
    return (
      box.width > 0 && box.height > 0 && box.right > right && !element.closest('.leader, .visually-hidden')
    );
  });
  const outermost = wide.filter(
    (element) => !wide.some((other) => other !== element && element.contains(other)),
  );
  for (const element of outermost.slice(0, 5)) {
    const over = ((element.getBoundingClientRect().right - right) * 25.4) / 96;
    faults.push(`${nameOf(element)} is ${over.toFixed(1)} mm wider than the sheet and would be cut`);
  }
  for (const display of document.querySelectorAll('.display')) {
    const edge = display.getBoundingClientRect().right + 1;
    const end = Math.max(
      0,
      ...[...display.querySelectorAll('.base')].map((base) => base.getBoundingClientRect().right),
    );
    if (end > edge) {
      faults.push(
        `${nameOf(display)} is ${(((end - edge) * 25.4) / 96).toFixed(1)} mm wider than its column; break it into lines`,
      );
    }
  }

  for (const element of document.body.querySelectorAll('*')) {
    const style = getComputedStyle(element);
    const effects = [
      style.filter !== 'none' && `filter: ${style.filter}`,
      /\b[1-9][\d.]*px [^,]*$/.test(style.boxShadow) &&
        style.boxShadow !== 'none' &&
        `box-shadow: ${style.boxShadow}`,
      style.textShadow !== 'none' && `text-shadow: ${style.textShadow}`,
      style.backgroundImage.includes('gradient') && `background: ${style.backgroundImage.slice(0, 40)}`,
    ].filter((effect) => effect !== false);
    for (const effect of effects)
      faults.push(`${nameOf(element)} has ${effect}, which Chromium prints as an image`);
    if (faults.length > 20) break;
  }
  for (const element of document.querySelectorAll('svg filter, svg mask, svg pattern, canvas')) {
    faults.push(`${nameOf(element)} is printed as an image`);
  }
  const formulas = [...document.querySelectorAll('.katex-html')].filter(
    (formula) => !formula.closest('[role="img"][aria-label]'),
  );
  if (formulas.length > 0)
    faults.push(`${formulas.length} formulas have no alternative text and would be missing from the tags`);
  if (document.querySelector('.katex-html[aria-hidden]')) faults.push('formulas are hidden from the tags');
  return faults;
}
