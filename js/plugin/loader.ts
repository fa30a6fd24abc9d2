/** The same for hosts of webpack's loaders that take no plugins, such as Turbopack: the manifest itself becomes the module. */

import { dirname } from "node:path";
import { messageFrom } from "./message.js";
import { moduleFrom } from "./module.js";
import type { PluginOptions } from "./options.js";
import { isGood, Site } from "./site.js";
import type { Tools } from "./tools.js";

/** The part of a loader's context that is used here. */
export interface LoaderContext {
  readonly resourcePath: string;
  readonly rootContext?: string;
  readonly mode?: string;
  getOptions(): LoaderOptions;
  emitWarning?(warning: Error): void;
}

/** The manifest is what is loaded. */
export type LoaderOptions = Omit<PluginOptions, "manifest">;

/** The sites by their files, so that their last good module is still there when they are asked again. */
const sites = new Map<string, Site>();

export function load(build: Tools["build"], context: LoaderContext, text: string): string {
  const site = siteOf(build, context);
  const outcome = site.compile(text);
  const problems = (severity: string) => outcome.problems.filter((problem) => problem.severity === severity);
  const said = (severity: string) =>
    new Error(messageFrom(problems(severity), site.file, outcome.text, "sentence").message);
  if (!isGood(outcome)) throw said("error");
  if (problems("warning").length > 0) context.emitWarning?.(said("warning"));
  const isDeveloped = (context.mode ?? process.env.NODE_ENV) === "development";
  return moduleFrom(outcome, isDeveloped ? "development" : "production", "tailorbird/author");
}

function siteOf(build: Tools["build"], context: LoaderContext): Site {
  const { resourcePath, rootContext } = context;
  const known = sites.get(resourcePath);
  if (known) return known;
  const site = new Site(build, rootContext ?? dirname(resourcePath), resourcePath, context.getOptions());
  sites.set(resourcePath, site);
  return site;
}
