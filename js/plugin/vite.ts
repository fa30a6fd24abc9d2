/** What only Vite has: the page that is open goes on with a newer manifest, and what is wrong with it lies over the page. */

import type { Plugin, ViteDevServer } from "vite";
import { messageFrom } from "./message.js";
import type { Project } from "./project.js";
import { isGood, type Outcome, type Site } from "./site.js";

export function viteHooks(project: Project): Partial<Plugin> {
  let error: Error | undefined;
  return {
    // On a server, and where Vite looks for packages to prepare, the import would go past the plugin.
    config: () => ({ ssr: { noExternal: ["tailorbird"] }, optimizeDeps: { exclude: ["tailorbird/page"] } }),
    configResolved({ root, command }) {
      project.root = root;
      project.purpose = command === "serve" ? "hot" : "production";
    },
    configureServer({ ws }) {
      ws.on("tailorbird:opened", (_, client) => {
        if (error) client.send({ type: "error", err: { ...error, message: error.message, stack: "" } });
      });
    },
    async handleHotUpdate({ file, read, modules, server }) {
      const site = project.site;
      if (!site || file !== normal(site.file)) return undefined;
      const hadModule = site.good !== undefined;
      const outcome = site.compile(await read());
      error = isGood(outcome) ? undefined : errorFrom(site, outcome);
      if (error) throw error;
      // Nothing is open that could be given the new one.
      if (!hadModule) server.ws.send({ type: "full-reload" });
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

function errorFrom({ file }: Site, { problems, text }: Outcome): Error {
  const wrong = problems.filter(({ severity }) => severity === "error");
  const { message, ...about } = messageFrom(wrong, file, text, "loc");
  return Object.assign(new Error(message), about);
}
