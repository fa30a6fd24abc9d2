/** `tailorbird train` and `tailorbird evaluate`: a log and a manifest → a prior in the manifest, or what a slot would have earned. */

import { resolve } from "node:path";
import { compile } from "../entries/author.js";
import type { Evaluation, LearnOptions, Trained } from "../entries/learn.js";
import { columnsFrom } from "./columns.js";
import { LEARN as HELP, type Learning, learningFrom } from "./learn-args.js";
import { evaluationLines, trainedLines } from "./learn-table.js";
import { optionsFor, rawOf, textOf } from "./manifest.js";
import { writeAll } from "./outputs.js";
import { progress } from "./progress.js";
import { say, tell, visible } from "./say.js";
import { sentence, Unusable } from "./usable.js";

export const LEARN = HELP;

/** No other command needs it. */
const load = () => import("../entries/learn.js");

export async function runTrain(words: readonly string[]): Promise<number> {
  const task = learningFrom("train", words);
  const { withPrior, withoutPrior, train } = await load();
  if (task.files.some((file) => resolve(file) === resolve(task.out)))
    throw new Unusable(`${task.out} is a file that is read, and would be lost`);
  const prints = task.out === "-";
  const note = prints ? (text: string) => console.error(visible(text)) : say;
  const text = rawOf(task.source);
  // The prior that is there may be one for features of before, with which the manifest is none.
  const program = await compiled(task, withoutPrior(text, task.slot), note);
  if (!program) return 1;
  const trained = await learned(task, program, train);
  for (const line of trainedLines(trained)) note(line);
  if (prints) {
    process.stdout.write(`${JSON.stringify(trained.prior, undefined, 2)}\n`);
    return 0;
  }
  const written = withPrior(text, task.slot, trained.prior);
  if (!(await compiled(task, written, note))) return 1;
  writeAll(new Map([[task.out, written]]));
  say(`${task.out}: has the prior of “${task.slot}”`);
  return 0;
}

export async function runEvaluate(words: readonly string[]): Promise<number> {
  const task = learningFrom("evaluate", words);
  const { evaluate, fingerprint } = await load();
  const text = textOf(task.source);
  const program = await compiled(task, text, task.json ? () => {} : say);
  if (!program) return 1;
  const evaluation = await learned(task, program, evaluate);
  const from: unknown = JSON.parse(text).slots[task.slot].choose.prior?.trained;
  const isOwn = typeof from === "string" && from.includes(`log ${fingerprint(task.files)}`);
  if (task.json) say(JSON.stringify({ ...evaluation, trainedOnThis: isOwn }));
  else for (const line of evaluationLines(evaluation, isOwn)) say(line);
  return 0;
}

/** The program of a manifest. Absent where it has an error, and that is told. */
async function compiled({ source }: Learning, text: string, note: (text: string) => void) {
  const { bytes, problems } = compile(text, await optionsFor(source, text, new Date(), note));
  const errors = problems.filter(({ severity }) => severity === "error");
  tell(source, text, errors);
  return errors.length > 0 ? undefined : bytes;
}

async function learned<Answer extends Evaluation | Trained>(
  { files, slot, columns }: Learning,
  program: Uint8Array,
  action: (files: readonly string[], options: LearnOptions) => Promise<Answer>,
): Promise<Answer> {
  const { columnsFor } = await load();
  const { tell, end } = progress();
  try {
    const known = columnsFor({ program, slot });
    return await action(files, { program, slot, columns: columnsFrom(columns, known, "variant=arm"), tell });
  } catch (thrown) {
    throw thrown instanceof Unusable ? thrown : new Unusable(sentence(thrown));
  } finally {
    end();
  }
}
