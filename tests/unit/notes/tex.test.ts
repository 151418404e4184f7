import { describe, expect, it } from 'vitest';
import { renderTex, TexError, type TexOptions } from '#notes/tex.ts';

const macros = {
  '\\R': '\\mathbb{R}',
  '\\norm': '\\lVert #1\\rVert',
  '\\wrong': 'x+\\nowhere',
  '\\deeper': '\\wrong^2',
  '\\again': '\\again a',
  '\\more': '\\more\\more',
  '\\link': '\\href{https://example.org}{x}',
};

function set(tex: string, options: Partial<TexOptions> = {}): string {
  return renderTex(tex, { display: false, macros, output: 'web', ...options });
}

/** The error of a formula that can't be set. */
function fault(tex: string, options: Partial<TexOptions> = {}): TexError {
  try {
    set(tex, options);
  } catch (error) {
    if (error instanceof TexError) return error;
    throw error;
  }
  throw new Error(`no error in ${tex}`);
}

/** What an error points at. */
function pointed(tex: string): string {
  const { start, end } = fault(tex);
  return tex.slice(start, end);
}

/** The words a construct must leave in the MathML, which is what a screen reader hears. */
const CONSTRUCTS: readonly [tex: string, heard: string][] = [
  ['\\frac{dF}{dt}=\\eta\\sqrt{f(1-f)\\,G}', '<mfrac>'],
  ['\\sqrt[3]{\\tfrac ab}', '<mroot>'],
  ['\\sum_{k=0}^{n}\\binom{m}{k}', '<munderover>'],
  ['\\prod_{l=1}^{L-1}\\left\\lfloor\\frac{m_l}{n_0}\\right\\rfloor^{n_0}', '⌊'],
  ['\\int_{-\\infty}^{\\infty}e^{-x^2/2}\\,dx', '∫'],
  ['\\begin{aligned} a &= b\\\\ &\\le c \\end{aligned}', '<mtable'],
  ['\\begin{alignedat}{2} a &= b &\\quad c &= d \\end{alignedat}', '<mtable'],
  ['\\begin{gathered} a\\\\ b \\end{gathered}', '<mtable'],
  ['\\begin{cases} x & x>0\\\\ 0 & \\text{otherwise}\\end{cases}', 'otherwise'],
  ['\\begin{pmatrix} 1 & -\\eta\\\\ \\eta & 1\\end{pmatrix}', '<mtable'],
  ['\\begin{array}{c|c} a & b\\\\ \\hline c & d\\end{array}', '<mtable'],
  ['\\lVert\\nabla f\\rVert_\\infty+\\lvert x\\rvert+\\|y\\|', '∥'],
  ['\\left.\\frac{\\partial L}{\\partial\\theta}\\right|_{\\theta}', '∂'],
  ['\\E_{x\\sim p}[\\log D(x)]'.replace('\\E', '\\mathbb{E}'), 'double-struck'],
  ['\\mathcal{L}+\\mathscr{H}+\\mathfrak{g}+\\mathsf{A}+\\mathtt{t}', 'script'],
  ['\\mathbf{W}\\boldsymbol{\\theta}\\bm{x}', 'bold'],
  ['\\hat\\theta,\\bar x,\\tilde{\\mathbf x},\\dot q,\\ddot q,\\vec v,\\widehat{F},\\overline{AB}', '<mover'],
  ['\\underbrace{a+b}_{\\text{two}}\\overbrace{c}^{n}', '⏟'],
  ['\\operatorname{ReLU}(x)+\\operatorname*{arg\\,min}_{\\theta}L', 'ReLU'],
  ['\\lim_{n\\to\\infty}\\max_{i}\\sup_{h}\\Pr', 'lim'],
  ['\\sum_{\\substack{0\\le i\\le m\\\\ 0<j<n}}', '<mtable'],
  ['X\\xrightarrow{\\varphi}Y,\\ A\\stackrel{d}{\\to}B,\\ x\\overset{\\text{def}}{=}y', '→'],
  ['\\Bigl(\\bigl|x\\bigr|\\Bigr)', '('],
  ['\\boxed{E=mc^2}\\cancel{x}', 'E'],
  ['f\\colon\\mathcal X\\to[0,1],\\ x\\mapsto\\alpha x', '↦'],
  ['\\not\\in\\ne\\approx\\propto\\ll\\gg\\subseteq\\oplus\\otimes\\odot\\circ\\ldots\\cdots', '≈'],
  ['x \\mid y,\\ D_{\\mathrm{KL}}(p\\,\\|\\,q)', '∣'],
  ['\\R^{n}\\ni \\norm{x}', '∥'],
  ['ℝ × α ≤ β → ∞', '∞'],
];

describe('what a course writes', () => {
  it.each(CONSTRUCTS)('%s', (tex, heard) => {
    const display = set(tex, { display: true });
    const [, mathml = ''] = /<math[^>]*>(.*)<\/math>/s.exec(display) ?? [];
    expect(mathml).toContain(heard);
    expect(display).toContain('class="katex-html" aria-hidden="true"');
    expect(set(tex)).toContain('<math>');
    expect(set(tex, { output: 'print' })).toContain('role="img"');
  });
});

