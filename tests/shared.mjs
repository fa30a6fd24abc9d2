// Suites that no package carries lie in a folder `shared`, beside the project or beside a folder that it is in.

import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { root } from "../scripts/paths.mjs";

/** Where something of that folder is; `undefined`: it is not here. */
export function shared(path = "conformance") {
  for (let folder = dirname(root); folder !== dirname(folder); folder = dirname(folder)) {
    const found = `${folder}/shared/${path}`;
    if (existsSync(found)) return found;
  }
}

/** The option of a test that needs it. */
export const needsShared = (path) => (shared(path) ? {} : { skip: `needs ../shared/${path}` });
