// Work of the WebAssembly → how many steps it takes: how often a function or a loop of it begins, as binaryen counts it. It has
// to be imported before the module whose WebAssembly is meant. No clock is read.

import binaryen from "binaryen";

let steps = 0;

/** A module that tells of each of its steps. */
function counted(bytes) {
  const module = binaryen.readBinary(new Uint8Array(bytes));
  module.runPasses(["log-execution"]);
  const told = module.emitBinary();
  module.dispose();
  return told;
}

const { Instance, Module } = WebAssembly;
const tells = { log_execution: () => (steps += 1) };

WebAssembly.Module = class extends Module {
  constructor(bytes) {
    super(counted(bytes));
  }
};
WebAssembly.Instance = class extends Instance {
  // Whom it tells is taken from the object that it imports from already, or from `env`.
  constructor(module, imports = {}) {
    const all = { env: {}, ...imports };
    super(module, Object.fromEntries(Object.entries(all).map(([name, own]) => [name, { ...own, ...tells }])));
  }
};

/** The steps that `work` takes. */
export function stepsOf(work) {
  const before = steps;
  work();
  return steps - before;
}
