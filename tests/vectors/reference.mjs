// Readers folded in by the WebAssembly, and by a plain way to the same numbers.

/** The rooms of `vectors/src/web.rs`. */
const [WEIGHTS, ANSWER, STARTS, COLUMNS] = [2, 4, 0, 1];

/** What folds readers in by a file. Events are items with weights. */
export function foldedBy(module, file) {
  const { memory, workshop, floats, wholes, bytes, length, open, fold } = new WebAssembly.Instance(module).exports;
  const shop = workshop();
  const put = (Kind, at, list) => new Kind(memory.buffer, at >>> 0, list.length).set(list);
  put(Uint8Array, bytes(shop, file.length), file);
  if (open(shop) !== 1) throw new Error("this is no file of vectors");
  return (events) => {
    put(Uint32Array, wholes(shop, STARTS, 2), [0, events.length]);
    put(
      Uint32Array,
      wholes(shop, COLUMNS, events.length),
      events.map(([item]) => item),
    );
    put(
      Float32Array,
      floats(shop, WEIGHTS, events.length),
      events.map(([, weight]) => weight),
    );
    fold(shop);
    const size = length(shop, 0);
    return Array.from(new Float32Array(memory.buffer, floats(shop, ANSWER, size) >>> 0, size));
  };
}

/** (YᵀY + Σ α·w·yyᵀ + λI)·u = Σ (1 + α·w)·y, where λ may count once for each event. */
export function reference({ dims, vectors, regularisation, alpha, per }, events) {
  const a = Array.from({ length: dims }, () => new Float64Array(dims));
  const b = new Float64Array(dims);
  const add = (vector, factor) => {
    for (let row = 0; row < dims; row += 1)
      for (let column = 0; column < dims; column += 1) a[row][column] += factor * vector[row] * vector[column];
  };
  for (const vector of vectors) add(vector, 1);
  for (const [item, weight] of events) {
    add(vectors[item], alpha * weight);
    for (let row = 0; row < dims; row += 1) b[row] += (1 + alpha * weight) * vectors[item][row];
  }
  for (let row = 0; row < dims; row += 1) a[row][row] += regularisation * (per === 1 ? events.length : 1);
  return solved(a, b);
}

/** By elimination. */
function solved(a, b) {
  for (let pivot = 0; pivot < b.length; pivot += 1)
    for (let row = 0; row < b.length; row += 1) {
      if (row === pivot) continue;
      const factor = a[row][pivot] / a[pivot][pivot];
      for (let column = pivot; column < b.length; column += 1) a[row][column] -= factor * a[pivot][column];
      b[row] -= factor * b[pivot];
    }
  return Array.from(b, (number, row) => number / a[row][row]);
}
