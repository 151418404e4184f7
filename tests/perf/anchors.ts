/**
 * Other people's pages, measured once with the same Lighthouse (13.5, mobile preset, gzip) on a
 * machine of two cores. Their foreign files were blocked, so that sizes are lower bounds.
 */
import type { PageWeight } from './weight.ts';

export interface Anchor {
  readonly page: string;
  /** kB, gzip. */
  readonly weight: Pick<PageWeight, 'html' | 'css' | 'js' | 'total'>;
  readonly performance: number;
  readonly accessibility: number;
  /** s. */
  readonly lcp: number;
  /** ms. */
  readonly tbt: number;
  /** Measured in the same run, not recorded. */
  readonly here?: boolean;
}

export const anchors: readonly Anchor[] = [
  {
    page: 'Observable Framework 1.13.4, text only',
    weight: { html: 0.8, css: 5.7, js: 17, total: 23 },
    performance: 1,
    accessibility: 0.59,
    lcp: 1.12,
    tbt: 0,
  },
  {
    page: 'Starlight 0.41, example page',
    weight: { html: 6.3, css: 12.3, js: 30.9, total: 50 },
    performance: 1,
    accessibility: 1,
    lcp: 1.07,
    tbt: 0,
  },
  {
    page: 'TensorFlow Playground',
    weight: { html: 6.5, css: 23.7, js: 77, total: 127 },
    performance: 0.92,
    accessibility: 0.72,
    lcp: 2.4,
    tbt: 210,
  },
  {
    page: 'Observable Framework, one line chart',
    weight: { html: 1.5, css: 5.7, js: 192.4, total: 200 },
    performance: 0.89,
    accessibility: 0.7,
    lcp: 2.96,
    tbt: 0,
  },
  {
    page: 'Distill, “Why Momentum Really Works”',
    weight: { html: 30.8, css: 4.4, js: 205.8, total: 269 },
    performance: 0.29,
    accessibility: 0.73,
    lcp: 8.6,
    tbt: 37_900,
  },
  {
    page: 'GAN Lab',
    weight: { html: 167.2, css: 0, js: 214, total: 4029 },
    performance: 0.56,
    accessibility: 0.71,
    lcp: 20.7,
    tbt: 614,
  },
];
