/** `tailorbird/server`: server-side rendering. HTML text in, HTML text out, on a server or at build time. */

export { acceptLanguage } from "../html/accept-language.js";
export { type Embedded, type EmbedOptions, embed } from "../html/embed.js";
export { inspect } from "../html/inspect.js";
export { type PublicFacts, type Written, write } from "../html/write.js";
