// js/engine/encode.ts as a script can run it before anything is built: WebAssembly becomes the text that an entry carries.

import { readFile } from "node:fs/promises";
import { inRoot } from "./paths.mjs";
import { split } from "./split.mjs";

let loading;

/** @param {Uint8Array} module */
export async function carry(module) {
  return (await encoder()).carryModule(...split(module));
}

/** The module js/engine/encode.ts. */
export function encoder() {
  loading ??= load();
  return loading;
}

async function load() {
  const { transform } = await import("esbuild");
  const { code } = await transform(await readFile(inRoot("js/engine/encode.ts"), "utf8"), {
    loader: "ts",
    format: "esm",
  });
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}
