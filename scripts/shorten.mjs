// The glue of wasm-bindgen without the parts that no page needs, and with short names between it and its WebAssembly: the
// long ones would be two kilobytes of hashes, after brotli.

/** The pass of wasm-opt that shortens the names, and prints which name became which. */
export const SHORTEN = "--minify-imports-and-exports-and-modules";

/** @param {string} glue wasm-bindgen's JavaScript @param {string} printed the output of wasm-opt */
export function shorten(glue, printed) {
  const { imports, exports } = JSON.parse(printed.slice(printed.indexOf("{"), printed.lastIndexOf("}") + 1));
  let short = replace(glue, "import of a module", /"\.\/\w+_bg\.js": import0/, '"a": import0');
  for (const [, from, to] of imports)
    short = replace(short, `import ${from}`, new RegExp(`(?<=^ +)${from}(?=:)`, "m"), `"${to}"`);
  // Not every export is called by this glue.
  for (const [from, to] of exports)
    short = short.replaceAll(new RegExp(`\\bwasm\\.${from}\\b`, "g"), () => `wasm.${to}`);
  return atFirstUse(without(short));
}

/** Nothing runs when the glue is imported: an environment may lack what only pages have, and `open` says so. */
function atFirstUse(glue) {
  return Object.entries(LATE).reduce((rest, [name, [pattern, to]]) => replace(rest, name, pattern, to), glue);
}

/** The parts of the glue that would run when it is imported, and what stands there instead. */
export const LATE = {
  // The number of bytes since then tells when to make a new one, and so the first one.
  "making of the decoder": [/(?<=^|\n)let cachedTextDecoder = [^\n]+/, "let cachedTextDecoder;"],
  "count of the decoder": [/let numBytesDecoded = 0;/, "let numBytesDecoded = Infinity;"],
  "making of the encoder": [/const cachedTextEncoder = new TextEncoder\(\);/, "let cachedTextEncoder;"],
  "use of the encoder": [/cachedTextEncoder\.encodeInto(?=\()/, "(cachedTextEncoder ??= new TextEncoder()).encodeInto"],
};

/** The parts of the glue that no page needs, by names that say what each is. They are for browsers without references in
 *  their WebAssembly, for callers that are not there, for a second beginning, and for going on after a trap, after which a
 *  page asks nothing more. */
export const NEEDLESS = {
  "writing of texts without realloc": / {4}if \(realloc === undefined\) \{[^}]+\}\n/g,
  "replacement for encodeInto": /if \(!\('encodeInto' in cachedTextEncoder\)\) \{[\s\S]+?\n\}\n/g,
  "warning of old parameters": / {4}if \(module !== undefined\) \{\n[\s\S]+?\n {4}\}\n(?=\n {4}const imports)/g,
  "compiling of bytes": / {4}if \(!\(module instanceof WebAssembly\.Module\)\) \{[^}]+\}\n/g,
  "second beginning": / {4}if \(wasm !== undefined\) return wasm;\n/g,
  "first use of the decoder": /(?<=^|\n) *cachedTextDecoder\.decode\(\);\n/g,
  "disposal by symbol": /if \(Symbol\.dispose\) .+\n/g,
  "beginning of a try around arguments": / +try \{\n(?= +ptr0 = )/g,
  "freeing of arguments after an error": / +\} catch \(e\) \{\n +if \(ptr1\)[\s\S]+?throw e;\n +\}\n/g,
  "keeping of the instance": / {4}wasmInstance = instance;\n/g,
  "keeping of the module": / {4}wasmModule = module;\n(?: {4}cached\w+ = null;\n)+/g,
  // A buffer that was detached is no longer the memory's.
  "check of a detached buffer": /\w+\.buffer\.detached === true \|\| (?=\()/g,
  "check for browsers that cannot tell it": /\w+\.buffer\.detached === undefined && /g,
};

function without(glue) {
  return Object.entries(NEEDLESS).reduce((rest, [name, pattern]) => replace(rest, name, pattern, ""), glue);
}

/** A glue that looks different from what is expected here must end the build, not the first visit. */
export function replace(text, name, pattern, to) {
  const replaced = text.replace(pattern, () => to);
  if (replaced === text) throw new Error(`wasm-bindgen's glue has no ${name} (${pattern})`);
  return replaced;
}
