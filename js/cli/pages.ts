/** `tailorbird check FILE PAGE...`: what in the pages at hand might tell which variant shows. */

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inspect } from "../entries/server.js";
import type { Manifest, Problem } from "../types/index.js";

/** Looks at a page, and at the style sheets that lie beside it. */
export function lookAt(page: string, html: string, manifest: Manifest): readonly Problem[] {
  return inspect(html, manifest, (address) => {
    const [path = ""] = address.split(/[?#]/);
    // An address with a host, or from the root of a site, is not at hand.
    if (/^([\w-]+:|\/)/.test(path)) return undefined;
    try {
      return readFileSync(join(dirname(page), path), "utf8");
    } catch {
      return undefined;
    }
  });
}
