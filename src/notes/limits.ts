/** How large a note may be. Far above any honest lecture; a note beyond them is refused, not rendered. */
export const limits = {
  /** Bytes of a note. */
  noteBytes: 200_000,
  /** Bytes of a front matter. */
  frontMatterBytes: 8_192,
  /** Bytes of course.yaml, macros.yaml. */
  yamlBytes: 100_000,
  /** Bytes of references.bib. */
  bibBytes: 2_000_000,
  /** Nodes of a note's tree. */
  nodes: 20_000,
  /** Blocks inside blocks. */
  depth: 24,
  /** Characters of one paragraph, heading or table. */
  paragraph: 20_000,
  /** Characters of an attribute. */
  attribute: 2_000,
  /** Characters of a URL. */
  url: 2_048,
  /** Simulations on one page: each keeps a still, and a worker when it runs. */
  simulations: 40,
  footnotes: 200,
  /** Braces within braces in a formula. */
  formulaDepth: 60,
  /** Bytes of an image file. */
  imageBytes: 2_000_000,
  /** Pixels on one side of an image. */
  imageSide: 6_000,
} as const;
