/** `tailorbird/consent`: what other people's consent managers say, as sources that `open` takes. Unknown means no. */

export type { C15tOptions, C15tStore } from "./sources/c15t.js";
export { c15t } from "./sources/c15t.js";
export type { GppOptions } from "./sources/gpp.js";
export { gpp } from "./sources/gpp.js";
export type { KlaroOptions } from "./sources/klaro.js";
export { klaro } from "./sources/klaro.js";
export type { Names } from "./sources/source.js";
export type { TcfOptions } from "./sources/tcf.js";
export { tcf } from "./sources/tcf.js";
export type { VanillaManager, VanillaOptions } from "./sources/vanilla.js";
export { vanillaCookieConsent } from "./sources/vanilla.js";
export type { ConsentSource, ConsentState, Purpose, Word } from "./types.js";
