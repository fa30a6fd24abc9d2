// The crate with its laboratory of messages becomes WebAssembly that Node and browsers load, beside the face's own
// formatters. No build that npm ships has it.

import { mkdir, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { inRoot } from "../../scripts/paths.mjs";
import { run } from "../../scripts/run.mjs";

export const FOLDER = inRoot("target/mf2");
const TARGET = ["--target", "wasm32-unknown-unknown"];

/** Leaves `laboratory.js` and `glue_bg.wasm`, of which `start` makes a `Laboratory`. */
async function buildLaboratory() {
  await mkdir(FOLDER, { recursive: true });
  const env = { ...process.env, CARGO_PROFILE_DEV_OPT_LEVEL: "1", CARGO_TARGET_DIR: inRoot("target/laboratory") };
  await run("cargo", ["build", "--quiet", "--lib", ...TARGET, "--features", "laboratory"], { env });
  const options = ["--target", "web", "--no-typescript", "--out-dir", FOLDER, "--out-name", "glue"];
  const wasm = inRoot("target/laboratory/wasm32-unknown-unknown/debug/tailorbird.wasm");
  await run("cargo", ["run", "--quiet", "--package", "bindgen", "--", "bindgen", ...options, wasm]);
  await writeFile(`${FOLDER}/entry.js`, ENTRY);
  await build({ entryPoints: [`${FOLDER}/entry.js`], bundle: true, format: "esm", outfile: `${FOLDER}/laboratory.js` });
}

const ENTRY = `
import { initSync, Laboratory } from "./glue.js";
import { services } from "../../js/engine/services.ts";
export const start = (bytes) => {
  initSync({ module: new WebAssembly.Module(bytes) });
  return new Laboratory(services);
};
`;

if (import.meta.url === pathToFileURL(process.argv[1]).href) await buildLaboratory();
