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

declare module "compiled:analysis" {
  const compiled: () => WebAssembly.Module;
  export default compiled;
}

declare module "compiled:aggregate" {
  const compiled: () => WebAssembly.Module;
  export default compiled;
}

/** Where `tailorbird/slim` finds its module: an address beside it, or what the platform has compiled. */
declare module "source:runtime" {
  const source: () => URL | WebAssembly.Module;
  export default source;
}

/** The same for `tailorbird/recommend`: one module for each browser, and one for those with wide registers. */
declare module "source:scorer" {
  const source: () => URL;
  export default source;
}

declare module "source:scorer-wide" {
  const source: () => URL;
  export default source;
}

/** The same for `tailorbird/copy`, which no page of a visitor has. */
declare module "source:copy" {
  const source: () => URL;
  export default source;
}

/** The bytes of js/engine/decode.wat, assembled, as `spell` in js/engine/encode.ts writes them. */
declare module "bytes:decode" {
  const text: string;
  export default text;
}

/** Does a page use this? Pages that are built for one manifest answer it by themselves (`js/author/assemble.ts`). In everything else it
 *  is true, but for what only they have (`scripts/bundle.mjs`). */
declare const $announce: boolean;
declare const $attribute: boolean;
declare const $bandit: boolean;
declare const $cel: boolean;
declare const $declared: boolean;
declare const $device: boolean;
declare const $events: boolean;
declare const $experiment: boolean;
declare const $explain: boolean;
declare const $export: boolean;
declare const $floor: boolean;
declare const $focus: boolean;
declare const $force: boolean;
declare const $given: boolean;
declare const $goals: boolean;
declare const $import: boolean;
declare const $inline: boolean;
declare const $insights: boolean;
declare const $intl: boolean;
declare const $language: boolean;
declare const $learn: boolean;
declare const $list: boolean;
declare const $load: boolean;
declare const $markup: boolean;
declare const $memory: boolean;
declare const $navigation: boolean;
declare const $named: boolean;
declare const $near: boolean;
declare const $reasons: boolean;
declare const $report: boolean;
declare const $odds: boolean;
declare const $options: boolean;
declare const $path: boolean;
declare const $phrase: boolean;
declare const $rank: boolean;
declare const $reads: boolean;
declare const $referrer: boolean;
declare const $rich: boolean;
declare const $search: boolean;
declare const $seen: boolean;
declare const $source: boolean;
declare const $split: boolean;
declare const $take: boolean;
declare const $templates: boolean;
declare const $time: boolean;
declare const $topics: boolean;
declare const $separate: boolean;
declare const $traits: boolean;
declare const $server: boolean;
declare const $typed: boolean;
declare const $unit: boolean;
declare const $visits: boolean;
declare const $window: boolean;
declare const $wording: boolean;

/** The texts that carry the engine and the program of such a page. */
declare const $wasm: string;
declare const $program: string;
/** Where the engine is, if it is a file of its own. */
declare const $address: URL;
/** Where the words of each language are, in the order of the manifest, and those that the page carries. */
declare const $words: Readonly<Record<string, string | URL>>;
declare const $own: Readonly<Record<string, string>>;
/** The number of milliseconds that a page may wait for its script. */
declare const $budget: number;
