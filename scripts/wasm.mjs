// The crate becomes WebAssembly: cargo, wasm-bindgen, wasm-opt. Each build lands in target/glue.

import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { shorten } from "./calls.mjs";
import { dataMap, writeMap } from "./data-map.mjs";
import { rename } from "./names.mjs";
import { inRoot } from "./paths.mjs";
import { capture, run } from "./run.mjs";
import { silence } from "./silence.mjs";
import { sections } from "./wasm-reader.mjs";

export const builds = {
  contextual: ["--features", "bare"],
  runtime: ["--features", "bare,memory"],
  full: ["--features", "bare,memory,full"],
  author: ["--features", "bare,compile"],
  analysis: ["--features", "bare,analysis"],
  scorer: ["--features", "bare,scorer"],
  "scorer-wide": ["--features", "bare,scorer"],
  // What is cut to each manifest: regions begin with marks (src/capability.rs).
  marked: ["--features", "marks"],
  // Crates of their own.
  aggregate: [],
  copy: [],
  learn: [],
  vectors: [],
};

/** Builds of which each is made of a crate of its own name. */
const CRATES = ["aggregate", "copy", "learn", "vectors"];

/** The crate that a build is made of. */
export const crateOf = (name) => (CRATES.includes(name) ? name : "tailorbird");

/** Only what every browser with WebAssembly has had for years; `--all-features` would let wasm-opt use newer ones. */
const FEATURES = [
  "--enable-bulk-memory",
  "--enable-multivalue",
  "--enable-mutable-globals",
  "--enable-nontrapping-float-to-int",
  "--enable-reference-types",
  "--enable-sign-ext",
];
/** Found by trying, on what brotli makes of it: control flow is built anew. */
const SMALL = [
  // Nothing has an address below 1,024, where the stack would be about to overflow: so no address wraps around.
  "--low-memory-unused",
  "--flatten",
  "--rereloop",
  "-Oz",
  "--converge",
  ...["--local-cse", "--dealign"],
  ...["--duplicate-function-elimination", "--optimize-instructions", "--precompute", "--vacuum"],
  "-Oz",
];
const STRIP = ["--strip-debug", "--strip-producers", "--strip-target-features"];

/** How small a function has to be to be written out where it is called. For visitors larger ones are, which makes deciding
 *  faster for 1 % of the bytes; 60 instead of 30 would take 2 % more for 7 %. Those that most pages download
 *  write out the smallest: 10 instead of 30 takes 3 % more time for 0.5 % fewer. But what is cut to a manifest is smaller with it,
 *  because of what was written out each place is cut by itself. */
const INLINE = {
  contextual: 10,
  runtime: 10,
  full: 30,
  author: 5,
  analysis: 40,
  scorer: 30,
  "scorer-wide": 30,
  marked: 60,
  aggregate: 5,
  copy: 5,
  learn: 225,
  vectors: 225,
};

/** How large a function with one caller may be to be written out there. Where visitors download it whole or cut, most stay
 *  functions, which takes fewer bytes. */
const ONE_CALLER = {
  ...{ contextual: 200, runtime: 100, full: 800, author: 25, analysis: 40, marked: 100, aggregate: 15 },
  ...{ scorer: 15, "scorer-wide": 15, copy: 15, learn: 800, vectors: 800 },
};

/** The linker tells where each piece of data is; and what only browsers with wide registers are given, and Node, which trains. */
const SIMD = "-Ctarget-feature=+simd128";
const LINK = { marked: "-Clink-arg=--emit-relocs", "scorer-wide": SIMD, vectors: SIMD };

/** What ranks thousands of items is the only part whose loops count more than its bytes. */
const LEVELS = { scorer: "3", "scorer-wide": "3" };

/** What wasm-opt does for a build that nobody downloads. */
const FAST = { learn: ["-O3"], vectors: ["-O3"] };

/** What the files in target/glue are made with, besides the crate. */
const MAKERS = [
  ...["Cargo.lock", "package-lock.json"],
  ...["wasm", "names", "silence", "calls"].map((name) => `scripts/${name}.mjs`),
].map(inRoot);

