/** `tailorbird vectors FILE... -o OUT`: trains item vectors, or packs those that were made elsewhere. */

import { basename, resolve } from "node:path";
import { brotliCompressSync } from "node:zlib";
import type { Made } from "../entries/vectors.js";
import { hash } from "./fill.js";
import { writeAll } from "./outputs.js";
import { progress } from "./progress.js";
import { say } from "./say.js";
import { sentence, Unusable } from "./usable.js";
import { vectorsFrom } from "./vectors-args.js";

const DAY = 86_400_000;

export async function runVectors(words: readonly string[]): Promise<number> {
  // No other command needs it.
  const { COLUMNS, makeVectors, packFactors, secondsOf } = await import("../entries/vectors.js");
  const task = vectorsFrom(words, secondsOf, COLUMNS);
  const inputs = "factors" in task ? [task.factors] : task.files;
  if (inputs.some((file) => resolve(file) === resolve(task.out)))
    throw new Unusable(`${task.out} is a file that is read, and would be lost`);
  const { tell, end } = progress();
  const note = (text: string): void => {
    end();
    say(text);
  };
  const date = Math.floor(Date.now() / DAY);
  try {
    const made =
      "factors" in task
        ? await packFactors(task.factors, { ...task.options, date, note })
        : await makeVectors(task.files, { ...task.options, date, note, tell });
    end();
    for (const line of report(made)) say(line);
    writeAll(new Map([[task.out, made.file]]));
    say(written(task.out, made));
    say(`  in the manifest: "vectors": ${JSON.stringify(`/${basename(task.out)}#${hash(made.file)}`)}`);
    return 0;
  } catch (thrown) {
    end();
    throw thrown instanceof Unusable ? thrown : new Unusable(sentence(thrown));
  }
}

/** Why nothing was chosen or judged on held-out readers. */
const UNJUDGED: Readonly<Record<Made["method"], string>> = {
  als: ", which suit most: there are too few readers to hold some out",
  counts: ", which suit most: without rows of readers nobody can be held out",
  texts: ", which suit most: without readers nobody can be held out",
  elsewhere: "",
};

const share = (number: number): string => number.toFixed(4).padStart(7);

function report({ method, tried, fit, judged, heldOut, items }: Made): string[] {
  const settings = `λ ${fit.regularisation}${fit.perEvent ? " by event" : ""}, α ${fit.alpha}`;
  if (!judged) return [`${settings}${UNJUDGED[method]}`];
  const row = (name: string, { ndcg, recall }: { ndcg: number; recall: number }): string =>
    `${share(ndcg)}   ${share(recall)}   ${name}`;
  const most = Math.max(...tried.map(({ times }) => times));
  return [
    `chosen of ${tried.length} settings on held-out readers: ${settings}`,
    ...tried
      .filter(({ times }) => times === most)
      .map((one) => `  λ ${one.fit.regularisation}, α ${one.fit.alpha}: nDCG@10 ${one.ndcg.toFixed(4)}`),
    `judged by ${heldOut} other readers:`,
    "nDCG@10   Recall@20",
    row(`these vectors (${method})`, judged.own),
    ...(judged.ease ? [row(`EASE, λ ${judged.ease.regularisation}`, judged.ease)] : []),
    row("popularity", judged.popularity),
    ...(judged.ease ? [] : [`EASE is not compared with: its table for ${items} items would be too large`]),
  ];
}

function written(out: string, { file, items, dims }: Made): string {
  const small = brotliCompressSync(file).length;
  return `${out}: ${items} items of ${dims} numbers, ${file.length} bytes, ${small} after brotli`;
}
