// `npm run prove`: everything that shows that nothing leaves, one part after the other. `npm run prove -- static` runs one.

import { inRoot } from "../../scripts/paths.mjs";
import { capture } from "../../scripts/run.mjs";
import { setup } from "../../scripts/setup.mjs";
import { add, count, none, phrase } from "../../scripts/tally.mjs";

const parts = {
  build: "scripts/build.mjs",
  static: "tests/prove/static.mjs",
  visit: "tests/prove/visit.mjs",
  cage: "tests/prove/cage.mjs",
  twice: "tests/prove/twice.mjs",
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0)
  throw new Error(`no such part: ${unknown.join(", ")}; there are ${Object.keys(parts).join(", ")}`);

await setup();
let total = none;
for (const [name, script] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n=== ${name}`);
  const { code, output } = await capture(process.execPath, [inRoot(script)], { echo: true });
  total = add(total, count(output, code));
  // What comes after would look at something else.
  if (name === "build" && code !== 0) break;
}
console.log("\n=== all parts");
console.log(phrase(total));
process.exitCode = total.failed ? 1 : 0;
