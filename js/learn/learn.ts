/** Files of a log and a compiled manifest → the prior of a slot, or what the slot would have earned. */

import { createHash } from "node:crypto";
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { basename } from "node:path";
import { Fault } from "../logs/fault.js";
import { ownName, type Renamed } from "../vectors/names.js";
import { readTable } from "../vectors/table.js";
import { Answer, type Evaluation, toldBy } from "./answer.js";
import { columnsOf } from "./columns.js";
import { concluded } from "./conclusion.js";
import { Machine } from "./machine.js";
import { Rows } from "./rows.js";
import { openSlot, type Slot } from "./slot.js";

export interface LearnOptions {
  /** A compiled manifest, as `compile` of `tailorbird/author` gives it. */
  readonly program: Uint8Array;
  readonly slot: string;
  /** What the site calls the columns: `{ variant: "arm" }`. */
  readonly columns?: Renamed;
  /** Hears how far something has come. */
  readonly tell?: (what: string, done: number, of: number) => void;
}

/** What `choose.prior` of a slot takes. */
export interface Prior {
  readonly noise: number;
  readonly features: number;
  readonly variants: Readonly<Record<string, string>>;
  readonly trained: string;
}

/** A prior, and what such priors bring to readers who had no part in them. */
export interface Trained extends Evaluation {
  readonly prior: Prior;
  /** How many views it is worth to one device. */
  readonly worth: number;
  /** Whether readers who were held out chose that. Else no reader has two views. */
  readonly isChosen: boolean;
  /** Whether the log says how likely variants were. Else they are taken to be as likely as they are frequent. */
  readonly hasPropensities: boolean;
}

/** Trains the prior of a slot. Throws an error with file, row and column if something is wrong in a file. */
export async function train(files: readonly string[], options: LearnOptions): Promise<Trained> {
  const { machine, slot, rows, isCounted } = await readAll(files, options, false);
  options.tell?.("training", 0, 1);
  machine.train(isCounted);
  const answer = new Answer(machine.answer());
  const [noise, worth, isChosen] = [answer.number(), answer.number(), answer.number() === 1];
  const bytes = Buffer.from(machine.answerBytes());
  const size = bytes.length / slot.variants.length;
  const texts = slot.variants.map((name, place) => [
    name,
    bytes.subarray(place * size, (place + 1) * size).toString("base64"),
  ]);
  const told = toldBy(answer, slot);
  const trained = `${files.map((file) => basename(file)).join(", ")}: ${summary(rows)}, log ${fingerprint(files)}`;
  return {
    prior: { noise: Number(noise.toPrecision(6)), features: slot.form, variants: Object.fromEntries(texts), trained },
    worth,
    isChosen,
    hasPropensities: rows.hasPropensities,
    ...evaluation(slot, rows, told, concluded("such a prior", told.best, told.ways)),
  };
}

/** Evaluates a slot with the prior that it has, on a log whose propensities are known. */
export async function evaluate(files: readonly string[], options: LearnOptions): Promise<Evaluation> {
  const { machine, slot, rows, isCounted } = await readAll(files, options, true);
  options.tell?.("evaluating", 0, 1);
  machine.evaluate(isCounted);
  const told = toldBy(new Answer(machine.answer()), slot);
  const what = slot.hasPrior ? "this slot with its prior" : "this slot, which has no prior,";
  return evaluation(slot, rows, told, concluded(what, told.best, told.ways));
}

/** The columns that a log of a slot may have, by the names that `columns` gives others to. */
export function columnsFor({ program, slot }: Pick<LearnOptions, "program" | "slot">): string[] {
  return columnsOf(slotIn(new Machine(), program, slot));
}

/** Stands in what a prior was trained from, so that nobody takes what it has seen for a proof. */
export function fingerprint(files: readonly string[]): string {
  const hash = createHash("sha256");
  const piece = new Uint8Array(PIECE);
  for (const file of files) {
    const handle = openSync(file, "r");
    for (let read = PIECE; read > 0; hash.update(piece.subarray(0, read))) read = readSync(handle, piece);
    closeSync(handle);
  }
  return hash.digest("hex").slice(0, 12);
}

/** So many bytes are read at a time. */
const PIECE = 1_048_576;

function slotIn(machine: Machine, program: Uint8Array, name: string): Slot {
  const slot = openSlot(machine, program, name);
  if (!slot) throw new Error(`there is no slot “${name}” that chooses by “bandit”`);
  return slot;
}

async function readAll(files: readonly string[], options: LearnOptions, needsPropensities: boolean) {
  const [first] = files;
  if (first === undefined) throw new Error("there is no file");
  const machine = new Machine();
  const slot = slotIn(machine, options.program, options.slot);
  const renamed = options.columns ?? {};
  const rows = new Rows(slot, renamed, needsPropensities);
  const own = (name: string): string => ownName(renamed, name);
  const wanted = columnsOf(slot).map(own);
  const twice = wanted.find((name, place) => wanted.indexOf(name) !== place);
  if (twice !== undefined) throw new Fault(first, "two columns would have this name", 1, twice);
  const size = files.reduce((sum, file) => sum + statSync(file).size, 0);
  let read = 0;
  const heard = (bytes: number): void => {
    read += bytes;
    options.tell?.("reading", read, size);
  };
  for (const file of files) {
    const begin = (columns: readonly string[]) => rows.taker(file, columns);
    await readTable(file, { wanted, optional: [], begin, heard });
  }
  return { machine, slot, rows, isCounted: rows.hand(machine, first) };
}

const summary = ({ views, hasUnits, units }: Rows): string =>
  `${Math.round(views)} views${hasUnits ? ` of ${units.size} readers` : ""}`;

function evaluation(slot: Slot, rows: Rows, told: ReturnType<typeof toldBy>, conclusion: string): Evaluation {
  return {
    slot: slot.name,
    rows: rows.count,
    views: rows.views,
    ...(rows.hasUnits && { units: rows.units.size }),
    default: slot.variants.at(-1) ?? "",
    ...told,
    conclusion,
  };
}
