// What wasm-bindgen calls its imports and exports becomes what js/engine/channel.ts calls them, and what no page needs goes.

import { readFile, writeFile } from "node:fs/promises";

const EXPORTS = {
  tailorbird: {
    memory: "memory",
    channel_new: "core",
    channel_room: "room",
    channel_ask: "ask",
    __wbg_channel_free: "free",
  },
  aggregate: { memory: "memory", divider_new: "divider", divider_room: "room", divider_divide: "divide" },
  copy: { memory: "memory", desk_new: "desk", desk_room: "room", desk_ask: "ask" },
  learn: {
    memory: "memory",
    desk_new: "desk",
    ...Object.fromEntries(
      "features numbers wholes bytes length open train evaluate".split(" ").map((name) => [`desk_${name}`, name]),
    ),
  },
  vectors: {
    memory: "memory",
    workshop_new: "workshop",
    ...Object.fromEntries(
      "floats wholes bytes length fit random gram solve count multiply orthonormal turn ease pack open refit evaluate fold"
        .split(" ")
        .map((name) => [`workshop_${name}`, name]),
    ),
  },
};

/** The module that marks are imported from: src/capability.rs. */
const MARKS = "capability";

/** @param {string} file a WebAssembly as wasm-bindgen leaves it
 *  @param {string} crate the crate that it is made of */
export async function rename(file, crate) {
  // Imported here and not above, because node_modules may not be there when a script starts.
  const { default: binaryen } = await import("binaryen");
  const module = binaryen.readBinary(await readFile(file));
  renameExports(module, binaryen, EXPORTS[crate]);
  for (let place = module.getNumFunctions() - 1; place >= 0; place -= 1) {
    const one = binaryen.getFunctionInfo(module.getFunctionByIndex(place));
    if (one.module) renameImport(module, one);
  }
  binaryen.setDebugInfo(true);
  await writeFile(file, module.emitBinary());
  module.dispose();
}

/** A build that lacks one of them must end here, and not at the first visit. */
function renameExports(module, binaryen, names) {
  const all = Array.from({ length: module.getNumExports() }, (_, place) =>
    binaryen.getExportInfo(module.getExportByIndex(place)),
  );
  for (const { name } of all) module.removeExport(name);
  for (const [from, to] of Object.entries(names)) {
    const found = all.find(({ name }) => name === from);
    if (!found) throw new Error(`the WebAssembly has no export ${from}`);
    if (from === "memory") module.addMemoryExport(found.value, to);
    else module.addFunctionExport(found.value, to);
  }
}

/** What is not lent (`src/web/intl.rs`) throws errors of the crate, all of which are traps here. */
function renameImport(module, { name, module: from, base, params, results }) {
  // Marks stay until the engine is cut.
  if (from === MARKS) return;
  const [, lent] = /^__wbg_(\w+)_[0-9a-f]{16}$/.exec(base) ?? [];
  module.removeFunction(name);
  if (lent) module.addFunctionImport(name, "a", lent, params, results);
  else module.addFunction(name, params, results, [], module.unreachable());
}
