/** A project that is bundled: where it lies, for whom, and its manifest. */

import type { Purpose } from "./module.js";
import { findManifest, type ViteOptions } from "./options.js";
import { type Good, Site } from "./site.js";
import type { Tools } from "./tools.js";

export class Project {
  root = process.cwd();
  purpose: Purpose = "production";
  site: Site | undefined;
  readonly tools: Tools;
  readonly options: ViteOptions;

  constructor(tools: Tools, options: ViteOptions) {
    this.tools = tools;
    this.options = options;
  }

  /** While a site is developed, the last manifest that had no error stays. */
  get lastGood(): Good | undefined {
    return this.purpose === "production" ? undefined : this.site?.good;
  }

  /** Looks for the manifest.
   *  @returns what is wrong if there is none */
  find(): { readonly site: Site; readonly wrong?: string } {
    const { file, wrong } = findManifest(this.root, this.options);
    if (this.site?.file !== file) this.site = new Site(this.tools.build, this.root, file, this.options);
    const site = this.site as Site;
    return wrong === undefined ? { site } : { site, wrong };
  }

  /** A path beside the manifest: bundlers take it as that of a file. */
  idOf({ file }: Site): string {
    return `${file.replaceAll("\\", "/")}${ENDING}`;
  }
}

const ENDING = ".page.js";

export const isModule = (id: string): boolean => id.endsWith(ENDING);
