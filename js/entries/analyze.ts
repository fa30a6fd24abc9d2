/** `tailorbird/analyze`: sums that a site counted become conclusions, and experiments are planned. In browsers and in Node. */

export { analyze, Reading } from "../analysis/analyze.js";
export { chart } from "../analysis/chart.js";
export { chartPage } from "../analysis/chart-page.js";
export { plan } from "../analysis/plan.js";
export type * from "../types/analysis.js";
