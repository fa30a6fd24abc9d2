/** Formats an analysis for a terminal. */

import type { Analysis, ArmSummary, Comparison, ExperimentSummary, MetricSummary, Split } from "../entries/analyze.js";
import { wrapped } from "./table.js";

export function report({ experiments, options }: Analysis): string {
  return experiments.map((one) => section(one, options)).join("\n\n");
}

type Options = Analysis["options"];

function section({ experiment, split, metrics, conclusion, warnings }: ExperimentSummary, options: Options): string {
  return [
    ...(experiment ? [experiment] : []),
    ...(split ? splitLines(split) : []),
    ...metrics.flatMap((metric) => metricLines(metric, options)),
    ...warnings.flatMap((warning) => wrapped(`! ${warning}`, "  ", "    ")),
    ...wrapped(`= ${conclusion}`, "  ", "    "),
  ].join("\n");
}

const whole = (value: number): string => value.toLocaleString("en", { maximumFractionDigits: 1 });
const share = (value: number): string => `${(100 * value).toFixed(Math.abs(value) < 0.1 ? 2 : 1)} %`;
const signed = (value: number): string => (value > 0 ? "+" : "") + share(value);
const plain = (value: number): string => String(Number(value.toPrecision(4)));
const probability = (p: number): string => (p < 0.0001 ? "< 0.0001" : p.toFixed(4));

function splitLines({ arms, p, always, broken }: Split): string[] {
  const rows = arms.map(({ arm, n, expected }) => [arm, whole(n), whole(expected)]);
  const verdict = `${broken ? "BROKEN" : "as it should be"}: p ${probability(p)}, at any look ${probability(always)}`;
  return [`  split ${verdict}`, ...table([["", "units", "expected"], ...rows])];
}

function metricLines(metric: MetricSummary, options: Options): string[] {
  const name = [metric.metric, metric.kind, metric.less && "less is better"].filter(Boolean).join(", ");
  const blocks =
    metric.blocks === undefined
      ? []
      : [`${metric.blocks} blocks, randomisation test p ${probability(metric.randomisation ?? 1)}`];
  return [
    `  ${[name, ...blocks].join("; ")}`,
    ...table([["", "units", "mean", "", "best"], ...metric.arms.map((arm) => armRow(arm, metric))]),
    ...table([HEADING, ...metric.comparisons.map((one) => comparisonRow(one, one.arm, options))]),
    ...cellLines(metric, options),
  ];
}

function armRow({ arm, n, mean, adjusted, interval, best }: ArmSummary, { kind }: MetricSummary): string[] {
  const write = kind === "mean" || kind === "ratio" || kind === "adjusted" ? plain : share;
  const shown = adjusted === undefined ? write(mean) : `${write(mean)}, adjusted ${write(adjusted)}`;
  return [
    arm,
    whole(n),
    shown,
    interval ? interval.map(write).join(" to ") : "",
    best === undefined ? "" : share(best),
  ];
}

const HEADING = ["", "lift", "between", "p", "chance", ""];

function comparisonRow(
  { arm, lift, difference, p, verdict, silent, guardrail }: Comparison,
  name: string,
  { once }: Options,
): string[] {
  const known = lift ?? difference;
  if (!known) return [name || arm, "–", silent ?? "", "", "", ""];
  const write = lift ? signed : plain;
  const [from, to] = once ? known.interval : (known.always ?? known).interval;
  const margin = guardrail ? `within ${share(guardrail.margin)}: ${guardrail.held ? "yes" : "not shown"}` : "";
  const between = `${write(from)} to ${write(to)}`;
  return [name, write(known.estimate), between, probability(p), share(known.belief.chance), margin || verdict];
}

function cellLines({ cells }: MetricSummary, options: Options): string[] {
  const dimensions = [...new Set(cells.map(({ dimension }) => dimension))];
  return dimensions.flatMap((dimension) => {
    const own = cells.filter((one) => one.dimension === dimension);
    const rows = own.flatMap(({ cell, comparisons }) =>
      comparisons.map((one) => comparisonRow(one, `${cell}: ${one.arm}`, options)),
    );
    return [`    by ${dimension}`, ...table([HEADING, ...rows])];
  });
}

/** Names on the left, numbers on the right. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, place) => Math.max(...rows.map((row) => (row[place] ?? "").length)));
  const last = widths.length - 1;
  return rows.map((row) =>
    `    ${row.map((cell, place) => (place === 0 || place === last ? cell.padEnd(widths[place] ?? 0) : cell.padStart(widths[place] ?? 0))).join("  ")}`.trimEnd(),
  );
}
