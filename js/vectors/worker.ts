/** A worker: does what it is asked, with a machine of its own. */

import { parentPort, workerData } from "node:worker_threads";
import { type Compiled, Machine } from "./machine.js";
import type { Said } from "./pool.js";
import { Bench, type Task } from "./tasks.js";

export function work(): void {
  const bench = new Bench(new Machine(workerData as Compiled));
  parentPort?.on("message", (task: Task) => parentPort?.postMessage(answered(bench, task)));
}

function answered(bench: Bench, task: Task): Said {
  try {
    return { answer: bench.run(task) };
  } catch (thrown) {
    // It ends so only when its memory does.
    if (thrown instanceof WebAssembly.RuntimeError)
      return { error: "there is not enough memory for so many readers and items" };
    return { error: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}