/** Leaves NAME.wasm and, with the functions' names still in it, NAME.named.wasm. */
export async function buildWasm(name, { level, folder = "target/glue" } = {}) {
  const out = inRoot(folder);
  await mkdir(out, { recursive: true });
  await compile(name, level);
  const compiled = `${out}/${name}.compiled.wasm`;
  // All builds are linked to the same file, so it is copied before the next one replaces it.
  await copyFile(inRoot(`target/wasm32-unknown-unknown/release/${crateOf(name)}.wasm`), compiled);
  const stamp = `${out}/${name}.stamp`;
  const inputs = await fingerprint([compiled, ...MAKERS]);
  if (inputs === (await readFile(stamp, "utf8").catch(() => ""))) return;
  const plain = `${out}/${name}.plain.wasm`;
  await writeFile(plain, withoutLinking(await readFile(compiled)));
  await bind(name, plain, out);
  const bound = `${out}/${name}_bg.wasm`;
  await silence(bound);
  if (crateOf(name) === "tailorbird") await shorten(bound);
  await rename(bound, crateOf(name));
  const named = `${out}/${name}.named.wasm`;
  const features = LINK[name] === SIMD ? ["--enable-simd"] : [];
  const small = [...SMALL, "--one-caller-inline-max-function-size", String(ONE_CALLER[name])];
  await wasmOpt(bound, named, [...features, ...(FAST[name] ?? small), "-g"]);
  await wasmOpt(named, `${out}/${name}.wasm`, [...features, ...STRIP]);
  if (name === "marked") await addPieces(compiled, `${out}/${name}.wasm`);
  await writeFile(stamp, inputs);
}

/** wasm-opt takes half a minute; what made the files that are there need not make them again. */
async function fingerprint(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(await readFile(file));
  return hash.digest("hex");
}

async function compile(name, level) {
  const env = {
    ...process.env,
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS: `-Cllvm-args=-inline-threshold=${INLINE[name]} ${LINK[name] ?? ""}`,
  };
  level ??= LEVELS[name];
  if (level) env.CARGO_PROFILE_RELEASE_OPT_LEVEL = level;
  const target = ["--release", "--lib", "--target", "wasm32-unknown-unknown"];
  await run("cargo", ["build", "--quiet", "--package", crateOf(name), ...target, ...builds[name]], { env });
}

/** WebAssembly that is written by hand, js/engine/NAME.wat, as bytes. */
export async function assemble(name) {
  const out = inRoot(`target/glue/${name}.wasm`);
  await wasmOpt(inRoot(`js/engine/${name}.wat`), out, ["-Oz"]);
  return readFile(out);
}

/** Its JavaScript is not used: js/engine/channel.ts is what pages need of it. */
async function bind(name, wasm, out) {
  const options = ["--target", "web", "--no-typescript"];
  const bindgen = ["run", "--quiet", "--package", "bindgen", "--"];
  await run("cargo", [...bindgen, "bindgen", ...options, "--out-dir", out, "--out-name", name, wasm]);
}

/** Without what the linker tells in sections that no later tool understands. */
function withoutLinking(wasm) {
  const parts = [wasm.subarray(0, 8)];
  for (const { id, reader, whole } of sections(wasm))
    if (id !== 0 || !/^(linking|reloc\.)/.test(reader.text())) parts.push(whole);
  return Buffer.concat(parts);
}

/** A cut keeps only the data that it reaches. The linker knows it; none of the tools after it moves any. */
async function addPieces(linked, file) {
  const pieces = writeMap(dataMap(await readFile(linked)));
  const name = new TextEncoder().encode("pieces");
  const section = Buffer.concat([Uint8Array.of(name.length), name, pieces]);
  const length = Uint8Array.of((section.length & 127) | 128, (section.length >> 7) | 0);
  if (section.length >= 2 ** 14) throw new Error("there are too many pieces of data");
  await writeFile(file, Buffer.concat([await readFile(file), Uint8Array.of(0), length, section]));
}

async function wasmOpt(from, to, options) {
  const script = inRoot("node_modules/binaryen/bin/wasm-opt");
  const { code, output } = await capture(process.execPath, [script, from, "-o", to, ...FEATURES, ...options]);
  if (code !== 0) throw new Error(`wasm-opt: ${output}`);
}
