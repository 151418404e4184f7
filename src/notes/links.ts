/** Which addresses a note may link to. Allowed is what is named here; everything else is refused. */
import { hiddenCharacter } from './hidden.ts';
import { limits } from './limits.ts';

export type LinkTarget =
  | { readonly kind: 'web'; readonly url: string; readonly homograph?: true }
  | { readonly kind: 'mail'; readonly url: string }
  | { readonly kind: 'anchor'; readonly anchor: string }
  | { readonly kind: 'lecture'; readonly slug: string; readonly anchor?: string }
  | { readonly problem: string; readonly cure: string };

const allowed = 'A link goes to https://…, mailto:…, #section, or another lecture as ../its-folder/.';

/** Reads an address as the parser gives it, entities decoded. */
export function readLink(url: string): LinkTarget {
  if (url.trim() === '') return { problem: 'The link has no address.', cure: allowed };
  if (url.length > limits.url) {
    return {
      problem: `The address has ${url.length} characters.`,
      cure: `At most ${limits.url} are allowed.`,
    };
  }
  const hidden = hiddenCharacter(url);
  if (hidden || /[\s\\]/.test(url)) {
    return {
      problem: `The address contains ${hidden?.name ?? 'a blank or a backslash'}.`,
      cure: 'Copy the address again; a blank is written %20.',
    };
  }
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === 'https') return readWeb(url);
  if (scheme === 'mailto') return readMail(url);
  if (scheme === 'http') {
    return {
      problem: 'Links to http:// are not allowed.',
      cure: 'Write https://; nearly every site has it.',
    };
  }
  if (scheme !== undefined) return { problem: `Links to “${scheme}:” are not allowed.`, cure: allowed };
  if (/^#[A-Za-z][\w-]*$/.test(url)) return { kind: 'anchor', anchor: url.slice(1) };
  if (url.startsWith('#'))
    return { problem: 'The anchor after “#” can’t be one.', cure: 'Refer to a section with [@sec:…].' };
  const lecture = /^\.\.\/([a-z0-9-]+)(?:\/(?:index\.mdx)?)?(?:#([A-Za-z][\w-]*))?$/.exec(url);
  if (lecture?.[1] !== undefined) {
    return { kind: 'lecture', slug: lecture[1], ...(lecture[2] ? { anchor: lecture[2] } : {}) };
  }
  return { problem: `A link can’t go to “${clip(url)}”.`, cure: allowed };
}

function readWeb(url: string): LinkTarget {
  const parsed = URL.parse(url);
  if (!parsed || parsed.hostname === '' || !/^https:\/\/[^/]/i.test(url)) {
    return { problem: 'This is not a complete web address.', cure: 'It reads https://host/path.' };
  }
  if (parsed.username !== '' || parsed.password !== '') {
    return {
      problem: 'The address carries a user name or password.',
      cure: 'Remove what stands before the “@”.',
    };
  }
  const homograph = /(^|\.)xn--/.test(parsed.hostname);
  return { kind: 'web', url: parsed.href, ...(homograph ? { homograph: true } : {}) };
}

function readMail(url: string): LinkTarget {
  return /^mailto:[\w.+-]+@[\w-]+(\.[\w-]+)+$/i.test(url)
    ? { kind: 'mail', url }
    : { problem: 'This is not a mail address.', cure: 'It reads mailto:name@host, nothing after it.' };
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
