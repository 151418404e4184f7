/** A program of ours in WGSL, run by the library's WebGPU backend. */
import type { TensorInfo } from '@tensorflow/tfjs-core/dist/tensor_info';
import type { DataType } from '@tensorflow/tfjs-core/dist/types';
import type { Room, Words } from './backend.ts';

export interface Source {
  /** Names the program; with the constants in `code` it must be unique in a room. */
  readonly name: string;
  /** Names of the buffers that are read; each must occur in `code`. */
  readonly inputs: readonly string[];
  /** Names of the 32-bit integers passed with each run, as `uniforms.<name>`; each an `i32`. */
  readonly uniforms: readonly string[];
  /** Threads in a workgroup. */
  readonly threads: number;
  /**
   * WGSL with `fn main(index : i32)`, index counting all threads of the run. `result` is the
   * buffer that is written (and may be read); integers are `i32`, so cast to `u32`.
   */
  readonly code: string;
}

export interface Program {
  /** Queues `groups` workgroups that write `result`. Nothing is awaited. */
  run(result: Words, inputs: readonly Words[], uniforms: readonly number[], groups: number): void;
  /** The same into new float32 words of this shape. */
  make(shape: number[], inputs: readonly Words[], uniforms: readonly number[], groups: number): TensorInfo;
}

export function createProgram({ backend }: Room, source: Source): Program {
  const queue = (
    shape: number[],
    dtype: DataType,
    inputs: readonly Words[],
    uniforms: readonly number[],
    groups: number,
    result?: Words,
  ): TensorInfo =>
    backend.runWebGPUProgram(
      {
        outputShape: shape,
        shaderKey: source.name,
        variableNames: [...source.inputs],
        uniforms: source.uniforms.map((name) => `${name} : i32, `).join(''),
        workgroupSize: [source.threads, 1, 1],
        dispatchLayout: { x: [0] },
        dispatch: [groups, 1, 1],
        getUserCode: () => source.code,
      },
      [...inputs],
      dtype,
      uniforms.map((value) => ({ type: 'int32', data: [value] })),
      result,
    );
  return {
    run(result, inputs, uniforms, groups) {
      queue(result.shape, result.dtype, inputs, uniforms, groups, result);
    },
    make: (shape, inputs, uniforms, groups) => queue(shape, 'float32', inputs, uniforms, groups),
  };
}
