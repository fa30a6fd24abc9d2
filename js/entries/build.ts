/** `tailorbird/build`: a module for one manifest, with nothing in it that the manifest does not use. For tools that run in Node. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type BuildOptions, type Built, build as buildFrom, type Parts } from "../author/build.js";
import { compileFor } from "../entries/author.js";
import type { Manifest } from "../types/index.js";

export { type BuildOptions, type Built, type BuiltFile, EVERYTHING, type Extra } from "../author/build.js";

let parts: Parts | undefined;

/** The parts lie beside this file. */
function own(): Parts {
  const read = (name: string): Buffer => readFileSync(new URL(name, import.meta.url));
  const hash = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  parts ??= { wasm: read("./engine.wasm"), hands: JSON.parse(read("./hands.json").toString()), hash };
  return parts;
}

/** Builds a module. Never throws: problems are in the answer. */
export function build(manifest: Manifest | string, options?: BuildOptions): Built {
  return buildFrom(manifest, own(), compileFor, options);
}
