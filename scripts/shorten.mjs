// The long names between the glue and its WebAssembly become short ones: two kilobytes of hashes, after brotli.

/** What wasm-opt calls the pass, which prints the names that it gave. */
export const SHORTEN = "--minify-imports-and-exports-and-modules";

/** @param {string} glue wasm-bindgen's JavaScript @param {string} printed what wasm-opt printed */
export function shorten(glue, printed) {
  const { imports, exports } = JSON.parse(printed.slice(printed.indexOf("{"), printed.lastIndexOf("}") + 1));
  let short = replace(glue, /"\.\/\w+_bg\.js": import0/, '"a": import0');
  for (const [, from, to] of imports) short = replace(short, new RegExp(`(?<=^ +)${from}(?=:)`, "m"), `"${to}"`);
  // Not every export is called by this glue.
  for (const [from, to] of exports)
    short = short.replaceAll(new RegExp(`\\bwasm\\.${from}\\b`, "g"), () => `wasm.${to}`);
  return without(short);
}

/** What the glue has for browsers without references in their WebAssembly, which this one needs, for callers that are not
 *  there, for a second beginning, and for going on after a trap, after which a page asks nothing more. */
const NEEDLESS = [
  / {4}if \(realloc === undefined\) \{[^}]+\}\n/,
  /if \(!\('encodeInto' in cachedTextEncoder\)\) \{[\s\S]+?\n\}\n/,
  / {4}if \(module !== undefined\) \{\n[\s\S]+?\n {4}\}\n(?=\n {4}const imports)/,
  / {4}if \(!\(module instanceof WebAssembly\.Module\)\) \{[^}]+\}\n/,
  /if \(Symbol\.dispose\) .+\n/,
  / +try \{\n(?= +ptr0 = )/,
  / +\} catch \(e\) \{\n +if \(ptr1\)[\s\S]+?throw e;\n +\}\n/,
  / {4}wasmInstance = instance;\n/,
  / {4}wasmModule = module;\n(?: {4}cached\w+ = null;\n)+/,
];

function without(glue) {
  return NEEDLESS.reduce((rest, pattern) => replace(rest, pattern, ""), glue);
}

/** A glue that looks different from what is expected here must end the build, not the first visit. */
function replace(text, pattern, to) {
  if (!pattern.test(text)) throw new Error(`wasm-bindgen's glue has no ${pattern}`);
  return text.replace(pattern, () => to);
}
