/** The plugin for all bundlers: `tailorbird/page` becomes the module of the site's manifest. */

import { fileURLToPath } from "node:url";
import type { UnpluginContextMeta, UnpluginOptions } from "unplugin";
import type { Problem } from "../types/index.js";
import { type Message, messageFrom, type Style } from "./message.js";
import { moduleFrom } from "./module.js";
import type { ViteOptions } from "./options.js";
import { isModule, Project } from "./project.js";
import { isGood, type Site } from "./site.js";
import type { Tools } from "./tools.js";
import { viteHooks } from "./vite.js";

/** The whole engine lies beside this file. */
const ENGINE = fileURLToPath(new URL("./author.js", import.meta.url)).replaceAll("\\", "/");

/** How each bundler shows places, where it is not Rollup's way. */
const STYLES: { readonly [framework: string]: Style } = { esbuild: "bytes", webpack: "sentence", rspack: "sentence" };
/** These print a warning without its place. */
const WARNINGS: typeof STYLES = { ...STYLES, vite: "sentence", rolldown: "sentence" };

type Styles = Readonly<Record<Problem["severity"], Style>>;

interface Context {
  error(message: Message | string): void;
  warn(message: Message | string): void;
  addWatchFile(file: string): void;
}

export const pluginWith =
  (tools: Tools) =>
  (options: ViteOptions | undefined, { framework }: UnpluginContextMeta): UnpluginOptions => {
    if (options?.inline && framework !== "vite")
      throw new Error("`inline` is for Vite, which serves pages; elsewhere `npx tailorbird build --html` fills them");
    return hooks(new Project(tools, options ?? {}), framework);
  };

function hooks(project: Project, framework: string): UnpluginOptions {
  const styles = { error: STYLES[framework] ?? "loc", warning: WARNINGS[framework] ?? "loc" };
  return {
    name: "tailorbird",
    enforce: "pre",
    resolveId: {
      filter: { id: /^tailorbird\/page$/ },
      handler(id) {
        if (id !== "tailorbird/page") return undefined;
        const { site, wrong } = project.find();
        if (wrong) this.error(wrong);
        return project.idOf(site);
      },
    },
    load: {
      filter: { id: /\.page\.js$/ },
      handler(id) {
        const { site } = project;
        return site && isModule(id) && id.replaceAll("\\", "/") === project.idOf(site)
          ? load(this, site, project, styles)
          : undefined;
      },
    },
    ...hooksOf(project),
  };
}

/** Reads the manifest. While a site is developed, the last one that had no error stays, where a bundler goes on after an error. */
function load(context: Context, site: Site, { purpose, lastGood }: Project, styles: Styles): string {
  context.addWatchFile(site.file);
  const outcome = site.read();
  const say = (severity: Problem["severity"], tell: (message: Message) => void) => {
    const problems = outcome.problems.filter((problem) => problem.severity === severity);
    if (problems.length > 0) tell(messageFrom(problems, site.file, outcome.text, styles[severity]));
  };
  say("warning", (message) => context.warn(message));
  // esbuild deletes what it has built before when there is an error; Vite shows it over the page (vite.ts).
  const isMild = lastGood && styles.error === "bytes";
  if (!(lastGood && purpose === "hot"))
    say("error", (message) => (isMild ? context.warn(message) : context.error(message)));
  const good = isGood(outcome) ? outcome : lastGood;
  return good ? moduleFrom(good, purpose, ENGINE) : NOTHING;
}

/** For bundlers that go on after an error: without a module they would not tell of it. */
const NOTHING = "export const open = () => {};";

/** Where each bundler says which folder is the root, and whether the site is being developed. */
function hooksOf(project: Project): Partial<UnpluginOptions> {
  const isDeveloped = (yes: boolean | undefined) => {
    project.purpose = yes ? "development" : "production";
  };
  const rollup = {
    buildStart(this: { readonly meta: { readonly watchMode: boolean } }) {
      isDeveloped(this.meta.watchMode);
    },
  };
  const compiler = (it: { readonly context: string; readonly options: { readonly mode?: unknown } }) => {
    project.root = it.context;
    isDeveloped(it.options.mode === "development");
  };
  return {
    vite: viteHooks(project),
    rollup,
    rolldown: rollup,
    webpack: compiler,
    rspack: compiler,
    esbuild: {
      onResolveFilter: /^tailorbird\/page$/,
      onLoadFilter: /\.page\.js$/,
      config({ absWorkingDir, minify, define }) {
        project.root = absWorkingDir ?? process.cwd();
        // As esbuild itself decides what `process.env.NODE_ENV` is.
        const named = define?.["process.env.NODE_ENV"];
        isDeveloped(named ? named === '"development"' : !minify);
      },
    },
  };
}
