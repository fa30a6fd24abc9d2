/** `tailorbird/inline.js`: a classic script for the head of a page that carries its compiled manifest. */

import { open } from "./index.js";
import { inPlace } from "./place.js";

export type { Inlined } from "./place.js";
export type * from "./types.js";

inPlace(open);
