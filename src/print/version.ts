/** The version of the software, for the colophon and the PDF's metadata. */
import manifest from '../../package.json' with { type: 'json' };

export const version: string = manifest.version;
