/** `tailorbird/inline.js`: a classic script for the head of a page that carries its compiled manifest. */

import { inPlace } from "../page/inline-page.js";
import { open } from "./index.js";

export type { Inlined } from "../page/inline-page.js";
export type * from "../types/index.js";

inPlace(open);
