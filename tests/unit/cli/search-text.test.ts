import { renderToString } from 'katex';
import { describe, expect, test } from 'vitest';
import { inLine, searchable } from '../../../src/cli/search-text.ts';

const line = (tex: string) =>
  inLine(renderToString(tex, { output: 'mathml' }).replace(/<annotation.*?<\/annotation>/gs, ''));

describe('formulas in search', () => {
  test.each([
    ['L(\\theta) = \\tfrac12\\theta^2', 'L(θ) = 1/2 θ²'],
    ['\\eta\\sigma^2/(k(2-\\eta k))', 'ησ²/(k(2 − ηk))'],
    ['\\beta = -\\tfrac12', 'β = −1/2'],
    ['\\sqrt{1+\\eta^2}', '√(1 + η²)'],
    ['\\lambda_{\\max} = 17', 'λ_max = 17'],
    ['x_1 < 10^{-12}', 'x₁ &lt; 10⁻¹²'],
    ['\\sum_{k=1}^n a_k', '∑_(k = 1)^n a_k'],
    ['|\\varphi|^{\\alpha-1}, p(y\\mid x)', '∣φ∣^(α − 1), p(y∣x)'],
    ['\\binom{n}{2}', '(n over 2)'],
    ['e^{-t/\\tau}, \\log D', 'e^(−t/τ), log D'],
  ])('%s', (tex, text) => expect(line(tex)).toBe(text));

  test('the rest of a page stays', () =>
    expect(searchable('<p>at <span><math><mi>η</mi><mo>=</mo><mn>2</mn></math></span> it</p>')).toBe(
      '<p>at <span>η = 2</span> it</p>',
    ));
});
