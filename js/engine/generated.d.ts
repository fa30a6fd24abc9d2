/** The modules that the build generates. */

/** The modules of the engine, compiled at first use. Pages carry them as text. Where compiling is forbidden, the platform has
 *  compiled a file. */
declare module "compiled:contextual" {
  const compiled: () => WebAssembly.Module;
  export default compiled;
}

declare module "compiled:runtime" {
  const compiled: () => WebAssembly.Module;
  export default compiled;
}

declare module "compiled:full" {
  const compiled: () => WebAssembly.Module;
  export default compiled;
}

declare module "compiled:author" {
  const compiled: () => WebAssembly.Module;
  export default compiled;
}

/** Where `tailorbird/slim` finds its module: an address beside it, or what the platform has compiled. */
declare module "source:runtime" {
  const source: () => URL | WebAssembly.Module;
  export default source;
}

/** The bytes of js/engine/decode.wat, assembled. */
declare module "bytes:decode" {
  const bytes: readonly number[];
  export default bytes;
}
