// What wasm-bindgen puts around the calls of a channel becomes what it comes down to. It counts who holds the channel, through
// closures, in 700 bytes; here a mark in the same place says that a call runs, and who enters in the middle of one traps.

import { readFile, writeFile } from "node:fs/promises";

/** Its exports, and the functions of src/web/channel.rs that they call. */
const CALLS = { channel_ask: /::channel::Channel::ask\b/, channel_room: /::channel::Channel::room\b/ };
/** So many bytes behind the mark is the channel itself. */
const BEHIND = 8;

/** @param {string} file a WebAssembly that still has its names */
export async function shorten(file) {
  // Imported here and not above, because node_modules may not be there when a script starts.
  const { default: binaryen } = await import("binaryen");
  const module = binaryen.readBinary(await readFile(file));
  const functions = Array.from({ length: module.getNumFunctions() }, (_, place) =>
    binaryen.getFunctionInfo(module.getFunctionByIndex(place)),
  );
  for (const [name, inner] of Object.entries(CALLS)) {
    const [outside, inside] = [(one) => one.name === name, (one) => inner.test(one.name)].map((is) =>
      functions.find(is),
    );
    if (!outside || outside.params !== inside?.params || outside.results !== inside.results)
      throw new Error(`${file} has no ${name} that only passes on what it is given`);
    module.removeFunction(name);
    const body = call(module, binaryen, inside);
    module.addFunction(name, outside.params, outside.results, [outside.results], body);
  }
  binaryen.setDebugInfo(true);
  await writeFile(file, module.emitBinary());
  module.dispose();
}

/** Calls with the first parameter as the place of a mark, behind which is what the function takes. */
function call(module, { expandType }, { name, params, results }) {
  const [channel, ...others] = expandType(params).map((type, place) => () => module.local.get(place, type));
  const isNone = module.i32.eqz(channel());
  const mark = (value) => module.i32.store(0, 4, channel(), module.i32.const(value));
  const given = [module.i32.add(channel(), module.i32.const(BEHIND)), ...others.map((other) => other())];
  const answer = others.length + 1;
  return module.block(null, [
    module.if(module.i32.or(isNone, module.i32.load(0, 4, channel())), module.unreachable()),
    mark(-1),
    module.local.set(answer, module.call(name, given, results)),
    mark(0),
    module.local.get(answer, results),
  ]);
}
