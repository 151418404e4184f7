/**
 * The training algorithm of TensorFlow Playground, written anew after its description: one object a
 * node and one a connection, one example at a time forwards and backwards, derivatives added up over the batch,
 * then one update. Each activation is evaluated again for its derivative, as there.
 */

interface Node {
  bias: number;
  total: number;
  output: number;
  outputDerivative: number;
  inputDerivative: number;
  sum: number;
  count: number;
  readonly from: Link[];
  readonly to: Link[];
  readonly activation: Activation;
}

interface Link {
  weight: number;
  sum: number;
  count: number;
  readonly source: Node;
  readonly target: Node;
}

interface Activation {
  output(x: number): number;
  derivative(x: number): number;
}

const TANH: Activation = {
  output: (x) => Math.tanh(x),
  derivative(x) {
    const y = TANH.output(x);
    return 1 - y * y;
  },
};
const LINEAR: Activation = { output: (x) => x, derivative: () => 1 };

export interface Playground {
  /** Derivatives over all examples, then one update. */
  step(rate: number): void;
  /** Half the mean square error. */
  loss(): number;
}

/** `theta` layer by layer: weights [outputs × inputs], then biases. Points lie in `x` as pairs. */
export function createPlayground(
  sizes: readonly number[],
  theta: Float64Array,
  x: Float64Array,
  y: Float64Array,
): Playground {
  const layers = connect(sizes, theta);
  const inputs = sizes[0] as number;
  const [result] = layers.at(-1) as [Node];

  const forward = (example: number): number => {
    (layers[0] as Node[]).forEach((node, i) => {
      node.output = x[inputs * example + i] as number;
    });
    for (let l = 1; l < layers.length; l++) {
      for (const node of layers[l] as Node[]) {
        node.total = node.bias;
        for (const { weight, source } of node.from) node.total += weight * source.output;
        node.output = node.activation.output(node.total);
      }
    }
    return result.output;
  };

  const backward = (target: number): void => {
    result.outputDerivative = result.output - target;
    for (let l = layers.length - 1; l >= 1; l--) {
      for (const node of layers[l] as Node[]) {
        node.inputDerivative = node.outputDerivative * node.activation.derivative(node.total);
        node.sum += node.inputDerivative;
        node.count++;
      }
      for (const node of layers[l] as Node[]) {
        for (const link of node.from) {
          link.sum += node.inputDerivative * link.source.output;
          link.count++;
        }
      }
      if (l === 1) continue;
      for (const node of layers[l - 1] as Node[]) {
        node.outputDerivative = 0;
        for (const { weight, target } of node.to) node.outputDerivative += weight * target.inputDerivative;
      }
    }
  };

  const update = (rate: number): void => {
    for (let l = 1; l < layers.length; l++) {
      for (const node of layers[l] as Node[]) {
        node.bias -= (rate * node.sum) / node.count;
        node.sum = 0;
        node.count = 0;
        for (const link of node.from) {
          link.weight -= (rate / link.count) * link.sum;
          link.sum = 0;
          link.count = 0;
        }
      }
    }
  };

  return {
    step(rate) {
      for (let i = 0; i < y.length; i++) {
        forward(i);
        backward(y[i] as number);
      }
      update(rate);
    },
    loss() {
      let sum = 0;
      for (let i = 0; i < y.length; i++) sum += 0.5 * (forward(i) - (y[i] as number)) ** 2;
      return sum / y.length;
    },
  };
}

function connect(sizes: readonly number[], theta: Float64Array): Node[][] {
  const layers = sizes.map((size, l) =>
    Array.from({ length: size }, () => newNode(l === sizes.length - 1 ? LINEAR : TANH)),
  );
  let at = 0;
  for (let l = 1; l < layers.length; l++) {
    const [before, here] = [layers[l - 1] as Node[], layers[l] as Node[]];
    for (const target of here) {
      for (const source of before) {
        const link: Link = { weight: theta[at++] as number, sum: 0, count: 0, source, target };
        source.to.push(link);
        target.from.push(link);
      }
    }
    for (const node of here) node.bias = theta[at++] as number;
  }
  return layers;
}

function newNode(activation: Activation): Node {
  return {
    bias: 0,
    total: 0,
    output: 0,
    outputDerivative: 0,
    inputDerivative: 0,
    sum: 0,
    count: 0,
    from: [],
    to: [],
    activation,
  };
}
