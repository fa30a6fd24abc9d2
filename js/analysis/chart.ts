/** An analysis as a drawing (SVG): arms side by side, and intervals over time. Light and dark, as the reader likes it. */

import type { Analysis, Comparison, ExperimentSummary, MetricSummary, Range } from "../types/analysis.js";
import { intervalOf } from "./compare.js";
import { percent } from "./conclude.js";
import { type Scale, scale } from "./scale.js";

/** Text for XML. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']|[^\P{Cc}\t\n]/gu, (letter) => ENTITIES[letter] ?? " ");
const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Told apart by form as well, for those who see no difference between colours. */
const LIGHT = ["#1d5fb4", "#b0421a", "#1b7345", "#7439ad", "#7a6000", "#ad1f6b"];
const DARK = ["#7db4ff", "#ff9e73", "#6fd39b", "#c79bff", "#e3c75c", "#ff8ec4"];
const FORMS = [
  "M-5 0A5 5 0 1 0 5 0A5 5 0 1 0-5 0Z",
  "M-4.5-4.5H4.5V4.5H-4.5Z",
  "M0-6L5.5 4.5H-5.5Z",
  "M0-6L6 0L0 6L-6 0Z",
  "M-5.5-4.5H5.5L0 6Z",
  "M-6-2H-2V-6H2V-2H6V2H2V6H-2V2H-6Z",
];

const colours = (all: readonly string[]): string => all.map((colour, place) => `.c${place}{color:${colour}}`).join("");
const STYLE =
  `text{font:14px system-ui,sans-serif;fill:#1b1b1f}.q{fill:#55555f}.h{font-weight:600}.g{stroke:#dcdce2}.z{stroke:#6d6d78}.b{fill:#fff}` +
  `${colours(LIGHT)}@media(prefers-color-scheme:dark){text{fill:#ececf1}.q{fill:#a9a9b6}.g{stroke:#3a3a44}.z{stroke:#9a9aa8}.b{fill:#17171b}${colours(DARK)}}`;

const ROW = 30;
const EDGE = 16;
/** Of the drawing over time. */
const HIGH = 200;

type Options = Analysis["options"];

interface Pen {
  readonly width: number;
  readonly options: Options;
  readonly out: string[];
  y: number;
}

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
  `${experiment ? `Experiment ${experiment}: lifts` : "Lifts"} beside ${control}`;

function text(pen: Pen, x: number, words: string, { kind = "", anchor = "start", y = pen.y + 14 } = {}): void {
  const kinds = kind && ` class="${kind}"`;
  pen.out.push(`<text x="${round(x)}" y="${round(y)}"${kinds} text-anchor="${anchor}">${escaped(words)}</text>`);
}

const round = (value: number): string => String(Math.round(value * 10) / 10);

/** As much of a name as there is room for. */
const fitting = (words: string, room: number): string => {
  const letters = [...words];
  const count = Math.max(3, Math.floor(room / 7.6));
  return letters.length > count ? `${letters.slice(0, count - 1).join("")}…` : words;
};

