// The address of a served demo: the one in DEMO_URL, or that of a server which lives as long as the test.

import { prepareDemo } from "../../scripts/demo.mjs";
import { pack } from "../../scripts/pack.mjs";
import { serve } from "../../scripts/serve.mjs";

/** The folder of a demo that is made anew. dist/ has to be built. */
export const openDemoFolder = async () => prepareDemo(await pack());

/** The address ends with a slash. Without DEMO_URL, dist/ has to be built. */
export async function openDemo() {
  const { DEMO_URL } = process.env;
  if (DEMO_URL) return { base: new URL("/", DEMO_URL).href, close: () => {} };
  const { url, close } = await serve(await openDemoFolder());
  return { base: url, close };
}
