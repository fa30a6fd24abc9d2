/** `tailorbird/inline-contextual.js`: `inline.js` for pages that remember nothing. */

import { inPlace } from "../page/inline-page.js";
import type { ContextualOptions, ContextualPage } from "../types/index.js";
import { open } from "./contextual.js";

export type Inlined = import("../page/inline-page.js").Inlined<ContextualPage, ContextualOptions>;
export type * from "../types/index.js";

inPlace(open);
