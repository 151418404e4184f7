/**
 * Simulations as the page loads them. `sims/<id>/index.ts` is one definition for the build, the
 * tests and the page; the page draws and steers a model that runs in a worker, so its bundle has
 * the definition without the model and what only the build asks for. It knows the definition by
 * its form, `export default defineSim({ … })` with the parts written as properties; one written
 * otherwise is bundled whole.
 */
import type { ESTree, Plugin } from 'vite';
import { NOT_IN_PAGE } from '#lab/page-sim.ts';

export function pageDefinitions(): Plugin {
  let sims = '';
  return {
    name: 'orrery:page-definitions',
    // Before types are stripped, so that places are those of the source.
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'client',
    configResolved({ root }) {
      sims = `${root}/sims/`;
    },
    transform(code, id) {
      const file = id.split('?')[0] as string;
      if (!file.startsWith(sims) || !file.endsWith('.ts')) return;
      const isDefinition = file.endsWith('/index.ts');
      const page = isDefinition ? withoutParts(code, this.parse(code, { lang: 'ts' }), NOT_IN_PAGE) : code;
      // A simulation's files define things and do nothing, so what is not used of them need not be there.
      return { code: page, map: null, moduleSideEffects: false };
    },
  };
}

/**
 * The source with properties of its definition blanked out: every other character stays where it
 * is, so the source is its own source map.
 */
export function withoutParts(code: string, program: ESTree.Program, parts: readonly string[]): string {
  const definition = program.body.find((node) => node.type === 'ExportDefaultDeclaration')?.declaration;
  if (definition?.type !== 'CallExpression') return code;
  const [literal] = definition.arguments;
  if (literal?.type !== 'ObjectExpression') return code;
  const { properties } = literal;
  let out = code;
  for (const [i, property] of properties.entries()) {
    if (property.type !== 'Property' || property.key.type !== 'Identifier') continue;
    if (!parts.includes(property.key.name)) continue;
    // Up to the next one, so that the comma goes with it.
    const end = properties[i + 1]?.start ?? literal.end - 1;
    out = out.slice(0, property.start) + blank(out.slice(property.start, end)) + out.slice(end);
  }
  return out;
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
