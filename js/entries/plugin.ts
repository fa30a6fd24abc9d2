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
import type { PluginOptions } from "../plugin/options.js";

export type { PluginOptions } from "../plugin/options.js";

/** A plugin, described so that nobody needs the types of every bundler. */
type Make<Shape> = (options?: PluginOptions) => Shape;
interface Named {
  readonly name: string;
}

const plugin = pluginWith(build);

// There would be a list of them if the factory gave one.
export const vite = createVitePlugin(plugin) as Make<Named>;
export const rollup = createRollupPlugin(plugin) as Make<Named>;
export const rolldown = createRolldownPlugin(plugin) as Make<Named>;
export const webpack: Make<{ apply(compiler: unknown): void }> = createWebpackPlugin(plugin);
export const rspack: Make<{ apply(compiler: unknown): void }> = createRspackPlugin(plugin);
export const esbuild: Make<Named & { setup(build: unknown): void }> = createEsbuildPlugin(plugin);
