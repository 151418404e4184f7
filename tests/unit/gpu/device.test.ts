/** Our hold on a graphics device: what it may allocate, and how its failures are heard. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { assertFits, checked, openGpu } from '#gpu/device.ts';

const MIB = 2 ** 20;

/** A device that fails on command, and the adapter that gives it. */
function fake(limits: Partial<Record<keyof GPUSupportedLimits, number>> = {}) {
  let lose: (info: { reason: string; message: string }) => void = () => {};
  const lost = new Promise<{ reason: string; message: string }>((resolve) => {
    lose = resolve;
  });
  const scopes: (string | null)[] = [];
  const target = new EventTarget();
  const asked: GPUDeviceDescriptor[] = [];
  const all = {
    maxBufferSize: 256 * MIB,
    maxStorageBufferBindingSize: 128 * MIB,
    maxComputeWorkgroupStorageSize: 16_384,
    ...limits,
  };
  const device = Object.assign(target, {
    limits: all,
    lost,
    destroy: vi.fn(() => lose({ reason: 'destroyed', message: '' })),
    pushErrorScope: (filter: string) => scopes.push(filter),
    popErrorScope: vi.fn(async (): Promise<{ message: string } | null> => {
      scopes.pop();
      return null;
    }),
  });
  const adapter = {
    limits: all,
    info: {},
    requestDevice: async (descriptor: GPUDeviceDescriptor) => {
      asked.push(descriptor);
      return device;
    },
  };
  vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => adapter } });
  return { device, asked, lose, scopes };
}

const settled = async (promise: Promise<string>) =>
  Promise.race([promise, new Promise<undefined>((resolve) => setTimeout(resolve, 5))]);

afterEach(() => vi.unstubAllGlobals());

describe('limits', () => {
  test('a device is asked for what the adapter has, and never for more than a gigabyte a buffer', async () => {
    const { asked } = fake({ maxBufferSize: 2 ** 34, maxStorageBufferBindingSize: 300 * MIB });
    await openGpu();
    expect(asked[0]?.requiredLimits).toEqual({
      maxBufferSize: 2 ** 30,
      maxStorageBufferBindingSize: 300 * MIB,
      maxComputeWorkgroupStorageSize: 16_384,
    });
  });

  test('what does not fit is refused by name and size', async () => {
    fake();
    const gpu = await openGpu();
    expect(() => assertFits(gpu, 'An ensemble', 128 * MIB)).not.toThrow();
    expect(() => assertFits(gpu, 'An ensemble', 128 * MIB + 1)).toThrow(
      new RangeError('An ensemble needs 129 MB; this graphics device has room for 128 MB.'),
    );
  });

  test('without an adapter there is no device', async () => {
    vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => null } });
    await expect(openGpu()).rejects.toThrow('There is no graphics adapter.');
    vi.stubGlobal('navigator', {});
    await expect(openGpu()).rejects.toThrow('There is no graphics adapter.');
  });
});

describe('failures', () => {
  test('a lost device says why', async () => {
    const { lose } = fake();
    const gpu = await openGpu();
    expect(gpu.failed()).toBe(false);
    lose({ reason: 'unknown', message: 'The driver was reset' });
    expect(await gpu.lost).toBe('The driver was reset');
    expect(gpu.failed()).toBe(true);
  });

  test('an error that nobody caught makes all that follows untrustworthy', async () => {
    const { device } = fake();
    const gpu = await openGpu();
    const event = Object.assign(new Event('uncapturederror', { cancelable: true }), {
      error: { message: 'Buffer is too small\n - at line 3' },
    });
    device.dispatchEvent(event);
    expect(await gpu.lost).toBe('Buffer is too small');
    expect(gpu.failed()).toBe(true);
    expect(event.defaultPrevented).toBe(true);
  });

  test('a device that was given back is not lost', async () => {
    fake();
    const gpu = await openGpu();
    gpu.dispose();
    expect(await settled(gpu.lost)).toBeUndefined();
    expect(gpu.failed()).toBe(false);
  });

  test('work that the device refuses throws its first line, and leaves no scope open', async () => {
    const { device, scopes } = fake();
    const gpu = await openGpu();
    expect(await checked(gpu, () => 7)).toBe(7);
    device.popErrorScope.mockImplementationOnce(async () => {
      scopes.pop();
      return { message: 'Invalid program\nline 2' };
    });
    await expect(checked(gpu, () => 7)).rejects.toThrow('The graphics device refused: Invalid program');
    await expect(
      checked(gpu, () => {
        throw new RangeError('too large');
      }),
    ).rejects.toThrow('too large');
    expect(scopes).toEqual([]);
  });
});
