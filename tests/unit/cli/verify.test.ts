/** What `verifySite` lets through and what not. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { verifySite } from '#cli/verify.ts';

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true });
});

/** A site of two pages below `base`, with `body` on the first. */
function site(body: string): string {
  const root = mkdtempSync(path.join(tmpdir(), 'orrery-verify-'));
  roots.push(root);
  mkdirSync(path.join(root, 'notes'));
  writeFileSync(path.join(root, 'index.html'), `<html><body>${body}<h2 id="here">Here</h2></body></html>`);
  writeFileSync(path.join(root, '404.html'), '<html></html>');
  writeFileSync(path.join(root, 'notes/index.html'), '<html><h2 id="thm:x">X</h2><p id="é">é</p></html>');
  writeFileSync(path.join(root, 'a.css'), '');
  return root;
}

const verify = (body: string) => verifySite(site(body), '/course/');

describe('whole', () => {
  test.each([
    '<a href="/course/notes/">a page</a>',
    '<a href="/course/notes/#thm:x">a theorem</a>',
    '<a href="notes/#%C3%A9">encoded</a>',
    '<a href="#here">here</a>',
    '<a href="/course/notes/?sim=a&amp;G=3#thm:x">a state</a>',
    '<a href="https://example.org/x">elsewhere</a>',
    '<link rel="stylesheet" href="/course/a.css">',
    '<img src="data:image/png;base64,AA==">',
  ])('%s', (body) => {
    expect(verify(body)).toBe(3);
  });
});

describe('broken', () => {
  test.each([
    ['<a href="/course/lost/">a page</a>', /\/course\/lost\/ leads nowhere/],
    ['<a href="/course/notes/#thm:y">a theorem</a>', /names no element/],
    ['<a href="#nowhere">here</a>', /names no element/],
    ['<a href="/notes/">without the base</a>', /outside the base path/],
    ['<img alt="" src="/course/lost.png">', /leads nowhere/],
    ['<script src="https://cdn.example.org/x.js"></script>', /loaded from elsewhere/],
  ])('%s', (body, message) => {
    expect(() => verify(body)).toThrow(message);
  });

  test('all faults are told at once', () => {
    expect(() => verify('<a href="one/">1</a><a href="two/">2</a>')).toThrow(
      /2 dead links[\s\S]*one[\s\S]*two/,
    );
  });

  test('a site without a page for what is lost', () => {
    const root = site('');
    rmSync(path.join(root, '404.html'));
    expect(() => verifySite(root, '/course/')).toThrow(/404/);
  });
});
