// Work → how many steps it takes: how often each block of a module's JavaScript is entered, as V8 counts it. No clock is read.

import { Session } from "node:inspector/promises";

/** The steps that `work` takes in files whose address ends like this.
 *  @param {string} file @param {() => void} work */
export async function stepsIn(file, work) {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  await session.post("Profiler.takePreciseCoverage");
  work();
  const { result } = await session.post("Profiler.takePreciseCoverage");
  await session.post("Profiler.stopPreciseCoverage");
  session.disconnect();
  const blocks = result
    .filter(({ url }) => url.endsWith(file))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges));
  return blocks.reduce((sum, { count }) => sum + count, 0);
}
