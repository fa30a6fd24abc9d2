/** `tailorbird/inline-contextual.js`: the same as `inline.js`, for pages that remember nothing. */

import { open } from "./contextual.js";
import { inPlace } from "./place.js";
import type { ContextualOptions, ContextualPage } from "./types.js";

export type Inlined = import("./place.js").Inlined<ContextualPage, ContextualOptions>;
export type * from "./types.js";

inPlace(open);
