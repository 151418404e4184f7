import { describe, expect, test } from 'vitest';
import { countRegions } from './cutter.ts';
import { layerOfLines, type Net } from './net.ts';
import { countDistinct, neuronWords, pixelPatterns } from './pixels.ts';
import { referenceLines, referenceNet } from './reference.ts';

const count = (net: Net, resolution: number) => countDistinct(pixelPatterns(net, 1, resolution).hashes);

test('known counts at 256²', () => {
  expect(count(referenceNet(3, [16, 16], 0.5), 256)).toBe(212);
  expect(count(referenceNet(9, [32, 32], 0.5), 256)).toBe(875);
});

describe('pixels never see more regions than there are, and miss fewer when they are smaller', () => {
  const cases: [string, Net][] = [
    ['10 lines', layerOfLines(referenceLines(2, 10))],
    ['50 lines', layerOfLines(referenceLines(5, 50))],
    ['2-16-16', referenceNet(3, [16, 16], 0.5)],
    ['2-16-16 without biases', referenceNet(6, [16, 16], 0)],
  ];
  test.each(cases)('%s', (_, net) => {
    const exact = countRegions(net, 1);
    const pixels = [32, 64, 128, 256, 512].map((resolution) => count(net, resolution));
    for (const seen of pixels) expect(seen).toBeLessThanOrEqual(exact);
    expect(pixels).toEqual(pixels.toSorted((a, b) => a - b));
    expect(pixels[0]).toBeLessThan(pixels[4] as number);
  });

  test('at 1024² nine in ten are found (50 lines)', () => {
    const net = layerOfLines(referenceLines(5, 50));
    expect(count(net, 1024)).toBeGreaterThanOrEqual(0.9 * countRegions(net, 1));
  });
});

test('the first neurons alone: as if the others were not there', () => {
  const net = referenceNet(3, [16, 16], 0.5);
  const first = { widths: [16], weights: net.weights.slice(0, 1), biases: net.biases.slice(0, 1) };
  expect(pixelPatterns(net, 1, 64, 16)).toEqual(pixelPatterns(first, 1, 64));
  expect(countDistinct(pixelPatterns(net, 1, 64, 0).hashes)).toBe(1);
});

test('the hash of a pattern is the XOR of its neurons’ words', () => {
  const words = neuronWords(3);
  // On at (½, −½), the only bottom right pixel of 2 × 2: x > 0 and constant 1, not y > 0.
  const net = layerOfLines([1, 0, 0, 0, 1, 0, 0, 0, 1]);
  const { hashes, active } = pixelPatterns(net, 1, 2);
  expect(active).toEqual(Uint8Array.of(1, 2, 2, 3));
  expect(hashes[2]).toBe(((words[0] as number) ^ (words[4] as number)) >>> 0);
  expect(hashes[3]).toBe(((words[1] as number) ^ (words[5] as number)) >>> 0);
});

test('the words are what other programs hold: Philox4x32-10, counter (i, 0, 0, 0), words 0 and 1', () => {
  expect(neuronWords(2)).toEqual(Uint32Array.of(0xfc22b38d, 0xf79e4ab2, 0x9ccc6552, 0x4fb2e0db));
  expect(new Set(neuronWords(192)).size).toBe(384);
});

test('pairs are told apart by either half', () => {
  expect(countDistinct(Uint32Array.of(1, 2, 1, 3, 4, 2, 1, 2, 0, 0, 0, 0))).toBe(4);
  expect(countDistinct(new Uint32Array(0))).toBe(0);
});
