/** `tailorbird/server`: HTML text in, HTML text out, for sites that render on a server or before they are published. */

export { type Embedded, type EmbedOptions, embed } from "../html/embed.js";
export { type PublicFacts, type Written, write } from "../html/write.js";
