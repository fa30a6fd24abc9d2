/** Parses the arguments of `tailorbird analyze FILE...`. */

import type { AnalyzeOptions } from "../entries/analyze.js";
import { Misunderstood } from "./usable.js";
import { numberFrom } from "./words.js";

export const ANALYZE = `  tailorbird analyze FILE... [OPTIONS]  says what the sums of an experiment allow to be concluded
    --control ARM          the arm that the others are compared with; default: the first of the table
    --once                 it is looked at once, at an end that was planned; default: any number of times
    --alpha N              how often an effect is found where there is none; default: 0.05
    --tuning N             the units at which intervals for any number of looks are tightest; default: 5000
    --prior MEAN,SD        what was believed of lifts beforehand; default: nothing
    --weights WEIGHTS      how many units each arm should get, as a=2,b=1; default: equally many
    --less METRICS         metrics of which less is better; '' is the one of a table without metrics
    --guardrail METRIC=N   it may not lose more than this share, as signup=0.02; may be repeated
    --epsilon N            the privacy budget of randomised answers, where the table has no column for it
    --private-arm          the arm was randomised together with the answer
    --json FILE            writes everything that was found
    --chart FILE           draws it: an .svg, or an .html with the table beside it`;

export interface Analyzing {
  readonly files: readonly string[];
  readonly options: AnalyzeOptions;
  readonly json: string | undefined;
  readonly chart: string | undefined;
}

/** A name with a number. */
function pairFrom(option: string, text: string): [name: string, value: number] {
  const at = text.lastIndexOf("=");
  if (at < 0) throw new Misunderstood(`${option} takes a name and a number, as a=0.5, not ${text}`);
  return [text.slice(0, at), numberFrom(option, text.slice(at + 1))];
}

function priorFrom(option: string, text: string): { mean: number; sd: number } {
  const [mean, sd, ...more] = text.split(",").map((part) => numberFrom(option, part));
  if (mean === undefined || sd === undefined || more.length) throw new Misunderstood(`${option} takes MEAN,SD`);
  return { mean, sd };
}

type Given = { -readonly [Name in keyof AnalyzeOptions]: AnalyzeOptions[Name] };

const FLAGS: Readonly<Record<string, (given: Given) => void>> = {
  "--once": (given) => {
    given.once = true;
  },
  "--private-arm": (given) => {
    given.privateArm = true;
  },
};

const OPTIONS: Readonly<Record<string, (given: Given, text: string) => void>> = {
  "--control": (given, text) => {
    given.control = text;
  },
  "--alpha": (given, text) => {
    given.alpha = numberFrom("--alpha", text);
  },
  "--tuning": (given, text) => {
    given.tuning = numberFrom("--tuning", text);
  },
  "--epsilon": (given, text) => {
    given.epsilon = numberFrom("--epsilon", text);
  },
  "--prior": (given, text) => {
    given.prior = priorFrom("--prior", text);
  },
  "--weights": (given, text) => {
    given.weights = Object.fromEntries(text.split(",").map((part) => pairFrom("--weights", part)));
  },
  "--less": (given, text) => {
    given.less = [...(given.less ?? []), ...text.split(",")];
  },
  "--guardrail": (given, text) => {
    given.guardrails = { ...given.guardrails, ...Object.fromEntries([pairFrom("--guardrail", text)]) };
  },
};

export function analyzingFrom(words: readonly string[]): Analyzing {
  const files: string[] = [];
  const options: Given = {};
  const outputs: Record<string, string> = {};
  const waiting = [...words];
  const next = (option: string): string => {
    const value = waiting.shift();
    if (value === undefined || value.startsWith("--")) throw new Misunderstood(`${option} needs a value`);
    return value;
  };
  for (let word = waiting.shift(); word !== undefined; word = waiting.shift())
    if (Object.hasOwn(FLAGS, word)) FLAGS[word]?.(options);
    else if (Object.hasOwn(OPTIONS, word)) OPTIONS[word]?.(options, next(word));
    else if (word === "--json" || word === "--chart") outputs[word] = next(word);
    else if (word.startsWith("-")) throw new Misunderstood(`there is no option \`${word}\``);
    else files.push(word);
  if (files.length === 0) throw new Misunderstood("analyze takes one file or several");
  const { "--json": json, "--chart": chart } = outputs;
  if (chart !== undefined && !/\.(svg|html)$/.test(chart))
    throw new Misunderstood(`--chart takes a file with the ending .svg or .html, not ${chart}`);
  return { files, options, json, chart };
}
