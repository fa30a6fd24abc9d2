/** `tailorbird/inline-full.js`: the same as `inline.js`, for manifests whose rules need the whole of CEL. */

import { open } from "./full.js";
import { inPlace } from "./place.js";

inPlace(open);
