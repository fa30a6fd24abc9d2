/** How the instructions of a WebAssembly are written as characters: which have a code of their own together with their number,
 *  and which take one character. Both were found by trying, on what brotli makes of the engines; what is here costs bytes and
 *  never breaks. `node scripts/order.mjs` looks for a better order. */

/** Instructions that often have the same number, each with it: together they are one in the stream of instructions, where no
 *  instruction has that code. Locals are told as in their stream. */
const PAIRED: Readonly<Record<string, readonly number[]>> = {
  ...{ 2: [127], 4: [127], 32: [0, 1], 33: [0], 34: [0], 35: [0], 36: [0] },
  ...{ 65: [0, 1, 64, 127], 66: [1, 32, 63] },
};
export const PAIRS: readonly (readonly [code: number, number: number])[] = Object.entries(PAIRED).flatMap(
  ([code, numbers]) => numbers.map((number) => [Number(code), number] as const),
);
export const FIRST_PAIR = 211;
/** After the pairs, a constant that is added at once: one in the stream of instructions too. */
export const SUM = FIRST_PAIR + PAIRS.length;

/** The bytes that take one character each, in the order of the characters. Brotli expects another character after a vowel than
 *  after a digit or a bracket, so that it matters which is which. */
export const ORDER: readonly number[] = [
  ...[65, 90, 217, 78, 79, 66, 82, 81, 164, 70, 80, 219, 162, 114, 125, 167, 135, 226, 43, 27, 45, 115],
  ...[108, 77, 85, 220, 224, 71, 73, 107, 131, 213, 214, 124, 133, 158, 83, 126, 136, 34, 173, 110, 222, 40],
  ...[32, 118, 113, 59, 157, 41, 153, 221, 225, 116, 216, 223, 16, 69, 75, 160, 33, 54, 215, 15, 58, 14],
  ...[2, 129, 26, 10, 3, 12, 0, 11, 13, 212, 252, 5, 4, 132, 218, 102, 55, 211, 1, 68],
];
