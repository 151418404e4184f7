/**
 * Shorter numbers for drawings that are sent with every page: tenths of a px, and lines as steps
 * from point to point. The steps are differences of rounded positions, so that errors don't add up.
 */

/** Attributes that are lengths in px; others (opacities, widths of lines) keep their digits. */
const LENGTHS = / (d|x|y|x1|x2|y1|y2|cx|cy|r|width|height|transform)="([^"]*)"/g;
/** "0.32em" and "1e-7" are left as they are. */
const NOT_PLAIN = /\de/;

/** A tag of an SVG with its lengths and paths shortened. */
export function compactTag(tag: string): string {
  return tag.replace(LENGTHS, (whole, name: string, value: string) => {
    if (NOT_PLAIN.test(value)) return whole;
    return ` ${name}="${name === 'd' ? compactPath(value) : rounded(value)}"`;
  });
}

/** A group with its paths that say nothing but where they run. Where ink is translucent, each must stay its own. */
const PATHS = /<g(?![^>]*opacity)[^>]*>(?:<path d="[^"]*"\/>){2,}/g;

/** Paths of one group as one path: a map of a thousand cells is then a dozen elements. */
export function joinPaths(svg: string): string {
  return svg.replace(PATHS, (group) => group.replaceAll('"/><path d="', ''));
}

/** A group of filled dots: rings, which are drawn and not filled, stay. */
const DOTS =
  /<g(?![^>]*(?: opacity=| stroke=|fill="none"))([^>]*?) fill="([^"]+)"(?: fill-opacity="([^"]+)")?([^>]*)>((?:<circle cx="[^"]*" cy="[^"]*" r="[^"]*"\/>){2,})/g;

/**
 * Dots of one size as one path of the shortest lines with round ends. Where translucent dots lie on one another their
 * ink does not add up, as it does not on the canvas: many dots would hide the curve that goes through them.
 */
export function joinDots(svg: string): string {
  return svg.replace(
    DOTS,
    (group, before: string, fill: string, ink: string, after: string, circles: string) => {
      const dots = [...circles.matchAll(/cx="([^"]*)" cy="([^"]*)" r="([^"]*)"/g)];
      const [, , , r] = dots[0] as RegExpExecArray;
      if (dots.some((dot) => dot[3] !== r)) return group;
      const d = dots.map(([, x = '', y = '']) => `M${joined(x, y)}h.01`).join('');
      const look = ink ? ` stroke-opacity="${ink}"` : '';
      const pen = `stroke="${fill}"${look} stroke-width="${2 * Number(r)}" stroke-linecap="round"`;
      return `<g${before} fill="none"${after}><path ${pen} d="${d}"/>`;
    },
  );
}

const TICKS =
  /(<g(?![^>]*opacity)[^>]*>)((?:<path transform="translate\([^)]*\)" d="M0,0l[^"]*"\/>){2,})(?=<\/g>)/g;

/** Ticks of an axis, each moved to its place, as one path of those places. */
export function joinTicks(svg: string): string {
  return svg.replace(TICKS, (_, open: string, ticks: string) => {
    const places = [...ticks.matchAll(/translate\(([^)]*)\)" d="M0,0(l[^"]*)"/g)];
    return `${open}<path d="${places.map(([, at, line]) => `M${at}${line}`).join('')}"/>`;
  });
}

function rounded(text: string): string {
  return text.replace(/-?\d+\.\d{2,}/g, (n) => tenths(Number(n) * 10));
}

/** Paths of straight lines only; any other is only rounded. */
function compactPath(path: string): string {
  if (!/^(?:[ML]-?[\d.]+,-?[\d.]+|Z(?!L))*$/.test(path)) return rounded(path);
  let out = '';
  let [x, y] = [0, 0];
  let inLine = false;
  for (const [, command, point = ''] of path.matchAll(/([MLZ])([^MLZ]*)/g)) {
    if (command === 'Z') {
      out += 'Z';
      inLine = false;
      continue;
    }
    const [nextX = 0, nextY = 0] = point.split(',').map((n) => Math.round(Number(n) * 10));
    out +=
      command === 'M'
        ? `M${joined(tenths(nextX), tenths(nextY))}`
        : step(joined(tenths(nextX - x), tenths(nextY - y)), inLine);
    inLine = command === 'L';
    [x, y] = [nextX, nextY];
  }
  return out;
}

/** A minus sign parts two numbers as well as a comma does. */
function joined(a: string, b: string): string {
  return b.startsWith('-') ? a + b : `${a},${b}`;
}

function step(by: string, inLine: boolean): string {
  return inLine ? joined('', by) : `l${by}`;
}

/** Tenths as a number in units: 5 → ".5". */
function tenths(n: number): string {
  return String(Math.round(n) / 10).replace(/^(-?)0\./, '$1.');
}
