// js/engine/encode.ts as a script can run it before anything is built: WebAssembly bytes become the text that an entry carries.

import { readFile } from "node:fs/promises";
import { inRoot } from "./paths.mjs";

let loading;

/** @param {Uint8Array} bytes */
export async function carry(bytes) {
  loading ??= load();
  return (await loading).carry(bytes);
}

/** The module js/engine/encode.ts. */
async function load() {
  const { transform } = await import("esbuild");
  const { code } = await transform(await readFile(inRoot("js/engine/encode.ts"), "utf8"), {
    loader: "ts",
    format: "esm",
  });
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}
