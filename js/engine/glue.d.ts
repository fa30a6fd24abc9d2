/** The modules that the build generates: the glue around each WebAssembly, and its bytes as text. */

declare module "glue:contextual" {
  export const Core: import("./core.js").CoreClass;
  export function initSync(module: WebAssembly.Module): unknown;
}

declare module "glue:runtime" {
  export const Core: import("./core.js").CoreClass;
  export function initSync(module: WebAssembly.Module): unknown;
}

declare module "glue:full" {
  export const Core: import("./core.js").CoreClass;
  export function initSync(module: WebAssembly.Module): unknown;
}

declare module "glue:author" {
  export const Core: import("./core.js").CoreClass;
  export const Compilation: import("./core.js").CompilationClass;
  export function initSync(module: WebAssembly.Module): unknown;
}

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
