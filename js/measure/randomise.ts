/** Randomised response: an answer that may be somebody else's, so that no single one says anything for sure, while many say how often
 *  each is true. */

import { checkWhole } from "./whole.js";

/** An answer as it may be told, and how it was made: `npx tailorbird analyze` takes the chance out again. */
export interface RandomisedAnswer {
  /** The answer, true or not. */
  readonly answer: number;
  /** How many answers there are. */
  readonly answers: number;
  readonly epsilon: number;
  /** How likely an answer is the true one. */
  readonly truth: number;
}

/** The most that one answer may give away: at 10 it is true 9,999 times of 10,000, which hides nobody. */
const MOST = 10;
const ANSWERS = 1000;
/** So many different chances there are. */
const CHANCES = 2 ** 32;

/** Randomises one of several answers: it stays with the probability e^ε / (e^ε + k − 1), and is else any of the others (k-ary randomised
 *  response; Warner 1965; Kairouz, Bonawitz and Ramage: Discrete distribution estimation under local privacy, ICML 2016).
 *
 *  Answers about the same thing add up: ε of two is the sum of theirs. So it is done once for each person and question.
 *
 *  @param answer From 0.
 *  @param chance 32 bits that nobody knows. Default: of the platform.
 *  @throws TypeError if there is no such answer, or ε is not above 0 and at most 10. */
export function randomise(
  answer: number,
  { answers = 2, epsilon }: { readonly answers?: number; readonly epsilon: number },
  chance: () => number = platform,
): RandomisedAnswer {
  checkWhole("answers", answers, 2, ANSWERS);
  checkWhole("answer", answer, 0, answers - 1);
  if (!(epsilon > 0 && epsilon <= MOST)) throw new TypeError(`epsilon is above 0 and at most ${MOST}, not ${epsilon}`);
  const grown = Math.exp(epsilon);
  const truth = grown / (grown + answers - 1);
  // Twice as many chances as one number has, because the rarest answer of many is rarer than that.
  const drawn = (chance() + chance() / CHANCES) / CHANCES;
  if (drawn < truth) return { answer, answers, epsilon, truth };
  // What is left of the chance says which of the others.
  const other = Math.min(Math.floor(((drawn - truth) / (1 - truth)) * (answers - 1)), answers - 2);
  return { answer: other < answer ? other : other + 1, answers, epsilon, truth };
}

const platform = (): number => crypto.getRandomValues(new Uint32Array(1))[0] as number;
