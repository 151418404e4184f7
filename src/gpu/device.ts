/**
 * The graphics device of one engine. It is ours, not the library's, so that its limits, its
 * loss and its errors are ours to handle: an operation on a lost device or with an invalid
 * program does not throw, it yields zeros.
 */

/** What an engine may hold of the device's memory in one buffer, in bytes. */
const LARGEST_BUFFER = 2 ** 30;
/** Workgroup memory that is asked for where the adapter has it, in bytes; 16 kB is everywhere. */
const WORKGROUP_MEMORY = 32_768;

export interface Gpu {
  readonly device: GPUDevice;
  readonly info: GPUAdapterInfo;
  /** Resolves with the reason when nothing computed from now on can be trusted. */
  readonly lost: Promise<string>;
  /** true once `lost` has resolved. */
  failed(): boolean;
  /** Gives the device back; `lost` stays pending. */
  dispose(): void;
}

/** @throws Error when there is no adapter, or it gives no device. */
export async function openGpu(): Promise<Gpu> {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('There is no graphics adapter.');
  const { limits } = adapter;
  const device = await adapter.requestDevice({
    requiredLimits: {
      maxBufferSize: Math.min(limits.maxBufferSize, LARGEST_BUFFER),
      maxStorageBufferBindingSize: Math.min(limits.maxStorageBufferBindingSize, LARGEST_BUFFER),
      maxComputeWorkgroupStorageSize: Math.min(limits.maxComputeWorkgroupStorageSize, WORKGROUP_MEMORY),
    },
  });
  let unsound: string | undefined;
  let disposed = false;
  const lost = new Promise<string>((resolve) => {
    const report = (reason: string) => {
      if (disposed) return;
      unsound ??= reason;
      resolve(unsound);
    };
    device.lost.then(({ reason, message }) => report(message || reason));
    device.addEventListener('uncapturederror', (event) => {
      event.preventDefault();
      report(firstLine(event.error.message));
    });
  });
  return {
    device,
    info: adapter.info,
    lost,
    failed: () => unsound !== undefined,
    dispose() {
      disposed = true;
      device.destroy();
    },
  };
}

/** Runs `work` and throws what the device found wrong with it: a bad program, or too little memory. */
export async function checked<T>({ device }: Gpu, work: () => T | Promise<T>): Promise<T> {
  device.pushErrorScope('out-of-memory');
  device.pushErrorScope('validation');
  let result: T;
  let errors: (GPUError | null)[] = [];
  try {
    result = await work();
  } finally {
    errors = await Promise.all([device.popErrorScope(), device.popErrorScope()]);
  }
  const error = errors.find((one) => one !== null);
  if (error) throw new Error(`The graphics device refused: ${firstLine(error.message)}`);
  return result;
}

/**
 * Refuses what doesn't fit before anything is allocated: the library would answer with zeros.
 * @throws RangeError with the size and the limit.
 */
export function assertFits({ device }: Gpu, what: string, bytes: number): void {
  const limit = Math.min(device.limits.maxStorageBufferBindingSize, device.limits.maxBufferSize);
  if (bytes > limit) {
    throw new RangeError(
      `${what} needs ${megabytes(bytes)} MB; this graphics device has room for ${megabytes(limit)} MB.`,
    );
  }
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20);
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] as string;
}
