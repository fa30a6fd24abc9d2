// The demo as a stranger would build it, in a folder of its own, and served. dist/ has to be built.

import { prepareDemo } from "../../scripts/demo.mjs";
import { pack } from "../../scripts/pack.mjs";
import { serve } from "../../scripts/serve.mjs";
import { temporaryFolder } from "./folder.mjs";

const packed = temporaryFolder("packed");
export const demoFolder = temporaryFolder("demo");

/** Call it in a `before`. */
export const prepare = async () => prepareDemo(await pack(packed), demoFolder);

/** Its `url` ends with a slash. */
export async function openDemo() {
  await prepare();
  return serve(demoFolder);
}
