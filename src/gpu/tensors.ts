/**
 * Tensor operations of TensorFlow.js with automatic differentiation, on our device: the ones
 * that our models use, with their kernels and gradients, and no others. A kernel or a gradient
 * that is missing here shows only when it runs, so every model is tested on the device.
 */
import { addConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Add';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/BatchMatMul';
import { castConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Cast';
import { concatConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Concat';
import { greaterConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Greater';
import { identityConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Identity';
import { leakyReluConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/LeakyRelu';
import { multiplyConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Multiply';
import { realDivConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/RealDiv';
import { reshapeConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Reshape';
import { selectConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Select';
import { sigmoidConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sigmoid';
import { sliceConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Slice';
import { softplusConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Softplus';
import { sqrtConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sqrt';
import { squareConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Square';
import { subConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sub';
import { sumConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sum';
import { dispose, engine, keep, tidy } from '@tensorflow/tfjs-core/dist/globals';
import { grads } from '@tensorflow/tfjs-core/dist/gradients';
import { addGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Add_grad';
import { batchMatMulGradConfig } from '@tensorflow/tfjs-core/dist/gradients/BatchMatMul_grad';
import { leakyReluGradConfig } from '@tensorflow/tfjs-core/dist/gradients/LeakyRelu_grad';
import { multiplyGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Multiply_grad';
import { reshapeGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Reshape_grad';
import { softplusGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Softplus_grad';
import { sqrtGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Sqrt_grad';
import { squareGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Square_grad';
import { subGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Sub_grad';
import { sumGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Sum_grad';
import { registerGradient, registerKernel } from '@tensorflow/tfjs-core/dist/kernel_registry';
import { add } from '@tensorflow/tfjs-core/dist/ops/add';
import { concat } from '@tensorflow/tfjs-core/dist/ops/concat';
import { div } from '@tensorflow/tfjs-core/dist/ops/div';
import { greater } from '@tensorflow/tfjs-core/dist/ops/greater';
import { leakyRelu } from '@tensorflow/tfjs-core/dist/ops/leaky_relu';
import { matMul } from '@tensorflow/tfjs-core/dist/ops/mat_mul';
import { mul } from '@tensorflow/tfjs-core/dist/ops/mul';
import { reshape } from '@tensorflow/tfjs-core/dist/ops/reshape';
import { slice } from '@tensorflow/tfjs-core/dist/ops/slice';
import { softplus } from '@tensorflow/tfjs-core/dist/ops/softplus';
import { sqrt } from '@tensorflow/tfjs-core/dist/ops/sqrt';
import { square } from '@tensorflow/tfjs-core/dist/ops/square';
import { sub } from '@tensorflow/tfjs-core/dist/ops/sub';
import { sum } from '@tensorflow/tfjs-core/dist/ops/sum';
import { tensor } from '@tensorflow/tfjs-core/dist/ops/tensor';
import { where } from '@tensorflow/tfjs-core/dist/ops/where';
import type { Tensor } from '@tensorflow/tfjs-core/dist/tensor';
import type { Room, Words } from './backend.ts';
import type { Program } from './program.ts';

export type { Tensor };

const KERNELS = [
  addConfig,
  batchMatMulConfig,
  castConfig,
  concatConfig,
  greaterConfig,
  identityConfig,
  leakyReluConfig,
  multiplyConfig,
  realDivConfig,
  reshapeConfig,
  selectConfig,
  sigmoidConfig,
  sliceConfig,
  softplusConfig,
  sqrtConfig,
  squareConfig,
  subConfig,
  sumConfig,
];
const GRADIENTS = [
  addGradConfig,
  batchMatMulGradConfig,
  leakyReluGradConfig,
  multiplyGradConfig,
  reshapeGradConfig,
  softplusGradConfig,
  sqrtGradConfig,
  squareGradConfig,
  subGradConfig,
  sumGradConfig,
];
for (const kernel of KERNELS) registerKernel(kernel);
for (const gradient of GRADIENTS) registerGradient(gradient);

/** The library's own functions, by their names in the library. */
export const ops = {
  tensor: (values: Float32Array, shape: number[]): Tensor => tensor(values, shape),
  matMul,
  add,
  sub,
  mul,
  div,
  square,
  sqrt,
  softplus,
  leakyRelu,
  greater,
  where,
  sum,
  reshape,
  slice,
  concat,
  grads,
  tidy,
  keep,
  dispose,
};

/** A tensor that a program of ours writes: queued, not awaited. */
export function written(
  program: Program,
  shape: number[],
  inputs: readonly Words[],
  uniforms: readonly number[],
  groups: number,
): Tensor {
  return engine().makeTensorFromTensorInfo(program.make(shape, inputs, uniforms, groups));
}

/** The contents of a tensor, after all that was asked for before; settles as `Room.read` does. */
export function readTensor(room: Room, { dataId, shape, dtype, size }: Tensor): Promise<Float32Array> {
  return room.read({ dataId, shape, dtype, length: size }).then((contents) => new Float32Array(contents));
}

/** Tensors that are alive: it must not grow with the steps of a model. */
export function tensorCount(): number {
  return engine().state.numTensors;
}
