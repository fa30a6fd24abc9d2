// Layers run as soon as they can, as many at a time as the machine has room for, and what each printed comes in one piece.

import { availableParallelism } from "node:os";
import { none, phrase } from "./result.mjs";

const CORES = availableParallelism();
/** Most layers wait as often as they work, so two run even on one core. */
const ROOM = Math.max(2, CORES);
/** How many files of a layer run at a time. */
export const FILES = Math.max(1, Math.floor(CORES / 2));
/** How long nothing is printed, in milliseconds, before a line says what still runs. */
const SILENCE = 30_000;

/** @returns {Promise<Map<string, object>>} the results, in the order of `names` */
export async function schedule(names, layers, run) {
  const results = new Map();
  const running = new Map();
  const waiting = [...names];
  const ended = (name) => !names.includes(name) || results.has(name);
  const isReady = (name) => [...(layers[name].needs ?? []), ...(layers[name].after ?? [])].every(ended);

  async function start(name) {
    const started = Date.now();
    const broken = (layers[name].needs ?? []).filter((need) => results.get(need)?.failed.length > 0);
    // Awaited in any case: it must not have ended before it is among those that run.
    const result = await (broken.length > 0 ? notRun(name, broken) : run(name));
    const seconds = Math.round((Date.now() - started) / 1000);
    console.log(`\n=== ${name}: ${phrase(result)} (${seconds} s)\n${result.output.trimEnd()}`);
    results.set(name, { ...result, seconds });
    running.delete(name);
    heartbeat.refresh();
  }

  const heartbeat = setInterval(() => console.log(`… running: ${[...running.keys()].join(", ")}`), SILENCE);
  while (waiting.length > 0 || running.size > 0) {
    for (const name of waiting.filter(isReady).slice(0, ROOM - running.size)) {
      waiting.splice(waiting.indexOf(name), 1);
      running.set(name, start(name));
    }
    await Promise.race(running.values());
  }
  clearInterval(heartbeat);
  return new Map(names.map((name) => [name, results.get(name)]));
}

function notRun(name, broken) {
  const failed = [{ name: `${name}: not run, because ${broken.join(" and ")} failed` }];
  return { ...none, failed, output: failed[0].name };
}
