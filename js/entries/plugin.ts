/** `tailorbird/plugin`: `import { open } from "tailorbird/page"` in every bundler. */

import {
  createEsbuildPlugin,
  createRolldownPlugin,
  createRollupPlugin,
  createRspackPlugin,
  createVitePlugin,
  createWebpackPlugin,
} from "unplugin";
import { build } from "../entries/build.js";
import { pluginWith } from "../plugin/factory.js";
import { hash } from "../plugin/inline.js";
import type { PluginOptions, ViteOptions } from "../plugin/options.js";
import type { Tools } from "../plugin/tools.js";

export type { PluginOptions, ViteOptions } from "../plugin/options.js";

/** A plugin, described so that nobody needs the types of every bundler. */
type Make<Shape> = (options?: PluginOptions) => Shape;
interface Named {
  readonly name: string;
}

// Only pages with a script in them need what reads HTML.
const embed: Tools["embed"] = async (html, inline) => {
  const { embed } = await import("../entries/server.js");
  return embed(html, undefined, { scripts: { inline }, hash });
};
const plugin = pluginWith({ build, embed });

// There would be a list of them if the factory gave one.
export const vite = createVitePlugin(plugin) as (options?: ViteOptions) => Named;
export const rollup = createRollupPlugin(plugin) as Make<Named>;
export const rolldown = createRolldownPlugin(plugin) as Make<Named>;
export const webpack: Make<{ apply(compiler: unknown): void }> = createWebpackPlugin(plugin);
export const rspack: Make<{ apply(compiler: unknown): void }> = createRspackPlugin(plugin);
export const esbuild: Make<Named & { setup(build: unknown): void }> = createEsbuildPlugin(plugin);
