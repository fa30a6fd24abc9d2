/** `tailorbird/learn`: the prior of a slot that learns from a log, and what such a slot would have earned on one. For tools that run in
 *  Node. */

export type { Earned, Estimate, Evaluation } from "../learn/answer.js";
export {
  columnsFor,
  evaluate,
  fingerprint,
  type LearnOptions,
  type Prior,
  type Trained,
  train,
} from "../learn/learn.js";
export { withoutPrior, withPrior } from "../learn/write.js";
