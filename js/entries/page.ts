/** `tailorbird/page`: the page of the site's own manifest. `tailorbird/plugin` puts that module in the place of this one. */

import type { Site, SiteOptions, SitePage } from "../types/index.js";

export type * from "../types/index.js";

/** What `tailorbird.d.ts`, which the plugin writes, says of the site. */
// biome-ignore lint/suspicious/noEmptyInterface: it is filled where it is declared again.
export interface Register {}

export type Registered = Register extends { readonly site: infer Own extends Site } ? Own : Site;

/** Opens the page. */
export function open(_options?: SiteOptions<Registered>): SitePage<Registered> {
  throw new Error(
    'tailorbird/page is made from the manifest while bundling: add `vite()` from "tailorbird/plugin", or that of your bundler, to its plugins',
  );
}
