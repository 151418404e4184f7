/**
 * TensorFlow.js on our device: its WebGPU backend keeps the buffers, compiles the programs
 * and batches the commands. Deep imports, so that of the library only this is loaded.
 */
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import { env } from '@tensorflow/tfjs-core/dist/environment';
import { registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core/dist/globals';
import type { TensorInfo } from '@tensorflow/tfjs-core/dist/tensor_info';
import { assertFits, type Gpu, openGpu } from './device.ts';

/** 32-bit words on the device. Rank 1: layouts are ours. */
export interface Words extends TensorInfo {
  /** Words in use; the buffer may be longer. */
  readonly length: number;
}

export interface Room {
  readonly gpu: Gpu;
  readonly backend: WebGPUBackend;
  /** Words with these contents. @throws RangeError when they don't fit. */
  upload(what: string, contents: Int32Array | Uint32Array | Float32Array): Words;
  /** `length` words with any contents. @throws RangeError when they don't fit. */
  reserve(what: string, length: number): Words;
  /**
   * The present contents, after all that was asked for before. Never settles when the device has
   * failed: what it would give is void, and `gpu.lost` says so to whoever holds the engine.
   */
  read(words: Words): Promise<ArrayBuffer>;
  free(words: Words): void;
  /** Sends what is queued to the device. */
  flush(): void;
  dispose(): void;
}

/** Opens a device and puts the library on it. One a worker: the library has one backend of a name. */
export async function openRoom(): Promise<Room> {
  const gpu = await openGpu();
  const backend = new WebGPUBackend(gpu.device, gpu.info);
  registerBackend('webgpu', () => backend);
  if (!(await setBackend('webgpu'))) throw new Error('The library did not take the graphics device.');
  // Small tensors stay on the device too: a hop to the processor would hide errors and cost time.
  env().set('WEBGPU_CPU_FORWARD', false);

  return {
    gpu,
    backend,
    upload(what, contents) {
      const { length } = contents;
      const size = bufferSize(gpu, what, length);
      const float = contents instanceof Float32Array;
      const values = float ? new Float32Array(size) : new Int32Array(size);
      values.set(contents);
      const words = backend.makeTensorInfo([size], float ? 'float32' : 'int32', values);
      backend.uploadToGPU(words.dataId);
      return { ...words, length };
    },
    reserve(what, length) {
      const words = backend.makeTensorInfo([bufferSize(gpu, what, length)], 'int32');
      backend.uploadToGPU(words.dataId);
      return { ...words, length };
    },
    async read(words) {
      // Not `backend.read`: it keeps the first answer, and these buffers are written again.
      const buffer = backend.tensorMap.get(words.dataId).resource as GPUBuffer;
      const contents = await backend.getBufferData(buffer).catch(() => undefined);
      if (!contents || gpu.failed()) {
        await gpu.lost;
        return new Promise<never>(() => {});
      }
      return contents.slice(0, 4 * words.length);
    },
    free(words) {
      backend.disposeData(words.dataId);
    },
    flush() {
      backend.ensureCommandEncoderReady();
      backend.endComputePassEncoder();
      backend.submitQueue();
    },
    dispose() {
      removeBackend('webgpu');
      gpu.dispose();
    },
  };
}

/** Words of the buffer for `length` words: a power of 2, so that the library's pool of used buffers stays small. */
function bufferSize(gpu: Gpu, what: string, length: number): number {
  assertFits(gpu, what, 4 * length);
  const size = 2 ** Math.ceil(Math.log2(Math.max(4, length)));
  assertFits(gpu, what, 4 * size);
  return size;
}
