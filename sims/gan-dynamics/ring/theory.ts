/** What the measures of the ring come to in the plain cases. No state. */

/** KL of the mode shares to uniform when all samples sit in `used` of K modes, evenly: log(K/used). */
export const collapsedKl = (modes: number, used = 1): number => Math.log(modes / used);

/** Share of a two-dimensional normal within q standard deviations: 1 − e^{−q²/2}, the best HQ of a perfect generator. */
export const qualityOfData = (q: number): number => 1 - Math.exp(-(q * q) / 2);
