// `npm run build`: the crate and js/ become dist/, what npm publishes.

import { pathToFileURL } from "node:url";
import { bundle } from "./bundle.mjs";
import { setup } from "./setup.mjs";
import { builds, buildWasm } from "./wasm.mjs";

export async function build() {
  for (const name of Object.keys(builds)) await buildWasm(name);
  await bundle();
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await setup({ browsers: false });
  await build();
  console.log("dist/ is built");
}
