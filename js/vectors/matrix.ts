/** Sparse rows in memory that workers share: who used which items, and how much. */

/** For each row the columns in which it has something, in their order, and what. No weights: 1 everywhere. */
export interface Sparse {
  /** Where each row begins, and where the last one ends. */
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  readonly weights: Float32Array;
}

export const floats = (length: number): Float32Array => new Float32Array(new SharedArrayBuffer(4 * length));
export const wholes = (length: number): Uint32Array => new Uint32Array(new SharedArrayBuffer(4 * length));

export const rowCount = ({ starts }: Sparse): number => starts.length - 1;
export const lengthOf = ({ starts }: Sparse, row: number): number =>
  (starts[row + 1] as number) - (starts[row] as number);

/** Where rows of these lengths begin. */
function startsOf(rows: number, each: (add: (row: number) => void) => void): Uint32Array {
  const starts = wholes(rows + 1);
  each((row) => {
    starts[row + 1] = (starts[row + 1] as number) + 1;
  });
  for (let row = 0; row < rows; row += 1) starts[row + 1] = (starts[row + 1] as number) + (starts[row] as number);
  return starts;
}

/** Rows and columns trade places. */
export function turned(matrix: Sparse, columns: number): Sparse {
  const { columns: from, weights } = matrix;
  const starts = startsOf(columns, (add) => {
    for (const column of from) add(column);
  });
  const next = starts.slice();
  const to = { starts, columns: wholes(from.length), weights: floats(weights.length) };
  for (let row = 0; row < rowCount(matrix); row += 1)
    for (let at = matrix.starts[row] as number; at < (matrix.starts[row + 1] as number); at += 1) {
      const place = next[from[at] as number] as number;
      next[from[at] as number] = place + 1;
      to.columns[place] = row;
      if (weights.length) to.weights[place] = weights[at] as number;
    }
  return to;
}

/** Some of the rows. */
export function picked(matrix: Sparse, rows: ArrayLike<number>): Sparse {
  const starts = wholes(rows.length + 1);
  for (let row = 0; row < rows.length; row += 1)
    starts[row + 1] = (starts[row] as number) + lengthOf(matrix, rows[row] as number);
  const total = starts[rows.length] as number;
  const to = { starts, columns: wholes(total), weights: floats(matrix.weights.length ? total : 0) };
  for (let row = 0; row < rows.length; row += 1) {
    const own = rows[row] as number;
    const [from, end] = [matrix.starts[own] as number, matrix.starts[own + 1] as number];
    to.columns.set(matrix.columns.subarray(from, end), starts[row]);
    if (matrix.weights.length) to.weights.set(matrix.weights.subarray(from, end), starts[row]);
  }
  return to;
}

/** Events in any order → rows of which each has a column once: what is there several times is added up. */
export function gathered(
  rows: number,
  columns: number,
  events: {
    readonly row: Int32Array;
    readonly column: Int32Array;
    readonly weight: Float64Array;
    readonly count: number;
  },
): { readonly matrix: Sparse; readonly repeated: number } {
  const { row, column, weight, count } = events;
  // By column first: after the second turn the columns of each row stand in their order.
  const byColumn = startsOf(columns, (add) => {
    for (let at = 0; at < count; at += 1) add(column[at] as number);
  });
  const order = new Uint32Array(count);
  for (let at = 0; at < count; at += 1) {
    const place = byColumn[column[at] as number] as number;
    byColumn[column[at] as number] = place + 1;
    order[place] = at;
  }
  const starts = startsOf(rows, (add) => {
    for (let at = 0; at < count; at += 1) add(row[at] as number);
  });
  const next = starts.slice();
  const sorted = new Uint32Array(count);
  for (const at of order) {
    const place = next[row[at] as number] as number;
    next[row[at] as number] = place + 1;
    sorted[place] = at;
  }
  return summed(starts, sorted, column, weight);
}

function summed(starts: Uint32Array, sorted: Uint32Array, column: Int32Array, weight: Float64Array) {
  const to = {
    starts: wholes(starts.length),
    columns: new Uint32Array(sorted.length),
    sums: new Float64Array(sorted.length),
  };
  let end = 0;
  for (let row = 0; row + 1 < starts.length; row += 1) {
    const from = end;
    for (let place = starts[row] as number; place < (starts[row + 1] as number); place += 1) {
      const at = sorted[place] as number;
      if (end > from && to.columns[end - 1] === column[at]) end -= 1;
      else to.columns[end] = column[at] as number;
      to.sums[end] = (to.sums[end] as number) + (weight[at] as number);
      end += 1;
    }
    to.starts[row + 1] = end;
  }
  const columns = wholes(end);
  columns.set(to.columns.subarray(0, end));
  const isOne = to.sums.subarray(0, end).every((sum) => sum === 1);
  const weights = floats(isOne ? 0 : end);
  if (!isOne) weights.set(to.sums.subarray(0, end));
  return { matrix: { starts: to.starts, columns, weights }, repeated: sorted.length - end };
}
