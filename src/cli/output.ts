/** What commands say and how they end. */

/** An error that is the user's to mend: its message is all that is shown. */
export class CommandError extends Error {}

/** Node's file errors in words, with what to do. */
export function explainFileError(error: unknown, what: string): CommandError | undefined {
  const code = codeOf(error);
  const path = (error as NodeJS.ErrnoException).path ?? '';
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new CommandError(
        `${what}: the disk is full (${code}${path && ` at ${path}`}). Free some space and run it again.`,
      );
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new CommandError(
        `${what}: ${path || 'a folder'} can't be written (${code}). Give --out a folder that can.`,
      );
    default:
      return undefined;
  }
}

/** The bundler's errors carry the system's code in their text alone. */
function codeOf(error: unknown): string | undefined {
  const { code, message } = error as NodeJS.ErrnoException;
  return /No space left on device|\bENOSPC\b/.test(String(message)) ? 'ENOSPC' : code;
}
