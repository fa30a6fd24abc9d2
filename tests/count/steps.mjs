// Work → how many steps it takes: how often each block of a module's JavaScript is entered, as V8 counts it. No clock is read.
// V8 counts only in code that it compiles while it counts: import this before the module whose steps are asked for.

import { Session } from "node:inspector/promises";

const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });

/** The steps that `work` takes in files whose address ends like this.
 *  @param {string} file @param {() => void} work */
export async function stepsIn(file, work) {
  await session.post("Profiler.takePreciseCoverage");
  work();
  const { result } = await session.post("Profiler.takePreciseCoverage");
  const blocks = result
    .filter(({ url }) => url.endsWith(file))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges));
  return blocks.reduce((sum, { count }) => sum + count, 0);
}
