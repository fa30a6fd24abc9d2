// What leads to the sentence of a panic becomes the trap that it ends with: nobody hears the sentence (src/web/bare.rs).

import { readFile, writeFile } from "node:fs/promises";

/** The library's functions that never return and do nothing but word a panic. */
const LAST_WORDS =
  /panicking::panic|result::unwrap_failed|alloc::handle_alloc_error|raw_vec::(handle_error|capacity_overflow)|__rdl_alloc_error_handler|wasm_bindgen::(throw|__rt::(throw_null|borrow_fail))/;

/** @param {string} file a WebAssembly that still has its names */
export async function silence(file) {
  // Imported here and not above, because node_modules may not be there when a script starts.
  const { default: binaryen } = await import("binaryen");
  const module = binaryen.readBinary(await readFile(file));
  const functions = Array.from({ length: module.getNumFunctions() }, (_, place) => module.getFunctionByIndex(place));
  const silenced = functions.filter((one) => LAST_WORDS.test(binaryen.getFunctionInfo(one).name));
  if (silenced.length === 0) throw new Error(`${file} has no function that words a panic`);
  for (const one of silenced) binaryen.Function.setBody(one, module.unreachable());
  binaryen.setDebugInfo(true);
  await writeFile(file, module.emitBinary());
  module.dispose();
}
