/** Entry `tailorbird/aggregate`: reports of which two servers together learn the sum, and each alone nothing. */

export { type AggregateTask, divideReport, type ReportShares } from "../measure/shares.js";
