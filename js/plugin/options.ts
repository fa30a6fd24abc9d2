/** The options of the plugin, and the manifest that they mean. */

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { BuildOptions } from "../author/build.js";

/** Options of the plugin. */
export interface PluginOptions extends Omit<BuildOptions, "separate"> {
  /** The manifest, from the root of the project. Default: `tailorbird.json`, or else `manifest.json`. */
  readonly manifest?: string | undefined;
  /** The file with the site's own types, from the root of the project, or false. Default: `tailorbird.d.ts` beside the manifest. */
  readonly types?: string | false | undefined;
}

/** Options of the plugin for Vite. */
export interface ViteOptions extends PluginOptions {
  /** Is the script that decides before the first paint written into each page, into its `<script data-tb-script="inline">`? */
  readonly inline?: boolean | undefined;
}

const DEFAULTS = ["tailorbird.json", "manifest.json"];

/** @returns its path, or where it could lie and what is wrong */
export function findManifest(root: string, { manifest }: PluginOptions): { file: string; wrong?: string } {
  const names = manifest === undefined ? DEFAULTS : [manifest];
  const paths = names.map((name) => resolve(root, name));
  const [file, second] = paths.filter((path) => existsSync(path));
  const wrong = (sentence: string) => ({
    file: paths.join(),
    wrong: `${sentence} in ${root}: \`manifest\` says which file it is`,
  });
  if (file === undefined) return wrong(`there is no ${names.join(" and no ")}`);
  return second === undefined ? { file } : wrong(`there are ${names.join(" and ")}`);
}
