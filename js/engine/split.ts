/** A WebAssembly module becomes the streams in which an entry carries it: what its instructions are in one, the numbers that
 *  belong to them in others, each with its like. A compressor finds a tenth more in them than in the module itself, where
 *  numbers and instructions look alike. The function `j` of decode.wat is the way back. */

import { FIRST_PAIR, ORDER, PAIRS, SUM } from "./instructions.js";

/** The streams, by their places. */
const NAMES = [
  // For each instruction the streams of its numbers, four bits to one, and for each pair its instruction; then the bytes that
  // take one character among the instructions; then the numbers of pairs.
  "kinds",
  // What comes before the first function.
  "before",
  // What comes after the last function.
  "after",
  // The instructions, pairs, and the numbers of functions.
  "code",
  // Nothing but numbers from here on. A local is told by how many others were used since it was.
  "local",
  "offset",
  "int32",
  "int64",
  // Types of blocks, and of locals.
  "block",
  "type",
  "float",
  "branch",
  // The bytes of offsets after their first ones.
  "further",
  // What is added at once.
  "addends",
] as const;
const WORDS = NAMES.indexOf("code");

type Name = (typeof NAMES)[number];
type Streams = Record<Name, number[]>;

/** The section that holds the functions. */
const CODE = 10;

/** Instructions that are not only followed by numbers, or change how deep we are. */
const [BLOCK, IF, END, BR_TABLE, FIRST_ACCESS, LAST_ACCESS, FLOAT] = [2, 4, 11, 14, 40, 62, 68] as const;
const [FIRST_LOCAL, LAST_LOCAL] = [32, 34] as const;
const [CONSTANT, ADD] = [65, 106] as const;

/** The first and last instruction of a range, and where each of their numbers goes. All others have none: what follows
 *  `memory.size` and the instructions of two bytes is zeros, which pass for instructions. */
const NUMBERS: readonly (readonly [first: number, last: number, ...streams: Name[]])[] = [
  [BLOCK, IF, "block"],
  [12, BR_TABLE, "branch"],
  [16, 16, "code"],
  [17, 17, "code", "code"],
  [FIRST_LOCAL, LAST_LOCAL, "local"],
  [35, 38, "code"],
  [FIRST_ACCESS, LAST_ACCESS, "offset"],
  [CONSTANT, CONSTANT, "int32"],
  [66, 66, "int64"],
  [208, 208, "block"],
  [210, 210, "code"],
  [252, 252, "code"],
];

/** Exceptions, tail calls, typed `select`, floats of 32 bits, references to structures, vectors and threads: none of the
 *  builds has them, and the way back does not know them. */
const UNKNOWN = new Set([6, 7, 8, 9, 10, 18, 19, 20, 21, 28, 67, 251, 253, 254]);

const KINDS = Uint8Array.from({ length: 256 }, (_, code) => {
  const [, , ...streams] = NUMBERS.find(([first, last]) => first <= code && code <= last) ?? [];
  return streams.reduce((kind, name, place) => kind | (NAMES.indexOf(name) << (4 * place)), 0);
});

/** The places of pairs, by their instructions and numbers. */
const PLACES = new Map(PAIRS.map(([code, number], place) => [code * 256 + number, place]));

/** A module as `carryModule` takes it: the streams with words in them, that of instructions, those of numbers, and the order of
 *  instructions. */
export type Split = readonly [Uint8Array[], Uint8Array, Uint8Array[], readonly number[]];

export function split(module: Uint8Array): Split {
  const streams = Object.fromEntries(NAMES.map((name) => [name, [] as number[]])) as Streams;
  const reader = new Reader(module);
  const end = toFunctions(reader);
  let left = value(reader.number());
  const before = module.subarray(0, reader.at);
  for (; left > 0; left -= 1) takeFunction(reader, streams);
  if (reader.at !== end) throw new Error("the functions of the WebAssembly do not end where they should");
  const kinds = [...KINDS, ...ORDER, ...PAIRS.map(([, number]) => number)];
  for (const [place, [code]] of PAIRS.entries()) kinds[FIRST_PAIR + place] = code;
  kinds[SUM] = CONSTANT;
  const { code, ...others } = { ...streams, kinds, before, after: module.subarray(end) };
  const all = Object.values(others).map((bytes) => Uint8Array.from(bytes));
  return [all.slice(0, WORDS), Uint8Array.from(code), all.slice(WORDS), ORDER];
}

