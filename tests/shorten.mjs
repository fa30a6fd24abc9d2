// The patterns by which wasm-bindgen's glue is shortened: each removes its part and nothing else, is missed where it finds
// nothing, and has left nothing in the glue of the builds. `node --test tests/shorten.mjs`, after `npm run build`

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { inRoot } from "../scripts/paths.mjs";
import { LATE, NEEDLESS, replace, shorten } from "../scripts/shorten.mjs";
import { builds } from "../scripts/wasm.mjs";

/** For each pattern the glue before its part, the part, and the glue after it. */
const SAMPLES = {
  "writing of texts without realloc": [
    "function passStringToWasm0(arg, malloc, realloc) {\n",
    `    if (realloc === undefined) {
        const buf = cachedTextEncoder.encode(arg);
        const ptr = malloc(buf.length, 1) >>> 0;
        WASM_VECTOR_LEN = buf.length;
        return ptr;
    }
`,
    "\n    let len = arg.length;\n    if (offset !== len) {\n    }\n",
  ],
  "replacement for encodeInto": [
    "const cachedTextEncoder = new TextEncoder();\n\n",
    `if (!('encodeInto' in cachedTextEncoder)) {
    cachedTextEncoder.encodeInto = function (arg, view) {
        const buf = cachedTextEncoder.encode(arg);
        view.set(buf);
        return { read: arg.length, written: buf.length };
    };
}
`,
    "\nlet WASM_VECTOR_LEN = 0;\nfunction next() {\n}\n",
  ],
  "warning of old parameters": [
    "function initSync(module) {\n    if (wasm !== undefined) return wasm;\n\n",
    `    if (module !== undefined) {
        if (Object.getPrototypeOf(module) === Object.prototype) {
            ({module} = module)
        } else {
            console.warn('using deprecated parameters for \`initSync()\`; pass a single object instead')
        }
    }
`,
    "\n    const imports = __wbg_get_imports();\n",
  ],
  "compiling of bytes": [
    "    const imports = __wbg_get_imports();\n",
    `    if (!(module instanceof WebAssembly.Module)) {
        module = new WebAssembly.Module(module);
    }
`,
    "    const instance = new WebAssembly.Instance(module, imports);\n}\n",
  ],
  "second beginning": [
    "function initSync(module) {\n",
    "    if (wasm !== undefined) return wasm;\n",
    "\n    const imports = __wbg_get_imports();\n",
  ],
  "first use of the decoder": [
    "let cachedTextDecoder = new TextDecoder('utf-8', { ignoreBOM: true });\n",
    "cachedTextDecoder.decode();\n",
    "const MAX_SAFARI_DECODE_BYTES = 2146435072;\n",
  ],
  "disposal by symbol": [
    "}\n",
    "if (Symbol.dispose) Core.prototype[Symbol.dispose] = Core.prototype.free;\n",
    "function __wbg_get_imports() {\n",
  ],
  "beginning of a try around arguments": [
    "            let ptr0, len0, ptr1, len1;\n",
    "            try {\n",
    "                ptr0 = passStringToWasm0(texts, wasm.k, wasm.l);\n",
  ],
  "freeing of arguments after an error": [
    "                len1 = WASM_VECTOR_LEN;\n",
    `            } catch (e) {
                if (ptr1) wasm.m(ptr1, len1 * 8, 8);
                if (ptr0) wasm.m(ptr0, len0, 1);
                throw e;
            }
`,
    "            const ret = wasm.g(this.__wbg_ptr, ptr0, len0, ptr1, len1);\n        } finally {\n",
  ],
  "keeping of the instance": [
    "function __wbg_finalize_init(instance, module) {\n",
    "    wasmInstance = instance;\n",
    "    wasm = instance.exports;\n",
  ],
  "keeping of the module": [
    "    wasm = instance.exports;\n",
    "    wasmModule = module;\n    cachedDataViewMemory0 = null;\n    cachedUint8ArrayMemory0 = null;\n",
    "    wasm.start();\n    return wasm;\n",
  ],
  "check of a detached buffer": [
    "    if (cachedDataViewMemory0 === null || ",
    "cachedDataViewMemory0.buffer.detached === true || ",
    "(cachedDataViewMemory0.buffer !== wasm.e.buffer)) {\n",
  ],
  "check for browsers that cannot tell it": [
    "    if (cachedDataViewMemory0 === null || (",
    "cachedDataViewMemory0.buffer.detached === undefined && ",
    "cachedDataViewMemory0.buffer !== wasm.e.buffer)) {\n",
  ],
};

