// `npm run format`: rustfmt and Biome write what `npm run lint` wants to see.

import { inRoot } from "./paths.mjs";
import { run } from "./run.mjs";
import { setup } from "./setup.mjs";

await setup({ browsers: false });
await run("cargo", ["fmt", "--all"]);
await run(inRoot("node_modules/.bin/biome"), ["check", "--write"]);
