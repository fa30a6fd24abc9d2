// js/engine/encode.ts and split.ts as a script can run them before anything is built: WebAssembly becomes the text that an entry carries.

import { inRoot } from "./paths.mjs";

let loading;

/** @param {Uint8Array} module */
export async function carry(module) {
  const { carryModule, split } = await encoder();
  return carryModule(...split(module));
}

/** The modules encode.ts, split.ts and instructions.ts of js/engine. */
export function encoder() {
  loading ??= load();
  return loading;
}

async function load() {
  const { build } = await import("esbuild");
  const contents = ["encode", "split", "instructions"].map((name) => `export * from "./${name}.ts";`).join("\n");
  const stdin = { contents, resolveDir: inRoot("js/engine"), loader: "ts" };
  const { outputFiles } = await build({ stdin, bundle: true, format: "esm", write: false, logLevel: "warning" });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}
