/** `tailorbird/keepers`: other stores than localStorage, for `remember`. */

export { indexed } from "../storage/indexed.js";
export { memory } from "../storage/memory.js";
export type { Entries, Keeper } from "../types/index.js";
