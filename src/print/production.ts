/**
 * Builds for readers, whatever the caller's NODE_ENV is: with that of a test runner, pages would be without offline
 * reading and would read the notes anew for each other.
 */
export async function asProduction<T>(work: () => Promise<T>): Promise<T> {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}
