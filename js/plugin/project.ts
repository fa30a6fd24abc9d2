/** A project that is bundled: where it lies, for whom, and its manifest. */

import type { Purpose } from "./module.js";
import { findManifest, type PluginOptions } from "./options.js";
import { type Build, Site } from "./site.js";

export class Project {
  root = process.cwd();
  purpose: Purpose = "production";
  site: Site | undefined;
  readonly #build: Build;
  readonly #options: PluginOptions;

  constructor(build: Build, options: PluginOptions) {
    this.#build = build;
    this.#options = options;
  }

  /** Looks for the manifest.
   *  @returns the id of its module, and what is wrong if there is none */
  find(): { readonly id: string; readonly wrong?: string } {
    const { file, wrong } = findManifest(this.root, this.#options);
    if (this.site?.file !== file) this.site = new Site(this.#build, this.root, file, this.#options);
    const id = this.idOf(this.site as Site);
    return wrong === undefined ? { id } : { id, wrong };
  }

  /** A path beside the manifest: bundlers take it as that of a file. */
  idOf({ file }: Site): string {
    return `${file.replaceAll("\\", "/")}${ENDING}`;
  }
}

const ENDING = ".page.js";

export const isModule = (id: string): boolean => id.endsWith(ENDING);
