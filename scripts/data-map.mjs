// What the linker knows of the data of a WebAssembly: where each piece is, and which pieces point to which. A cut engine keeps
// only what it can still reach (src/cut/data.rs).

import { Reader, sections } from "./wasm-reader.mjs";

const [CODE, DATA, CUSTOM] = [10, 11, 0];
/** The subsection of symbols, and the kind of those that are data. */
const [SYMBOLS, IS_DATA] = [8, 1];
/** A symbol that is elsewhere; one that has a name although it is elsewhere. */
const [UNDEFINED, NAMED] = [16, 64];

/** @param {Uint8Array} wasm linked with `--emit-relocs`
 *  @returns {{ pieces: { start: number, size: number, points: number[], named: number[], functions: number[] }[], functions: number[] }}
 *  Of each piece where it is, which pieces it points to, the numbers by which code names it, and the places in the table of the
 *  functions that it names; and those of the functions that code names itself */
export function dataMap(wasm) {
  const custom = new Map();
  let segments = [];
  let code;
  let data;
  for (const { id, reader } of sections(wasm)) {
    if (id === CODE) code = reader.bytes;
    if (id === DATA) data = reader.bytes;
    if (id === DATA) segments = readSegments(reader);
    if (id === CUSTOM) custom.set(reader.text(), reader);
  }
  const linking = custom.get("linking");
  if (!linking) throw new Error("the WebAssembly was linked without --emit-relocs");
  const symbols = readSymbols(linking, segments);
  const pieces = symbols.filter((symbol) => symbol?.size > 0);
  const numbers = new Map(pieces.map((piece, number) => [piece, number]));
  const pieceAt = (offset) => {
    const at = addressAt(segments, offset);
    const found = pieces.find(({ start, size }) => start <= at && at < start + size);
    if (!found) throw new Error("a pointer in the data is in no piece of it");
    return found;
  };
  for (const { kind, symbol, offset } of readRelocations(custom.get("reloc.DATA"))) {
    const from = pieceAt(offset);
    const to = numbers.get(symbols[symbol]);
    if (kind === IN_TABLE) from.functions.push(new DataView(data.buffer, data.byteOffset + offset).getUint32(0, true));
    else if (to !== undefined) from.points.push(to);
  }
  const functions = new Set();
  for (const { kind, symbol, offset, addend } of readRelocations(custom.get("reloc.CODE"))) {
    if (kind === NAMED_FUNCTION) functions.add(new Reader(code.subarray(offset)).number());
    else if (symbols[symbol]) symbols[symbol].named.push(symbols[symbol].start + addend);
  }
  return { pieces, functions: [...functions] };
}

/** The same as a section that a cut reads: of each piece where it begins after the one before, its size, how far behind its end
 *  code names it, the pieces that it points to, and the functions that it names; then the functions that code names. */
export function writeMap({ pieces, functions: all }) {
  const bytes = [];
  const number = (value) => {
    for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
    bytes.push(value);
  };
  number(pieces.length);
  for (const { start, size, points, named, functions } of pieces) {
    const behind = named.map((at) => at - start - size + 1);
    if (named.some((at) => at < start)) throw new Error("code names a place before a piece of data");
    const lists = [points, functions].flatMap((list) => [list.length, ...list]);
    for (const value of [start, size, Math.max(0, ...behind), ...lists]) number(value);
  }
  for (const value of [all.length, ...all]) number(value);
  return Uint8Array.from(bytes);
}

/** Of each segment where it begins in memory, and where its bytes begin in the section. */
function readSegments(reader) {
  const segments = [];
  reader.vector(() => {
    const isPassive = reader.number() !== 0;
    if (isPassive || reader.byte() !== 65) throw new Error("a segment of the data has no fixed place");
    const start = reader.number();
    if (reader.byte() !== 11) throw new Error("a segment of the data has no fixed place");
    const size = reader.number();
    segments.push({ start, from: reader.at, size });
    reader.skip(size);
  });
  return segments;
}

function readSymbols(reader, segments) {
  reader.number();
  const symbols = [];
  while (!reader.done) {
    const kind = reader.byte();
    const part = new Reader(reader.block());
    if (kind === SYMBOLS) part.vector(() => symbols.push(readSymbol(part, segments)));
  }
  return symbols;
}

/** Others than data are undefined. */
function readSymbol(reader, segments) {
  const [kind, flags] = [reader.byte(), reader.number()];
  const isHere = (flags & UNDEFINED) === 0;
  if (kind === IS_DATA) {
    reader.text();
    if (!isHere) return undefined;
    const [segment, offset, size] = [reader.number(), reader.number(), reader.number()];
    // Zeros are in no segment.
    return {
      start: (segments[segment]?.start ?? Number.NaN) + offset,
      size: segments[segment] ? size : 0,
      points: [],
      named: [],
      functions: [],
    };
  }
  reader.number();
  // A section has a number and nothing else.
  if (kind !== 3 && (isHere || flags & NAMED)) reader.text();
  return undefined;
}

/** Those kinds that have an addend, by LLVM's numbers: addresses, and places in functions and sections. */
const ADDED = new Set([3, 4, 5, 8, 9, 11, 14, 15, 16, 17, 21, 22, 23]);
const ADDRESSES = new Set([3, 4, 5]);
/** The place of a function in the table, in code and in data. */
const [NAMED_FUNCTION, IN_TABLE] = [1, 2];

function* readRelocations(reader) {
  if (!reader) return;
  reader.number();
  const all = [];
  reader.vector(() => {
    const [kind, offset, symbol] = [reader.byte(), reader.number(), reader.number()];
    const addend = ADDED.has(kind) ? reader.signed() : undefined;
    if (ADDRESSES.has(kind) || kind === NAMED_FUNCTION || kind === IN_TABLE) all.push({ kind, offset, symbol, addend });
  });
  yield* all;
}

function addressAt(segments, offset) {
  const segment = segments.find(({ from, size }) => from <= offset && offset < from + size);
  if (!segment) throw new Error("a pointer is in no segment of the data");
  return segment.start + offset - segment.from;
}
