/** The modules that the build generates: each WebAssembly as text. */

declare module "text:contextual" {
  const text: string;
  export default text;
}

declare module "text:runtime" {
  const text: string;
  export default text;
}

declare module "text:full" {
  const text: string;
  export default text;
}

declare module "text:author" {
  const text: string;
  export default text;
}

/** The bytes of js/engine/decode.wat, assembled. */
declare module "bytes:decode" {
  const bytes: readonly number[];
  export default bytes;
}

/** The platform's own import of the file `full.wasm`. */
declare module "module:full" {
  const module: WebAssembly.Module;
  export default module;
}
