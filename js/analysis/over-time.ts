/** Intervals over time: few arms in one drawing, and of more each in its own, with the same axes. */

import type { MetricSummary, Range } from "../types/analysis.js";
import { EDGE, fitting, grid, LIGHT, liftOf, mark, type Pen, round, text, tickOf } from "./pen.js";
import { scale } from "./scale.js";

/** Bands of more arms hide each other. */
const TOGETHER = 3;
const AXIS = 58;

interface Known {
  readonly at: number;
  readonly estimate: number;
  readonly interval: Range;
}

/** Where a drawing stands. */
interface Place {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export function overTime(pen: Pen, metric: MetricSummary): void {
  const { days, comparisons } = metric;
  const arms = comparisons.map(({ arm }) => arm);
  const series = arms.map((_, place) => knownOf(metric, place, pen));
  // The first days know so little that they would press the rest flat.
  const shown = series.flatMap((all) => all.slice(Math.floor(all.length / 5)).flatMap(({ interval }) => interval));
  const dates = [days[0]?.day ?? "", days.at(-1)?.day ?? ""] as const;
  const isFew = arms.length <= TOGETHER;
  const columns = isFew ? 1 : pen.width < 500 ? 2 : 3;
  const [wide, high] = [(pen.width - EDGE) / columns, isFew ? 200 : 84];
  const groups = isFew ? [arms.map((_, place) => place)] : arms.map((_, place) => [place]);
  for (const [count, group] of groups.entries()) {
    const left = EDGE + AXIS + (count % columns) * wide;
    const top = pen.y + (isFew ? 12 : 26);
    const place = { left, right: left + wide - EDGE - AXIS, top, bottom: top + high };
    if (!isFew) text(pen, left, fitting(arms[count] ?? "", wide - EDGE - AXIS), { y: top - 8 });
    panel(pen, place, series, group, shown);
    if ((count + 1) % columns === 0 || count === groups.length - 1) pen.y = place.bottom;
  }
  if (isFew) {
    text(pen, EDGE + AXIS, dates[0], { kind: "q", y: pen.y + 18 });
    text(pen, pen.width - EDGE, dates[1], { kind: "q", anchor: "end", y: pen.y + 18 });
  } else text(pen, EDGE + AXIS, `each from ${dates.join(" to ")}`, { kind: "q", y: pen.y + 24 });
  pen.y += 32;
  if (isFew && arms.length > 1) legend(pen, arms);
}

/** What was known of an arm at the end of each day; the days that nobody counted have their room. */
function knownOf({ days }: MetricSummary, place: number, pen: Pen): Known[] {
  const [first = 0, last = 1] = [days[0], days.at(-1)].map((one) => Date.parse(one?.day ?? ""));
  return days.flatMap(({ day, comparisons }) => {
    const one = comparisons[place];
    const found = one && liftOf(one, pen.options);
    const at = (Date.parse(day) - first) / (last - first);
    return found ? [{ at, estimate: found[0], interval: found[1] }] : [];
  });
}

function panel(
  pen: Pen,
  { left, right, top, bottom }: Place,
  series: readonly (readonly Known[])[],
  group: readonly number[],
  shown: readonly number[],
): void {
  const y = scale(shown, [bottom, top], group.length === series.length ? 5 : 2);
  grid(pen, y, (at) => `M${round(left)} ${round(at)}H${round(right)}`);
  for (const tick of y.ticks) text(pen, left - 8, tickOf(tick), { kind: "q", anchor: "end", y: y.at(tick) + 5 });
  const point = (at: number, value: number): string =>
    `${round(left + at * (right - left))} ${round(Math.min(bottom, Math.max(top, y.at(value))))}`;
  for (const place of group) {
    const all = series[place] ?? [];
    const last = all.at(-1);
    if (!last) continue;
    const band = [
      ...all.map(({ at, interval }) => point(at, interval[1])),
      ...all.map(({ at, interval }) => point(at, interval[0])).reverse(),
    ];
    const line = all.map(({ at, estimate }) => point(at, estimate));
    pen.out.push(
      `<g class="c${place % LIGHT.length}"><path fill="currentColor" opacity=".16" d="M${band.join("L")}Z"/>`,
      `<path fill="none" stroke="currentColor" stroke-width="2" d="M${line.join("L")}"/>`,
      `${mark(place, right, Math.min(bottom, Math.max(top, y.at(last.estimate))))}</g>`,
    );
  }
}

function legend(pen: Pen, arms: readonly string[]): void {
  for (const [place, arm] of arms.entries()) {
    pen.out.push(`<g class="c${place}">${mark(place, EDGE + AXIS + 6, pen.y + 9)}</g>`);
    text(pen, EDGE + AXIS + 20, fitting(arm, pen.width - 2 * EDGE - AXIS - 20));
    pen.y += 22;
  }
}
