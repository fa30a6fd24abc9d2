/** Workers, each with a machine of its own. */

import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { compiled, Machine } from "./machine.js";
import type { Counted, Kept, Task } from "./tasks.js";

/** More say little: other things take their time too. */
const MOST = 16;
/** How many bytes all of them may have of vectors of readers, of which each has a copy. */
const MEMORY = 1_000_000_000;

/** As many workers as there are cores, or as have room for so many bytes each. */
export const workersFor = (bytes: number): number =>
  Math.max(1, Math.min(availableParallelism(), MOST, Math.floor(MEMORY / bytes)));

interface Waiting {
  readonly task: Task;
  readonly answered: (answer: Counted | boolean) => void;
  readonly failed: (error: Error) => void;
}

/** What a worker says. */
export type Said = { readonly answer: Counted | boolean } | { readonly error: string };

export class Pool {
  /** A machine on this thread, for what is done at once. */
  readonly machine: Machine;
  readonly size: number;
  private readonly workers: Worker[] = [];
  private readonly free: Worker[] = [];
  private readonly waiting: Waiting[] = [];
  private readonly busy = new Map<Worker, Waiting>();
  private version = 0;

  constructor(size: number) {
    const module = compiled();
    this.machine = new Machine(module);
    this.size = size;
    for (let count = 0; count < size; count += 1) this.start(module);
  }

  /** Answers in the order of the tasks. */
  run(tasks: readonly Task[]): Promise<(Counted | boolean)[]> {
    const answers = tasks.map(
      (task) =>
        new Promise<Counted | boolean>((answered, failed) => {
          this.waiting.push({ task, answered, failed });
        }),
    );
    this.next();
    return Promise.all(answers);
  }

  /** A list as it is now. */
  kept<List>(list: List): Kept<List> {
    this.version += 1;
    return { version: this.version, list };
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  private start(module: WebAssembly.Module): void {
    const worker = new Worker(new URL("./vectors-worker.js", import.meta.url), {
      workerData: module,
      // Options of the command line, such as for what it evaluates, are none of its business.
      execArgv: [],
    });
    worker.on("message", (said: Said) => this.heard(worker, said));
    worker.on("error", (error) => this.heard(worker, { error: error.message }));
    // It waits for tasks; the process need not wait for it.
    worker.unref();
    this.workers.push(worker);
    this.free.push(worker);
  }

  private heard(worker: Worker, said: Said): void {
    const task = this.busy.get(worker);
    this.busy.delete(worker);
    worker.unref();
    this.free.push(worker);
    if ("error" in said) task?.failed(new Error(said.error));
    else task?.answered(said.answer);
    this.next();
  }

  private next(): void {
    while (this.free.length > 0 && this.waiting.length > 0) {
      const [worker, task] = [this.free.pop() as Worker, this.waiting.shift() as Waiting];
      this.busy.set(worker, task);
      worker.ref();
      worker.postMessage(task.task);
    }
  }
}
