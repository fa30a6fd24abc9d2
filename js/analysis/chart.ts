/** An analysis as a drawing (SVG): arms side by side, and intervals over time. Light and dark, as the reader likes it. */

import type { Analysis, ExperimentSummary, MetricSummary, Range } from "../types/analysis.js";
import { percent } from "./conclude.js";
import { overTime } from "./over-time.js";
import {
  EDGE,
  escaped,
  fitting,
  grid,
  isolated,
  LIGHT,
  liftOf,
  mark,
  type Pen,
  round,
  STYLE,
  text,
  tickOf,
} from "./pen.js";
import { type Scale, scale } from "./scale.js";

const ROW = 30;

/** @param width In pixels: 360 for a phone, 640 and more for a desk. */
export function chart(analysis: Analysis, width = 640): string {
  const pen: Pen = { width, options: analysis.options, out: [], y: EDGE };
  for (const experiment of analysis.experiments)
    for (const metric of experiment.metrics) metricIn(pen, experiment, metric);
  if (analysis.experiments.every(({ metrics }) => metrics.length === 0))
    text(pen, EDGE, "Nothing but units was counted.");
  const height = pen.y + EDGE;
  const title = analysis.experiments.map(titleOf).join("; ") || "An analysis";
  const description = analysis.experiments.map(({ conclusion }) => conclusion).join(" ");
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">` +
    `<title>${escaped(title)}</title><desc>${escaped(description)}</desc><style>${STYLE}</style>` +
    `<rect class="b" width="${width}" height="${height}"/>${pen.out.join("")}</svg>`
  );
}

const titleOf = ({ experiment, control }: ExperimentSummary): string =>
  `${experiment ? `Experiment ${experiment}: lifts` : "Lifts"} beside ${isolated(control)}`;

function metricIn(pen: Pen, experiment: ExperimentSummary, metric: MetricSummary): void {
  const what = [experiment.experiment, metric.metric].filter(Boolean).join(": ") || "Result";
  const certain = pen.options.once || metric.kind === "switchback" ? "one look" : "any number of looks";
  text(pen, EDGE, fitting(what, pen.width - 2 * EDGE), { kind: "h" });
  pen.y += 22;
  const level = `${Number((100 * (1 - pen.options.alpha)).toPrecision(6))} %`;
  const says = `Lift beside ${isolated(experiment.control)}, ${level} intervals for ${certain}`;
  // Whoever sees the drawing alone has to know.
  const flaw = experiment.conclusion.startsWith("Nothing may") ? experiment.conclusion : "";
  for (const words of [...lines(says, pen), ...(flaw ? lines(flaw, pen) : [])]) {
    text(pen, EDGE, words, { kind: "q" });
    pen.y += 20;
  }
  pen.y += 6;
  forest(pen, metric);
  if (metric.days.length > 1) overTime(pen, metric);
  pen.y += 18;
}

/** Broken where the drawing ends. */
function lines(words: string, { width }: Pen): string[] {
  const all = [""];
  for (const word of words.split(" ")) {
    const longer = `${all.at(-1)} ${word}`.trim();
    if (longer.length * 7 > width - 2 * EDGE) all.push(word);
    else all[all.length - 1] = longer;
  }
  return all;
}

/** One row for each arm: an interval, its estimate, and the numbers. */
function forest(pen: Pen, metric: MetricSummary): void {
  const rows = metric.comparisons.map((one) => ({ one, found: liftOf(one, pen.options) }));
  const narrow = pen.width < 500;
  const name = narrow ? 84 : 130;
  const [from, to] = [EDGE + name, pen.width - EDGE - (narrow ? 66 : 190)];
  const x = scale(
    rows.flatMap(({ found }) => (found ? found[1] : [])),
    [from, to],
    narrow ? 3 : 5,
  );
  const top = pen.y;
  const bottom = top + rows.length * ROW;
  grid(pen, x, (at) => `M${round(at)} ${top}V${bottom}`);
  for (const [place, { one, found }] of rows.entries()) {
    const y = top + (place + 0.5) * ROW;
    text(pen, EDGE, fitting(one.arm, name), { y: y + 5 });
    if (found) {
      const [estimate, [low, high]] = found;
      bar(pen, x, estimate, [low, high], y, place);
      const words = narrow ? percent(estimate) : `${percent(estimate)} (${percent(low)} to ${percent(high)})`;
      text(pen, pen.width - EDGE, words, { anchor: "end", y: y + 5 });
    } else text(pen, pen.width - EDGE, "nothing to tell", { kind: "q", anchor: "end", y: y + 5 });
  }
  for (const tick of x.ticks) text(pen, x.at(tick), tickOf(tick), { kind: "q", anchor: "middle", y: bottom + 16 });
  pen.y = bottom + 26;
}

function bar(pen: Pen, x: Scale, estimate: number, [low, high]: Range, y: number, place: number): void {
  const [from, to] = [x.at(low), x.at(high)].map(round);
  const ends = `M${from} ${y - 5}v10M${to} ${y - 5}v10M${from} ${y}H${to}`;
  const colour = place % LIGHT.length;
  pen.out.push(`<g class="c${colour}"><path stroke="currentColor" stroke-width="2" d="${ends}"/>`);
  pen.out.push(`${mark(place, x.at(estimate), y)}</g>`);
}