describe('two outputs', () => {
  it('lets a screen reader walk through MathML on the web, without a second copy of the TeX', () => {
    const html = set('a<b');
    expect(html).toContain(
      '<span class="katex"><span class="katex-mathml"><math><mi>a</mi><mo>&lt;</mo><mi>b</mi></math></span>',
    );
    expect(html).not.toMatch(/annotation|xmlns|role=/);
  });

  it('gives a PDF the TeX as alternative text, nothing hidden, no zero-width space', () => {
    const html = set('\\frac ab \\neq "c"\n<d>', { display: true, output: 'print' });
    expect(html).toContain('role="img" aria-label="tex: \\frac ab \\neq &quot;c&quot; &lt;d&gt;"');
    expect(html).not.toMatch(/aria-hidden|<math|\u200b/);
    expect(set('\\frac ab', { display: true })).toContain('\u200b');
  });

  it('carries the TeX of a display, escaped, in both', () => {
    for (const output of ['web', 'print'] as const) {
      expect(set(' a &<b>"\n'.replace('&', '\\&'), { display: true, output })).toContain(
        'data-tex="a \\&amp;&lt;b&gt;&quot;"',
      );
      expect(set('a', { output })).not.toContain('data-tex');
    }
  });

  it('is well-formed: every element that opens closes', () => {
    for (const [tex] of CONSTRUCTS) {
      for (const output of ['web', 'print'] as const) {
        const open: string[] = [];
        for (const [, close, name, self] of set(tex, { output }).matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
          if (close) expect(open.pop()).toBe(name);
          else if (!self && !['wbr', 'path'].includes(name ?? '')) open.push(name ?? '');
        }
        expect(open).toEqual([]);
      }
    }
  });
});

describe('lines of a formula in the text', () => {
  /** The text between the places where a wide page may break. */
  const lines = (tex: string): string[] =>
    set(tex, { output: 'print' })
      .split('<span class="break">')
      .map((part) => part.replace(/<[^>]*>/g, ''));

  it('keeps a short formula whole', () => {
    expect(lines('m=1/(4G)')).toHaveLength(1);
    expect(lines('d_{\\mathrm{VC}}(\\mathcal H)<\\infty')).toHaveLength(1);
    expect(lines('f=F/G')).toHaveLength(1);
  });

  it('breaks after a relation, not inside parentheses or bars', () => {
    expect(lines('V(\\theta,\\psi)=(1+\\eta^2)^t(1-x)')).toEqual(['V(θ,ψ)=', '(1+η2)t(1−x)']);
    expect(lines('|aaaaaa=bbbbbb|')).toHaveLength(1);
    expect(lines('f(aaaaaa=bbbbbb)')).toHaveLength(1);
    expect(lines('aaaaa=[0,1)\\cup(2,3]=bbbbb')).toHaveLength(3);
  });

  it('breaks after an operator only between long parts, and anywhere when nothing else helps', () => {
    expect(lines('aaaa+bbbb')).toHaveLength(1);
    expect(lines('aaaaaaaaaaaa+bbbbbbbbbbbb')).toHaveLength(2);
    expect(lines(`f(${Array(30).fill('ab').join('+')})`).length).toBeGreaterThan(1);
  });

  it('leaves the other places to a narrow screen, and a display whole', () => {
    expect(set('m=1/(4G)')).not.toContain('<wbr>');
    expect(set('f(aaaaaa=bbbbbb)')).toContain('<span class="break narrow"><wbr></span>');
    expect(set('aaaaaa=bbbbbb', { display: true })).not.toContain('<wbr');
  });
});

describe('errors are at their place', () => {
  it.each([
    ['a + \\foo b', '\\foo'],
    ['x^2^3', '^'],
    ['a } b', '}'],
    ['\\foo<script>alert(1)</script>', '\\foo'],
    ['caf\u00e9', '\u00e9'],
    ['x + \\def\\a{b}', '\\def'],
    ['\\begin{align} a \\end{align}', '\\begin{align}'],
    ['a\\tag{1}', '\\tag'],
    ['x\u202ey', '\u202e'],
    ['x\u0000y', '\u0000'],
    ['1 + \\deeper', '\\deeper'],
    ['1 + \\again', '\\again'],
    ['1 + \\link', '\\link'],
  ])('%s', (tex, place) => {
    expect(pointed(tex)).toBe(place);
  });

  it('puts what is missing at the end', () => {
    for (const tex of ['\\frac{1}', '{x', '\\left( x', '\\begin{matrix} a']) {
      expect(fault(tex)).toMatchObject({ kind: 'syntax', start: tex.length, end: tex.length });
    }
  });

  it('names the unknown command, also behind macros', () => {
    expect(fault('a + \\foo b')).toMatchObject({ kind: 'macro', macro: '\\foo' });
    expect(fault('1 + \\deeper')).toMatchObject({ kind: 'macro', macro: '\\nowhere' });
  });
});
