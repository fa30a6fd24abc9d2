/** The public types: what a site writes, what it may hand in, and what it gets back. */

export type * from "./manifest.js";
export type * from "./page.js";
export type * from "./reader.js";
export type * from "./recommend.js";
export type * from "./site.js";
