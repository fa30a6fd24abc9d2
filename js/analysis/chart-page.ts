/** An analysis as a page (HTML): the conclusion, the drawing for a phone and for a desk, and everything as a table. */

import type { Analysis, ArmSummary, Comparison, ExperimentSummary, MetricSummary } from "../types/analysis.js";
import { chart } from "./chart.js";
import { intervalOf } from "./compare.js";
import { percent, probability, share } from "./conclude.js";
import { escaped } from "./pen.js";

const STYLE =
  ":root{color-scheme:light dark}body{margin:0 auto;max-width:46rem;padding:1rem;font:1rem/1.5 system-ui,sans-serif;background:#fff;color:#1b1b1f}" +
  "h1{font-size:1.4rem}h2{font-size:1.15rem}svg{display:block;max-width:100%;height:auto}.phone{display:none}" +
  ".scroll{overflow-x:auto}table{border-collapse:collapse;margin:1rem 0;font-variant-numeric:tabular-nums}caption{text-align:start;font-weight:600}" +
  "th,td{padding:.3rem .9rem .3rem 0;text-align:end;border-bottom:1px solid #dcdce2;white-space:nowrap}th:first-child{text-align:start;white-space:normal;min-width:5rem}td:nth-child(2),th:nth-child(2){text-align:start}" +
  "@media(max-width:40rem){.phone{display:block}.desk{display:none}}" +
  "@media(prefers-color-scheme:dark){body{background:#17171b;color:#ececf1}th,td{border-color:#3a3a44}}";

export function chartPage(analysis: Analysis): string {
  const { experiments } = analysis;
  const named = experiments.map(({ experiment }) => experiment).filter(Boolean);
  const title = escaped(named.length ? `Experiment: ${named.join(", ")}` : "Experiment");
  const drawings = [
    [640, "desk"],
    [360, "phone"],
  ] as const;
  return (
    `<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>${title}</title>\n` +
    `<style>${STYLE}</style>\n<main>\n<h1>${title}</h1>\n` +
    `${experiments.map((one) => said(one, experiments.length > 1)).join("\n")}\n` +
    `${drawings.map(([width, kind]) => `<div class="${kind}">${chart(analysis, width)}</div>`).join("\n")}\n` +
    `${experiments.map((experiment) => tables(experiment, analysis)).join("\n")}\n</main>\n</html>\n`
  );
}

const said = ({ experiment, conclusion, warnings }: ExperimentSummary, several: boolean): string =>
  `<section>${several && experiment ? `<h2>${escaped(experiment)}</h2>` : ""}<p>${sentence(conclusion)}</p>` +
  `${warnings.length ? `<ul>${warnings.map((one) => `<li>${escaped(one)}</li>`).join("")}</ul>` : ""}</section>`;

/** Names in it stand between quotation marks. */
const sentence = (text: string): string => escaped(text).replace(/“([^”]*)”/g, "“<bdi>$1</bdi>”");

const tables = (experiment: ExperimentSummary, { options }: Analysis): string =>
  experiment.metrics.map((metric) => tableOf(experiment, metric, options)).join("\n");

const HEADING = ["arm", "verdict", "lift", "from", "to", "p", "mean", "units"];

function tableOf({ experiment }: ExperimentSummary, metric: MetricSummary, options: Analysis["options"]): string {
  const caption = escaped([experiment, metric.metric].filter(Boolean).join(": ") || "All arms");
  const head = HEADING.map((name) => `<th scope="col">${name}</th>`).join("");
  const rows = metric.arms.map((arm, place) => rowOf(arm, metric.comparisons[place - 1], metric, options)).join("");
  return (
    `<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption>` +
    `<thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`
  );
}

function rowOf(
  arm: ArmSummary,
  one: Comparison | undefined,
  { kind }: MetricSummary,
  options: Analysis["options"],
): string {
  const lift = one?.lift;
  const told = lift ? [lift.estimate, ...intervalOf(lift, options)].map(percent) : ["", "", ""];
  const isRate = kind === "proportion" || kind === "randomised" || kind === "switchback";
  const mean = isRate ? share(arm.mean) : String(Number(arm.mean.toPrecision(5)));
  const verdict = one ? (one.difference ? one.verdict : (one.silent ?? "")) : "control";
  const cells = [verdict, ...told, one ? probability(one.p) : "", mean, arm.n.toLocaleString("en")];
  const all = cells.map((cell) => `<td>${escaped(cell)}</td>`).join("");
  return `<tr><th scope="row">${named(arm.arm)}</th>${all}</tr>`;
}

/** A name, whose direction is its own. */
const named = (name: string): string => `<bdi>${escaped(name)}</bdi>`;
