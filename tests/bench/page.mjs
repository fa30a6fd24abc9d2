// One engine, measured in this page.

import { measure } from "./measure.mjs";

globalThis.measureHere = async (name, folder) => {
  const payload = await (await fetch(`${folder}/payload.json`)).json();
  const program = new Uint8Array(await (await fetch(`${folder}/program.tailorbird`)).arrayBuffer());
  return measure(name, { ...payload, program });
};
