/** What is printed of a prior that was trained, and of a slot that was evaluated. */

import type { Earned, Estimate, Evaluation, Trained } from "../entries/learn.js";
import { table as aligned } from "./analyze-table.js";
import { wrapped } from "./table.js";

const whole = (value: number): string => Math.floor(value).toLocaleString("en");

/** With as many digits as the interval is wide. */
function cells({ value, interval }: Estimate): [value: string, between: string] {
  const wide = interval[1] - interval[0];
  const digits = wide > 0 ? Math.min(Math.max(1 - Math.floor(Math.log10(wide)), 2), 8) : 4;
  return [value.toFixed(digits), interval.map((end) => end.toFixed(digits)).join(" to ")];
}

const log = ({ rows, views, units }: Evaluation): string =>
  `${whole(views)} views${rows < views ? ` in ${whole(rows)} rows` : ""}${units === undefined ? "" : ` of ${whole(units)} readers`}`;

function name({ way }: Earned, prior: string, best: string): string {
  return { prior, learning: "and as it learns on each device", fixed: `“${best}” for everybody`, uniform: "chance" }[
    way
  ];
}

export function trainedLines(trained: Trained): string[] {
  const { worth, isChosen, hasPropensities, ways, best, conclusion } = trained;
  const how = isChosen ? "chosen by readers who were held out" : "no reader has two views that could choose it";
  const rows = ways.map((one) => [name(one, "such a prior", best), ...cells(one.dr), `${whole(one.effective)} views`]);
  return [
    `${log(trained)}; the prior is worth ${whole(worth)} views to one device: ${how}`,
    ...(hasPropensities
      ? []
      : ["no propensities: variants are taken to be drawn as often as the log has them, whatever the features"]),
    "what readers who were held out would have brought, for each view:",
    ...aligned([["", "reward", "95 %", "as good as"], ...rows]),
    ...ended(trained, conclusion),
  ];
}

export function evaluationLines(evaluation: Evaluation, isOwn: boolean): string[] {
  const { ways, best, logged, conclusion } = evaluation;
  const [earned, between] = cells(logged);
  const rows = ways.map((one) => [
    name(one, "this slot, before it learns", best),
    ...[one.ips, one.snips, one.dr].flatMap(cells),
    `${whole(one.effective)} views`,
  ]);
  return [
    `${log(evaluation)}, which brought ${earned} each (${between})`,
    "what they would have brought otherwise, for each view:",
    ...aligned([["", "IPS", "95 %", "SNIPS", "95 %", "DR", "95 %", "as good as"], ...rows]),
    ...ended(evaluation, conclusion),
    ...(isOwn
      ? wrapped(
          "! The prior was trained on this very log, which flatters it: what it is worth to others, training says.",
          "  ",
          "    ",
        )
      : []),
  ];
}

function ended({ best, default: own }: Evaluation, conclusion: string): string[] {
  const advice =
    best === own ? [] : wrapped(`! “${best}” is best for everybody, and “${own}” is the default.`, "  ", "    ");
  return [...wrapped(`= ${conclusion}`, "  ", "    "), ...advice];
}
