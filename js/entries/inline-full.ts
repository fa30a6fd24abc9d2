/** `tailorbird/inline-full.js`: `inline.js` for manifests whose rules need the whole of CEL. */

import { inPlace } from "../page/inline-page.js";
import { open } from "./full.js";

inPlace(open);
