/** The modules that the build makes: the glue around each WebAssembly, and its bytes as text. */

declare module "glue:runtime" {
  export const Core: import("./core.js").CoreClass;
  export function initSync(module: WebAssembly.Module): unknown;
}

declare module "glue:author" {
  export const Core: import("./core.js").CoreClass;
  export const Compilation: import("./core.js").CompilationClass;
  export function initSync(module: WebAssembly.Module): unknown;
}

declare module "text:runtime" {
  const text: string;
  export default text;
}

declare module "text:author" {
  const text: string;
  export default text;
}

/** The platform's own import of the file `runtime.wasm`. */
declare module "module:runtime" {
  const module: WebAssembly.Module;
  export default module;
}
