// A WebAssembly file that still has its names becomes the list of its functions, heaviest first.

import { parts, sections } from "./wasm-reader.mjs";

const IMPORT = 2;
const CODE = 10;
const CUSTOM = 0;
const FUNCTION_NAMES = 1;

/** @param {Uint8Array} wasm @returns {{ name: string, bytes: number }[]} */
export function heaviest(wasm) {
  const bodies = [];
  let names = new Map();
  let imported = 0;
  for (const { id, reader } of sections(wasm)) {
    if (id === IMPORT) imported = importedFunctions(reader);
    if (id === CODE) reader.vector(() => bodies.push(reader.block().length));
    if (id === CUSTOM && reader.text() === "name") names = functionNames(reader);
  }
  // Imported functions come first in the numbering and have no body.
  const functions = bodies.map((bytes, index) => ({
    name: names.get(index + imported) ?? `function ${index + imported}`,
    bytes,
  }));
  return functions.sort((a, b) => b.bytes - a.bytes);
}

function functionNames(reader) {
  const names = new Map();
  for (const { id, reader: part } of parts(reader)) {
    if (id === FUNCTION_NAMES) part.vector(() => names.set(part.number(), plain(part.text())));
  }
  return names;
}

/** Without the compiler's hash, which changes with every version of it. */
const plain = (name) => name.replace(/::h[0-9a-f]{16}$/, "").replaceAll(/\[[0-9a-f]{16}\]/g, "");

/** Every kind of import has its own length, so all have to be read to count those that are functions. */
function importedFunctions(reader) {
  let functions = 0;
  const limits = () => {
    const hasMaximum = reader.byte() & 1;
    reader.number();
    if (hasMaximum) reader.number();
  };
  const skip = [
    () => {
      functions += 1;
      reader.number();
    },
    () => reader.byte() && limits(),
    limits,
    () => reader.byte() + reader.byte(),
    () => reader.byte() + reader.number(),
  ];
  reader.vector(() => {
    reader.text();
    reader.text();
    skip[reader.byte()]();
  });
  return functions;
}
