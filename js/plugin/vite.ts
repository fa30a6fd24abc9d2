/** What only Vite has: the page that is open goes on with a newer manifest, and what is wrong with it lies over the page. */

import type { ErrorPayload, Plugin, ViteDevServer } from "vite";
import { fill, policyFor } from "./inline.js";
import { errorFrom } from "./message.js";
import type { Project } from "./project.js";
import { isGood } from "./site.js";

export function viteHooks(project: Project): Partial<Plugin> {
  const { inline } = project.options;
  let error: Error | undefined;
  let server: ViteDevServer | undefined;
  let say: ((policy: string) => void) | undefined;
  return {
    // On a server, and where Vite looks for packages to prepare, the import would go past the plugin; and entries that fetch an engine would
    // be moved away from it.
    config: () => ({ ssr: { noExternal: ["tailorbird"] }, optimizeDeps: { exclude: ["tailorbird"] } }),
    configResolved({ root, command, logger }) {
      project.root = root;
      project.purpose = command === "serve" ? "hot" : "production";
      say = (policy) => logger.info(`Content-Security-Policy: ${policy}`);
    },
    configureServer(started) {
      server = started;
      const show = (client: { send(payload: ErrorPayload): void }) => {
        if (error) client.send({ type: "error", err: { ...error, message: error.message, stack: "" } });
      };
      // A page that is loaded again sees the error again: once its module listens, or where there is none at once.
      started.ws.on("tailorbird:opened", (_, client) => show(client));
      if (inline) started.ws.on("connection", () => show(started.ws));
    },
    ...(inline && {
      transformIndexHtml: {
        order: "post" as const,
        async handler(page: string, { filename }: { readonly filename: string }) {
          const { html, script } = await fill(project, page, filename);
          if (server && project.site) server.watcher.add(project.site.file);
          else say?.(policyFor(script));
          say = undefined;
          return html;
        },
      },
    }),
    async handleHotUpdate({ file, read, modules, server }) {
      const site = project.site;
      if (!site || file !== normal(site.file)) return undefined;
      const hadModule = site.good !== undefined;
      const outcome = site.compile(await read());
      error = isGood(outcome) ? undefined : errorFrom(outcome.problems, site.file, outcome.text);
      if (error) throw error;
      // A script in the page cannot be replaced, and where there was no module nothing is open that could be given the new one.
      if (inline || !hadModule) server.ws.send({ type: "full-reload" });
      const others = modules.filter(({ id }) => id !== null);
      return [...others, ...modulesOf(server, project.idOf(site))];
    },
  };
}

const normal = (path: string): string => path.replaceAll("\\", "/");

function modulesOf({ moduleGraph }: ViteDevServer, id: string) {
  const found = moduleGraph.getModuleById(id);
  return found ? [found] : [];
}
