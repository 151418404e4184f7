/**
 * Atomic output: everything is written beside the old folder and moved into its place in
 * one go, so that a build that is killed, fails or runs out of disk leaves the old intact.
 */
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CommandError, explainFileError } from './output.ts';

/**
 * Runs `write(draft)` on a fresh folder and then puts it where `target` is. Builds of one
 * course share its intermediate files, so `lock` names what only one of them may hold.
 * @throws CommandError when another process is doing the same, or the disk won't have it.
 */
export async function replaceFolder(
  target: string,
  lock: string,
  write: (draft: string) => Promise<void>,
): Promise<void> {
  const hidden = (kind: string) => path.join(path.dirname(target), `.${path.basename(target)}-${kind}`);
  const draft = hidden(`draft-${process.pid}`);
  const previous = hidden('previous');
  try {
    mkdirSync(path.dirname(target), { recursive: true });
    mkdirSync(path.dirname(lock), { recursive: true });
    takeLock(lock);
  } catch (error) {
    throw explainFileError(error, 'Nothing was built') ?? error;
  }
  const letGo = () => rmSync(lock, { force: true });
  process.once('exit', letGo);
  try {
    // Drafts of builds that were killed, and the old site if one was killed between two renames.
    for (const left of globSync(`${hidden('draft')}-*`)) rmSync(left, { recursive: true, force: true });
    if (!existsSync(target) && existsSync(previous)) renameSync(previous, target);
    rmSync(previous, { recursive: true, force: true });
    mkdirSync(draft);
    await write(draft);
    if (existsSync(target)) renameSync(target, previous);
    try {
      renameSync(draft, target);
    } catch (error) {
      if (existsSync(previous)) renameSync(previous, target);
      throw error;
    }
    rmSync(previous, { recursive: true, force: true });
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw explainFileError(error, `${path.basename(target)} is unchanged`) ?? error;
  } finally {
    letGo();
    process.off('exit', letGo);
  }
}

function takeLock(lock: string): void {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = Number(readFileSync(lock, 'utf8'));
    if (isAlive(holder)) {
      throw new CommandError(
        `Another build of this course is running (process ${holder}); this one has stopped and changed nothing.`,
      );
    }
    rmSync(lock, { force: true });
  }
  throw new CommandError(`The lock ${lock} can't be taken; remove it if no build is running.`);
}

export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
