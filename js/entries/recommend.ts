/** Entry `tailorbird/recommend`: vectors of a catalogue and what a reader did → what to recommend, on the reader's own device. */

export { recommender } from "../recommend/recommender.js";
export type * from "../types/recommend.js";
