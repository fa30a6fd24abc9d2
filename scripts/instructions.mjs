// How the instructions of a WebAssembly are written as characters: which have a code of their own together with their number,
// and which take one character. Both were found by trying, on what brotli makes of the engines; what is here costs bytes and
// never breaks. `node scripts/order.mjs` looks for a better order.

/** Instructions that often have the same number, each with it: together they are one in the stream of instructions, where no
 *  instruction has that code. Locals are told as in their stream. */
const PAIRED = {
  ...{ 2: [127], 4: [127], 32: [0, 1], 33: [0], 34: [0], 35: [0], 36: [0] },
  ...{ 65: [0, 1, 64, 127], 66: [1, 32, 63] },
};
export const PAIRS = Object.entries(PAIRED).flatMap(([code, numbers]) =>
  numbers.map((number) => [Number(code), number]),
);
export const FIRST_PAIR = 211;

/** The bytes that take one character each, in the order of the characters. Brotli expects another character after a vowel than
 *  after a digit or a bracket, so that it matters which is which. */
export const ORDER = [
  ...[65, 222, 90, 69, 71, 66, 211, 162, 114, 70, 173, 68, 81, 125, 167, 124, 80, 106, 153, 27, 45, 115],
  ...[217, 77, 73, 113, 43, 59, 85, 107, 131, 213, 32, 116, 34, 223, 83, 126, 160, 82, 135, 110, 108, 40],
  ...[132, 164, 220, 214, 118, 41, 219, 225, 221, 136, 216, 224, 16, 78, 75, 14, 212, 215, 12, 15, 102, 157],
  ...[218, 129, 158, 0, 3, 4, 13, 11, 54, 1, 33, 5, 10, 79, 58, 55, 252, 2, 133, 26],
];
