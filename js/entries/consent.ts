/** `tailorbird/consent`: consent managers as sources of consent for `open`. Unknown means no. */

export type { C15tOptions, C15tStore } from "../consent/c15t.js";
export { c15t } from "../consent/c15t.js";
export type { GppOptions } from "../consent/gpp.js";
export { gpp } from "../consent/gpp.js";
export type { KlaroOptions } from "../consent/klaro.js";
export { klaro } from "../consent/klaro.js";
export type { Names } from "../consent/source.js";
export type { TcfOptions } from "../consent/tcf.js";
export { tcf } from "../consent/tcf.js";
export type { VanillaManager, VanillaOptions } from "../consent/vanilla.js";
export { vanillaCookieConsent } from "../consent/vanilla.js";
export type { ConsentSource, ConsentState, Purpose, Word } from "../types/index.js";