/** Goes to the number of functions, and answers where their section ends. */
function toFunctions(reader: Reader): number {
  reader.at = 8;
  for (;;) {
    const [section] = reader.bytes(1);
    const size = value(reader.number());
    if (section === CODE) return reader.at + size;
    if (section === undefined) throw new Error("the WebAssembly has no functions");
    reader.at += size;
  }
}

/** Its size is left out: the way back finds it. */
function takeFunction(reader: Reader, streams: Streams): void {
  const size = value(reader.number());
  const end = reader.at + size;
  const locals = reader.number();
  streams.type.push(...locals);
  for (let left = 2 * value(locals); left > 0; left -= 1) streams.type.push(...reader.number());
  const recent = Array.from({ length: 256 }, (_, byte) => byte);
  for (let depth = 1; depth > 0; ) depth += takeInstruction(reader, streams, recent);
  if (reader.at !== end) throw new Error("a function of the WebAssembly does not end where it should");
}

/** Answers how much deeper the next one is. */
function takeInstruction(reader: Reader, streams: Streams, recent: number[]): number {
  const [code = END] = reader.bytes(1);
  if (UNKNOWN.has(code) || (FIRST_PAIR <= code && code <= SUM))
    throw new Error(`no entry can carry the WebAssembly instruction ${code}`);
  const isAccess = FIRST_ACCESS <= code && code <= LAST_ACCESS;
  if (isAccess && reader.bytes(1)[0] !== 0) throw new Error("an alignment in the WebAssembly is not 0");
  if (code === BR_TABLE) takeList(reader, streams.branch);
  const numbers: (readonly [name: Name, bytes: readonly number[]])[] = [];
  for (let kind = KINDS[code] ?? 0; kind > 0; kind >>= 4) {
    const bytes = [...reader.number()];
    numbers.push([NAMES[kind & 15] as Name, isLocal(code) ? bytes.map((byte) => rank(byte, recent)) : bytes]);
  }
  if (code === CONSTANT && reader.skip(ADD)) {
    streams.code.push(SUM);
    streams.addends.push(...numbers.flatMap(([, bytes]) => bytes));
    return 0;
  }
  const [only, ...others] = numbers.flatMap(([, bytes]) => bytes);
  const isOne = only !== undefined && others.length === 0;
  const pair = isOne ? (PLACES.get(code * 256 + only) ?? -1) : -1;
  streams.code.push(pair < 0 ? code : FIRST_PAIR + pair);
  if (code === FLOAT) streams.float.push(...reader.bytes(8));
  if (pair < 0) for (const [name, bytes] of numbers) put(name, bytes, streams);
  if (code === END) return -1;
  return BLOCK <= code && code <= IF ? 1 : 0;
}

const isLocal = (code: number): boolean => FIRST_LOCAL <= code && code <= LAST_LOCAL;

/** How many others were used since this one was, which from now on is the last (“move to front”). */
function rank(byte: number, recent: number[]): number {
  const place = recent.indexOf(byte);
  recent.unshift(...recent.splice(place, 1));
  return place;
}

function put(name: Name, [first, ...further]: readonly number[], streams: Streams): void {
  if (first !== undefined) streams[name].push(first);
  streams[name === "offset" ? "further" : name].push(...further);
}

/** All numbers of a list but the last, which every branch has. */
function takeList(reader: Reader, stream: number[]): void {
  const count = reader.number();
  stream.push(...count);
  for (let left = value(count); left > 0; left -= 1) stream.push(...reader.number());
}

/** Of a number without a sign. */
const value = (bytes: Uint8Array): number =>
  bytes.reduce((sum, byte, place) => sum + (byte & 127) * 2 ** (7 * place), 0);

class Reader {
  at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  bytes(count: number): Uint8Array {
    this.at += count;
    return this.#bytes.subarray(this.at - count, this.at);
  }

  /** Goes past a byte if it is this one. */
  skip(byte: number): boolean {
    const isNext = this.#bytes[this.at] === byte;
    if (isNext) this.at += 1;
    return isNext;
  }

  /** The bytes of a number, LEB128. */
  number(): Uint8Array {
    const start = this.at;
    while ((this.#bytes[this.at++] ?? 0) > 127);
    return this.#bytes.subarray(start, this.at);
  }
}
