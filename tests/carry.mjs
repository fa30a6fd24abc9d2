// WebAssembly in a script: every build comes back to the byte, and so do modules at the edges of the form in which they are
// carried. What cannot be carried ends the build. `node --test tests/carry.mjs`, after `npm run build`

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import binaryen from "binaryen";
import { build } from "esbuild";
import { carry, encoder } from "../scripts/carry.mjs";
import { inRoot } from "../scripts/paths.mjs";
import { assemble, builds } from "../scripts/wasm.mjs";

const folder = await mkdtemp(`${tmpdir()}/carry-`);
after(() => rm(folder, { recursive: true }));

/** js/engine/decode.ts as an entry has it. */
const { decodeModule } = await decoder();

async function decoder() {
  const bytes = `export default ${JSON.stringify((await encoder()).spell(await assemble("decode")))}`;
  const assembled = {
    name: "assembled",
    setup(setup) {
      setup.onResolve({ filter: /^bytes:/ }, ({ path }) => ({ path, namespace: "bytes" }));
      setup.onLoad({ filter: /./, namespace: "bytes" }, () => ({ contents: bytes }));
    },
  };
  const outfile = `${folder}/decode.mjs`;
  const entryPoints = [inRoot("js/engine/decode.ts")];
  await build({ entryPoints, outfile, bundle: true, format: "esm", plugins: [assembled], logLevel: "warning" });
  return import(pathToFileURL(outfile));
}

/** The bytes of a module after it was carried. `WebAssembly.Module` does not tell them, so that they are taken on their way. */
async function carried(bytes) {
  const { Module } = WebAssembly;
  let last;
  WebAssembly.Module = class extends Module {
    constructor(bytes) {
      super(bytes);
      last = bytes.slice();
    }
  };
  try {
    const text = await carry(bytes);
    decodeModule(text);
    return last;
  } finally {
    WebAssembly.Module = Module;
  }
}

function assembled(functions) {
  const module =
    binaryen.parseText(`(module (memory 1) (table 1 funcref) (type $t (func)) (global $g (mut i32) (i32.const 1))
    ${functions})`);
  module.setFeatures(binaryen.Features.All);
  const bytes = module.emitBinary();
  module.dispose();
  return bytes;
}

/** Builds that are files of their own: nothing carries them as text. */
const FILES = ["copy", "scorer", "scorer-wide", "learn", "vectors"];

for (const name of Object.keys(builds).filter((name) => !FILES.includes(name)))
  test(`the build ${name} comes back to the byte`, async () => {
    const bytes = await readFile(inRoot(`target/glue/${name}.wasm`));
    assert.ok(bytes.equals(await carried(bytes)));
  });

/** Instructions with numbers of every form. */
const FORMS = {
  "no instruction": "(func)",
  "locals of every type":
    "(func (local i32 i64 f64 f32 i32) (local.set 0 (i32.const 1)) (drop (local.tee 2 (f64.const 1.5))))",
  "numbers of every length": [0, -64, -65, 8191, 8192, 1 << 20, 1 << 27, 2147483647, -2147483648]
    .map((value) => `(func (drop (i32.const ${value})) (drop (i64.const ${value * 2 ** 20})))`)
    .join(""),
  "floats that look like instructions": "(func (result f64) (f64.const nan:0xb0b0b0b0b0b0b))",
  "loads and stores": `(func (i32.store8 offset=200000 (i32.const 1) (i32.load8_u offset=3 (i32.const 2)))
    (memory.copy (i32.const 1) (i32.const 2) (i32.const 3)) (memory.fill (i32.const 1) (i32.const 2) (i32.const 3))
    (drop (memory.grow (memory.size))))`,
  "blocks in blocks": `(func (result i32) (block (loop (if (global.get $g) (then (global.set $g (i32.const 5))) (else (nop)))))
    (block (result i32) (i32.const 11)))`,
  calls: "(func $f (call $f) (call_indirect (type $t) (i32.const 0)))",
  "a conversion of two bytes": "(func (result i32) (i32.trunc_sat_f64_s (f64.const 3)))",
};
for (const targets of [0, 1, 127, 128, 300])
  FORMS[`a jump to ${targets + 1} targets`] =
    `(func (block $a (block $b (br_table ${"$a ".repeat(targets)} $b (global.get $g)))))`;
// Where the size of a function takes another byte.
for (const size of [124, 125, 126, 127, 16_380, 16_381, 16_382, 16_383, 16_384])
  FORMS[`a function of about ${size} bytes`] = `(func ${"(nop)".repeat(size)})`;

for (const [name, text] of Object.entries(FORMS))
  test(`${name} comes back to the byte`, async () => {
    const bytes = assembled(text);
    assert.deepEqual(await carried(bytes), bytes);
  });

const REFUSED = {
  "an alignment": ["(func (drop (i32.load align=4 (i32.const 0))))", /an alignment in the WebAssembly is not 0/],
  "a float of 32 bits": ["(func (drop (f32.const 1)))", /no entry can carry the WebAssembly instruction 67/],
  "a vector": ["(func (drop (v128.const i32x4 0 0 0 0)))", /no entry can carry the WebAssembly instruction 253/],
  "no function": ["", /the WebAssembly has no functions/],
};
for (const [name, [text, message]] of Object.entries(REFUSED))
  test(`${name} ends the build`, () => assert.rejects(carry(assembled(text)), { message }));