/** What would run when the glue is imported, and what stands there instead. */
const LATER = {
  "making of the decoder": [
    "let cachedTextDecoder = new TextDecoder('utf-8', { ignoreBOM: true });\n",
    "let cachedTextDecoder;\n",
  ],
  "count of the decoder": ["let numBytesDecoded = 0;\n", "let numBytesDecoded = Infinity;\n"],
  "making of the encoder": ["const cachedTextEncoder = new TextEncoder();\n", "let cachedTextEncoder;\n"],
  "use of the encoder": [
    "const ret = cachedTextEncoder.encodeInto(arg, view);\n",
    "const ret = (cachedTextEncoder ??= new TextEncoder()).encodeInto(arg, view);\n",
  ],
};

test("every pattern has a sample", () => {
  assert.deepEqual(Object.keys(SAMPLES), Object.keys(NEEDLESS));
  assert.deepEqual(Object.keys(LATER), Object.keys(LATE));
});

for (const [name, [before, after]] of Object.entries(LATER))
  test(`the ${name} waits until it is needed`, () => {
    assert.equal(replace(before, name, ...LATE[name]), after);
  });

for (const [name, [before, part, after]] of Object.entries(SAMPLES)) {
  test(`the ${name} goes, and nothing else`, () => {
    const twice = (glue) => glue + glue;
    assert.equal(replace(twice(before + part + after), name, NEEDLESS[name], ""), twice(before + after));
  });

  test(`a glue without the ${name} ends the build`, () => {
    assert.throws(() => replace(before + after, name, NEEDLESS[name], ""), {
      message: `wasm-bindgen's glue has no ${name} (${NEEDLESS[name]})`,
    });
  });
}

const NAMES = JSON.stringify({
  imports: [["./a_bg.js", "__wbg_learn_1", "c"]],
  exports: [
    ["core_ask", "g"],
    ["core_new", "h"],
  ],
});
const NAMED = `        __wbg_learn_1: function(arg0) {
            return wasm.core_ask(arg0) + wasm.core_asked(arg0);
    "./a_bg.js": import0,
`;
const all = Object.values(SAMPLES);
const rest =
  all.flat().join("") +
  Object.values(LATER)
    .map(([before]) => before)
    .join("");

test("the names of imports and exports become short", () => {
  const glue = shorten(NAMED + rest, `printed before ${NAMES} and after`);
  assert.equal(
    glue.slice(0, NAMED.length),
    (NAMED + all.map(([before, , after]) => before + after).join(""))
      .replace("__wbg_learn_1", '"c"')
      .replace("wasm.core_ask(", "wasm.g(")
      .replace('"./a_bg.js"', '"a"')
      .slice(0, NAMED.length),
  );
});

test("an import that is not in the glue ends the build", () => {
  const glue = NAMED.replace("__wbg_learn_1", "__wbg_learn_2") + rest;
  assert.throws(() => shorten(glue, NAMES), /glue has no import __wbg_learn_1/);
});

for (const build of Object.keys(builds)) {
  test(`nothing needless is left in the glue of the ${build} build`, async () => {
    const glue = await readFile(inRoot(`target/glue/${build}.js`), "utf8");
    const left = Object.entries(NEEDLESS).filter(([, pattern]) => glue.search(pattern) >= 0);
    assert.deepEqual(
      left.map(([name]) => name),
      [],
    );
    assert.ok(!/__wbg_\w+_[0-9a-f]{16}/.test(glue), "a long name is left");
  });
}
