/** Entry `tailorbird/randomise`: an answer that tells nothing for sure. */

export { type RandomisedAnswer, randomise } from "../measure/randomise.js";
