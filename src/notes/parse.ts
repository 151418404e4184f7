/**
 * The parser, Astro's own. What this returns is what is checked and what is rendered;
 * nothing else in the project parses notes.
 */
import { type MdastNode, mdxToMdast } from 'satteri';

export type { MdastNode };

export interface SyntaxProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export function parseNote(text: string): { readonly root: MdastNode } | { readonly problem: SyntaxProblem } {
  try {
    return { root: mdxToMdast(text, { features: { math: true, gfm: true, frontmatter: true } }) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const match = /^(\d+):(\d+): ([\s\S]*?)(?: \(mdx[\w-]*:[\w-]+\))?$/.exec(message);
    return {
      problem: match
        ? { line: Number(match[1]), column: Number(match[2]), message: match[3] ?? '' }
        : { line: 1, column: 1, message },
    };
  }
}
