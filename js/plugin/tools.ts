/** What the plugin needs of other entries, which lie beside it and are not in it a second time. */

import type { BuildOptions, Built } from "../author/build.js";
import type { Manifest, Problem } from "../types/index.js";

export interface Tools {
  /** That of `tailorbird/build`. */
  readonly build: (manifest: Manifest | string, options?: BuildOptions) => Built;
  /** That of `tailorbird/server`, for the script of a built page. */
  readonly embed: (html: string, script: string) => Promise<{ html: string; missing: readonly Problem[] }>;
}
