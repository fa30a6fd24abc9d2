// `npm start`: from a fresh clone to the demo in the browser.

import { build } from "./build.mjs";
import { prepareDemo } from "./demo.mjs";
import { pack } from "./pack.mjs";
import { serve } from "./serve.mjs";
import { setup } from "./setup.mjs";

await setup({ browsers: false });
console.log("building");
await build();
const demo = await prepareDemo(await pack());
const { url } = await serve(demo, { port: Number(process.env.PORT ?? 4173) });
console.log(
  `the demo is at ${url}, its reading list at ${url}reading.html, and its experiment at ${url}experiments.html`,
);
