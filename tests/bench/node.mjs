// One engine, measured in this process: its name and the file of what it is fed → its timings as JSON.

import { readFile } from "node:fs/promises";
import { measure } from "./measure.mjs";

const [, , name, payload, program] = process.argv;
const fed = { ...JSON.parse(await readFile(payload, "utf8")), program: new Uint8Array(await readFile(program)) };
console.log(JSON.stringify(await measure(name, fed)));
