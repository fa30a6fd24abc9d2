// The project becomes the tarball that npm would publish.

import { mkdir } from "node:fs/promises";
import { inRoot } from "./paths.mjs";
import { capture } from "./run.mjs";

/** Returns the tarball's path. Whoever packs at the same time as others names a folder of its own. */
export async function pack(folder = inRoot("target/pack")) {
  await mkdir(folder, { recursive: true });
  const { code, output } = await capture("npm", ["pack", "--json", "--loglevel=error", "--pack-destination", folder]);
  if (code !== 0) throw new Error(output);
  const [first] = Object.values(JSON.parse(output.slice(output.search(/^[[{]/m))));
  return `${folder}/${first.filename}`;
}
