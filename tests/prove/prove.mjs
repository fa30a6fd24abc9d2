// `npm run prove`: builds, and runs everything that shows that nothing leaves. `npm run prove -- static` runs one part.

import { inRoot } from "../../scripts/paths.mjs";
import { run } from "../../scripts/run.mjs";
import { setup } from "../../scripts/setup.mjs";

const PARTS = ["static", "sinks", "visit", "cage", "twice"];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !["build", ...PARTS].includes(name));
if (unknown.length > 0) throw new Error(`no such part: ${unknown.join(", ")}; there are build, ${PARTS.join(", ")}`);
const chosen = (name) => wanted.length === 0 || wanted.includes(name);

await setup();
if (chosen("build")) await run(process.execPath, [inRoot("scripts/build.mjs")]);
const files = PARTS.filter(chosen).map((name) => inRoot(`tests/prove/${name}.mjs`));
if (files.length > 0) await run(process.execPath, ["--test", "--test-reporter=spec", ...files]);