function metricIn(pen: Pen, experiment: ExperimentSummary, metric: MetricSummary): void {
  const what = [experiment.experiment, metric.metric].filter(Boolean).join(": ") || "Result";
  const certain = pen.options.once || metric.kind === "switchback" ? "one look" : "any number of looks";
  text(pen, EDGE, fitting(what, pen.width - 2 * EDGE), { kind: "h" });
  pen.y += 22;
  const level = `${Number((100 * (1 - pen.options.alpha)).toPrecision(6))} %`;
  for (const words of lines(`Lift beside ${experiment.control}, ${level} intervals for ${certain}`, pen)) {
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

const liftOf = (one: Comparison, options: Options): readonly [number, Range] | undefined =>
  one.lift && [one.lift.estimate, intervalOf(one.lift, options)];

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

const tickOf = (share: number): string => `${share < 0 ? "−" : ""}${Number(Math.abs(100 * share).toPrecision(6))} %`;

function grid(pen: Pen, { ticks, at }: Scale, path: (at: number) => string): void {
  pen.out.push(`<path class="g" d="${ticks.map((tick) => path(at(tick))).join("")}"/>`);
  pen.out.push(`<path class="z" d="${path(at(0))}"/>`);
}

const mark = (place: number, x: number, y: number): string =>
  `<path transform="translate(${round(x)} ${round(y)})" fill="currentColor" d="${FORMS[place % FORMS.length]}"/>`;

function bar(pen: Pen, x: Scale, estimate: number, [low, high]: Range, y: number, place: number): void {
  const [from, to] = [x.at(low), x.at(high)].map(round);
  const ends = `M${from} ${y - 5}v10M${to} ${y - 5}v10M${from} ${y}H${to}`;
  const colour = place % LIGHT.length;
  pen.out.push(`<g class="c${colour}"><path stroke="currentColor" stroke-width="2" d="${ends}"/>`);
  pen.out.push(`${mark(place, x.at(estimate), y)}</g>`);
}

/** What was known at the end of each day: a band and a line for each arm. */
function overTime(pen: Pen, metric: MetricSummary): void {
  const { days } = metric;
  const arms = metric.comparisons.map(({ arm }) => arm);
  const series = arms.map((_, place) =>
    days.flatMap(({ comparisons }, day) => {
      const one = comparisons[place];
      const found = one && liftOf(one, pen.options);
      return found ? [{ day, estimate: found[0], interval: found[1] }] : [];
    }),
  );
  // The first days know so little that they would press the rest flat.
  const shown = series.flatMap((all) => all.slice(Math.floor(all.length / 5)).flatMap(({ interval }) => interval));
  const top = pen.y + 12;
  const bottom = top + HIGH;
  const y = scale(shown, [bottom, top], 5);
  const [left, right] = [EDGE + 58, pen.width - EDGE];
  const x = (day: number): number => left + (day / (days.length - 1)) * (right - left);
  const inside = (value: number): number => Math.min(bottom, Math.max(top, y.at(value)));
  grid(pen, y, (at) => `M${left} ${round(at)}H${right}`);
  for (const tick of y.ticks) text(pen, left - 8, tickOf(tick), { kind: "q", anchor: "end", y: y.at(tick) + 5 });
  for (const [place, all] of series.entries()) {
    const point = (day: number, value: number): string => `${round(x(day))} ${round(inside(value))}`;
    const upper = all.map(({ day, interval }) => point(day, interval[1]));
    const lower = all.map(({ day, interval }) => point(day, interval[0])).reverse();
    const line = all.map(({ day, estimate }) => point(day, estimate));
    if (!line.length) continue;
    pen.out.push(
      `<g class="c${place % LIGHT.length}"><path fill="currentColor" opacity=".16" d="M${[...upper, ...lower].join("L")}Z"/>`,
    );
    pen.out.push(`<path fill="none" stroke="currentColor" stroke-width="2" d="M${line.join("L")}"/>`);
    const last = all.at(-1);
    if (last) pen.out.push(mark(place, x(last.day), inside(last.estimate)));
    pen.out.push("</g>");
  }
  text(pen, left, days[0]?.day ?? "", { kind: "q", y: bottom + 18 });
  text(pen, right, days.at(-1)?.day ?? "", { kind: "q", anchor: "end", y: bottom + 18 });
  pen.y = bottom + 28;
  if (arms.length > 1) legend(pen, arms);
}

function legend(pen: Pen, arms: readonly string[]): void {
  for (const [place, arm] of arms.entries()) {
    pen.out.push(`<g class="c${place % LIGHT.length}">${mark(place, EDGE + 64, pen.y + 9)}</g>`);
    text(pen, EDGE + 78, fitting(arm, pen.width - 2 * EDGE - 78));
    pen.y += 22;
  }
}
