/** The public types of `tailorbird/analyze`: what may be asked about sums, and what is answered. */

import type { Problem } from "./manifest.js";

export type { Problem };

/** A table of sums: CSV text with a header, or its rows as objects. */
export type SumsTable = string | readonly Readonly<Record<string, unknown>>[];

export interface AnalyzeOptions {
  /** The arm that the others are compared with. Default: the first of the table. */
  readonly control?: string;
  /** How often an effect is found where there is none. Default: 0.05. */
  readonly alpha?: number;
  /** The table is looked at once, at an end that was planned. Default: false; it may be looked at any number of times. */
  readonly once?: boolean;
  /** The number of units at which intervals for any number of looks are tightest. Default: 5,000. */
  readonly tuning?: number;
  /** What was believed of lifts beforehand, as a normal distribution. Default: nothing. */
  readonly prior?: { readonly mean: number; readonly sd: number };
  /** How many units each arm should get, in proportion. Default: equally many. */
  readonly weights?: Readonly<Record<string, number>>;
  /** The metrics of which less is better. */
  readonly less?: readonly string[];
  /** The metrics that may not get worse by more than this share of the control. */
  readonly guardrails?: Readonly<Record<string, number>>;
  /** The privacy budget of randomised answers, where the table has no column for it. */
  readonly epsilon?: number;
  /** The arm was randomised together with the answer. Default: false. */
  readonly privateArm?: boolean;
}

/** From and to. */
export type Range = readonly [from: number, to: number];

/** A difference between an arm and the control. */
export interface Difference {
  readonly estimate: number;
  readonly error: number;
  readonly freedom: number;
  /** For one look at a planned end. */
  readonly p: number;
  readonly interval: Range;
  /** For any number of looks. Absent in a switchback, which is for one. */
  readonly always?: { readonly p: number; readonly interval: Range };
  /** With the prior. `risk`: what choosing the control, or the arm, costs on average. */
  readonly belief: {
    readonly chance: number;
    readonly mean: number;
    readonly interval: Range;
    readonly risk: { readonly control: number; readonly arm: number };
  };
}

export type Verdict = "better" | "worse" | "unclear";

export interface Comparison {
  readonly arm: string;
  readonly difference?: Difference;
  /** The difference as a share of the control's mean. */
  readonly lift?: Difference;
  /** Why there is no difference, or no lift. */
  readonly silent?: string;
  /** The p-value, allowing for the number of arms and metrics (Holm). */
  readonly p: number;
  readonly verdict: Verdict;
  /** Is the metric not worse by more than the margin? */
  readonly guardrail?: { readonly margin: number; readonly held: boolean; readonly p: number };
}

export interface ArmSummary {
  readonly arm: string;
  readonly n: number;
  readonly mean: number;
  /** The mean after what was known before was taken off (CUPED). */
  readonly adjusted?: number;
  /** Absent in a switchback, where hours and not units vary. */
  readonly interval?: Range;
  /** The probability that it is the best arm, under a flat prior. */
  readonly best?: number;
}

export interface MetricSummary {
  readonly metric: string;
  readonly kind: "proportion" | "mean" | "ratio" | "adjusted" | "randomised" | "switchback";
  /** Less is better. */
  readonly less: boolean;
  readonly arms: readonly ArmSummary[];
  readonly comparisons: readonly Comparison[];
  /** What was known at the end of each day. */
  readonly days: readonly { readonly day: string; readonly comparisons: readonly Comparison[] }[];
  /** By public dimension. The p-values allow for all cells of the experiment. */
  readonly cells: readonly {
    readonly dimension: string;
    readonly cell: string;
    readonly arms: readonly ArmSummary[];
    readonly comparisons: readonly Comparison[];
  }[];
  /** Of a switchback: blocks of neighbouring hours, and the p-value of the randomisation test. */
  readonly blocks?: number;
  readonly randomisation?: number;
}

/** Did every arm get its share? */
export interface Split {
  readonly arms: readonly { readonly arm: string; readonly n: number; readonly expected: number }[];
  readonly p: number;
  readonly always: number;
  readonly broken: boolean;
}

export interface ExperimentSummary {
  readonly experiment: string;
  readonly control: string;
  readonly split?: Split;
  readonly metrics: readonly MetricSummary[];
  /** What may be concluded, and what may not. */
  readonly conclusion: string;
  readonly warnings: readonly string[];
}

export interface Analysis {
  readonly experiments: readonly ExperimentSummary[];
  readonly options: Required<Pick<AnalyzeOptions, "alpha" | "once" | "tuning">>;
  /** If one is an error, there are no experiments. */
  readonly problems: readonly Problem[];
}

export interface PlanOptions {
  /** The mean without the change. Of a rate: between 0 and 1. */
  readonly base: number;
  /** The effect to be found, as a share of the mean. */
  readonly lift?: number;
  /** The standard deviation of a unit. Absent: the mean is a rate. */
  readonly sd?: number;
  /** Default: 0.05. */
  readonly alpha?: number;
  /** How often the effect is found where it is. Default: 0.8. */
  readonly power?: number;
  /** Default: 2. */
  readonly arms?: number;
  /** Units a day, of all arms together. */
  readonly perDay?: number;
  readonly days?: number;
  readonly tuning?: number;
  /** Answers are randomised with this privacy budget. */
  readonly epsilon?: number;
  /** Sessions in an hour of a switchback, and how much its hours vary by themselves, as a share. Default of `noise`: 0.05. */
  readonly switchback?: { readonly sessions: number; readonly noise?: number };
  /** When it is looked at, as shares of all units, rising to 1: for looks that are planned. */
  readonly looks?: readonly number[];
}

export interface Plan {
  /** Units in each arm, for one look at the end. */
  readonly units?: number;
  /** Units in each arm, for any number of looks. */
  readonly unitsAlways?: number;
  /** Days until then, if `perDay` is known. */
  readonly days?: number;
  readonly daysAlways?: number;
  /** The least lift that is found in `days`. */
  readonly smallestLift?: number;
  /** Hours of a switchback. */
  readonly hours?: number;
  /** For each planned look: how many standard errors an effect has to be from 0 (Lan and DeMets, α·t²). */
  readonly bounds?: readonly number[];
  readonly problems: readonly Problem[];
}
