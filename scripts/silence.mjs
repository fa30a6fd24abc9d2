// What leads to the sentence of a panic becomes the trap that it ends with, and the sentence zeros: nobody hears it
// (src/web/bare.rs).

import { readFile, writeFile } from "node:fs/promises";

/** The library's functions that never return and do nothing but word a panic, and those that word values for it: the crate writes
 *  its own texts by hand. */
const LAST_WORDS =
  /panicking::panic|::assert_failed|str::slice_error_fail|slice_index_fail|len_mismatch_fail|option::(expect|unwrap)_failed|radix_panic|result::unwrap_failed|alloc::handle_alloc_error|raw_vec::(handle_error|capacity_overflow)|__rdl_alloc_error_handler|fmt::(Debug|Display)>::fmt|wasm_bindgen::(throw|__rt::(throw_null|borrow_fail))/;

/** What only those functions say, and the files that they name. */
const SENTENCES = [
  /\/rustc\/[0-9a-f]{40}\/[\w/]+\.rs/g,
  /src\/[\w/]+\.rs/g,
  /memory allocation of | bytes failed|capacity overflow|LayoutError|Tried to shrink to a larger capacity/g,
  /(insertion|removal|`at` split) index \(is |\) should be <=? len \(is /g,
  /called `(Result|Option)::unwrap\(\)` on an? `(Err|None)` value/g,
  /assertion failed: self\.is_char_boundary\(new_len\)/g,
  /attempted to take ownership of Rust value while it was borrowed|null pointer passed to rust/g,
  /recursive use of an object detected which would lead to unsafe aliasing in rust/g,
];

/** @param {string} file a WebAssembly that still has its names */
export async function silence(file) {
  // Imported here and not above, because node_modules may not be there when a script starts.
  const { default: binaryen } = await import("binaryen");
  const module = binaryen.readBinary(unsaid(await readFile(file)));
  const functions = Array.from({ length: module.getNumFunctions() }, (_, place) => module.getFunctionByIndex(place));
  const silenced = functions.filter((one) => LAST_WORDS.test(binaryen.getFunctionInfo(one).name));
  if (silenced.length === 0) throw new Error(`${file} has no function that words a panic`);
  for (const one of silenced) binaryen.Function.setBody(one, module.unreachable());
  binaryen.setDebugInfo(true);
  await writeFile(file, module.emitBinary());
  module.dispose();
}

/** As long as before: addresses stay what they are. */
export function unsaid(bytes) {
  const text = bytes.toString("latin1");
  const found = SENTENCES.flatMap((sentence) => [...text.matchAll(sentence)]);
  if (found.length === 0) throw new Error("the WebAssembly has no sentence of a panic");
  for (const { 0: sentence, index } of found) bytes.fill(0, index, index + sentence.length);
  return bytes;
}
