// The test build of messages becomes WebAssembly that Node and browsers load, beside the page's own
// formatters. No build that npm ships has it.

import { mkdir, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { everything } from "../../scripts/bundle.mjs";
import { inRoot } from "../../scripts/paths.mjs";
import { run } from "../../scripts/run.mjs";

export const FOLDER = inRoot("target/mf2");
const TARGET = ["--target", "wasm32-unknown-unknown"];

/** Leaves `testing.js` and `glue_bg.wasm`, of which `start` makes a `Testing`. */
async function buildTesting() {
  await mkdir(FOLDER, { recursive: true });
  const env = { ...process.env, CARGO_PROFILE_DEV_OPT_LEVEL: "1", CARGO_TARGET_DIR: inRoot("target/testing") };
  await run("cargo", ["build", "--quiet", "--lib", ...TARGET, "--features", "testing"], { env });
  const options = ["--target", "web", "--no-typescript", "--out-dir", FOLDER, "--out-name", "glue"];
  const wasm = inRoot("target/testing/wasm32-unknown-unknown/debug/tailorbird.wasm");
  await run("cargo", ["run", "--quiet", "--package", "bindgen", "--", "bindgen", ...options, wasm]);
  await writeFile(`${FOLDER}/entry.js`, ENTRY);
  const [entryPoints, outfile] = [[`${FOLDER}/entry.js`], `${FOLDER}/testing.js`];
  await build({ entryPoints, bundle: true, format: "esm", define: everything(), outfile });
}

const ENTRY = `
import { initSync, Testing } from "./glue.js";
import { Memory } from "../../js/engine/channel.ts";
import { services } from "../../js/engine/services.ts";
export const start = (bytes) => {
  const texts = new Memory();
  globalThis.tailorbird = services(texts);
  texts.memory = initSync({ module: new WebAssembly.Module(bytes) }).memory;
  return new Testing();
};
`;

if (import.meta.url === pathToFileURL(process.argv[1]).href) await buildTesting();
