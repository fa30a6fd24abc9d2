/** Parses the arguments of `tailorbird vectors FILE...`. */

import type { MakeOptions, PackOptions } from "../entries/vectors.js";
import { columnsFrom } from "./columns.js";
import { Misunderstood } from "./usable.js";
import { optionsFrom } from "./words.js";

export const VECTORS = `  tailorbird vectors FILE... -o OUT.vectors [OPTIONS]
                                      trains item vectors for recommendations; rows have unit and item,
                                      and may have weight and time; or i, j and n, the counts of pairs
                                      that \`tailorbird sql --for pairs\` makes; or item and text; as
                                      comma-separated values, JSON lines or Parquet
    --columns NAMES        what the site calls them, as unit=user_id,item=movie
    --method NAME          als (least squares), counts or texts; default: what the columns allow
    --dims N               32 or 64 numbers a vector; default: 64
    --bits N               8 or 4 bits a number; default: 8
    --min-readers N        items and pairs with fewer readers are left out; default: 5
    --half-life TIME       an event counts half after so long, as 90d; default: all count the same
  tailorbird vectors --factors PATH -o OUT.vectors --regularisation N [OPTIONS]
                                      packs vectors made elsewhere: a folder or file of Parquet with id and
                                      features, as Spark writes it, .npy with --ids, or word2vec's text
    --regularisation N     the λ that they were trained with
    --per NAME             user (once) or event (times a reader's events, as Spark does); default: user
    --alpha N              the weight of an event, as in 1 + α·weight; default: 1
    --ids FILE             the names of the rows of .npy, one in each line`;

interface Output {
  readonly out: string;
}
export interface Making extends Output {
  readonly files: readonly string[];
  readonly options: Omit<MakeOptions, "date">;
}
export interface Packing extends Output {
  readonly factors: string;
  readonly options: Omit<PackOptions, "date">;
}

const TRAINING = ["--columns", "--method", "--dims", "--min-readers", "--half-life"];
const PACKING = ["--regularisation", "--per", "--alpha", "--ids"];
const BOTH = ["-o", "--bits", "--factors"];

/** @param secondsOf Of a time such as 90d. @param known The names of columns. */
export function vectorsFrom(
  words: readonly string[],
  secondsOf: (text: string) => number | undefined,
  known: readonly string[],
): Making | Packing {
  const { files, options } = optionsFrom(words, [...TRAINING, ...PACKING, ...BOTH]);
  const { "-o": out, "--factors": factors } = options;
  if (!out) throw new Misunderstood("vectors needs -o and a file to write");
  const strange = (factors === undefined ? PACKING : TRAINING).find((name) => name in options);
  if (strange) throw new Misunderstood(`${strange} is ${factors === undefined ? "only" : "not"} for --factors`);
  const bits = numberOf(options, "--bits", [8, 4]) as 8 | 4;
  if (factors !== undefined) {
    if (files.length > 0) throw new Misunderstood(`--factors takes the place of files: ${files.join(", ")}`);
    return { factors, out, options: { bits, ids: options["--ids"], fit: fitFrom(options) } };
  }
  if (files.length === 0) throw new Misunderstood("vectors takes files");
  return {
    files,
    out,
    options: {
      bits,
      dims: numberOf(options, "--dims", [64, 32]) as 64 | 32,
      method: methodFrom(options["--method"]),
      minReaders: positive(options, "--min-readers", 5, true),
      halfLife: halfLifeFrom(options["--half-life"], secondsOf),
      columns: columnsFrom(options["--columns"], known, "unit=user_id"),
    },
  };
}

type Options = Readonly<Record<string, string>>;

/** One of some numbers; the first of them where nobody says. */
function numberOf(options: Options, name: string, known: readonly number[]): number {
  const text = options[name] ?? `${known[0]}`;
  const found = known.find((one) => `${one}` === text);
  if (found === undefined) throw new Misunderstood(`${name} takes ${known.join(" or ")}, not ${text}`);
  return found;
}

function positive(options: Options, name: string, otherwise: number | undefined, isWhole = false): number {
  const text = options[name] ?? otherwise?.toString();
  if (text === undefined) throw new Misunderstood(`${name} is missing`);
  const number = text.trim() ? Number(text) : Number.NaN;
  if (!(number > 0 && Number.isFinite(Math.fround(number))) || (isWhole && !Number.isInteger(number)))
    throw new Misunderstood(`${name} takes a ${isWhole ? "whole " : ""}number above 0, not ${text}`);
  return number;
}

function methodFrom(text: string | undefined): "als" | "counts" | "texts" | undefined {
  if (text === undefined || text === "als" || text === "counts" || text === "texts") return text;
  throw new Misunderstood(`--method takes als, counts or texts, not ${text}`);
}

function halfLifeFrom(text: string | undefined, secondsOf: (text: string) => number | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = secondsOf(text);
  if (seconds === undefined) throw new Misunderstood(`--half-life takes a time such as 90d, not ${text}`);
  return seconds;
}

function fitFrom(options: Options): PackOptions["fit"] {
  const per = options["--per"] ?? "user";
  if (per !== "user" && per !== "event") throw new Misunderstood(`--per takes user or event, not ${per}`);
  return {
    regularisation: positive(options, "--regularisation", undefined),
    alpha: positive(options, "--alpha", 1),
    perEvent: per === "event",
  };
}
