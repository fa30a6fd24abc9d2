/** What the machine says of ways to choose, with names. */

import type { Slot } from "./slot.js";

/** What was found, and between what it lies in 95 of 100 logs. */
export interface Estimate {
  readonly value: number;
  readonly interval: readonly [low: number, high: number];
}

export const WAYS = ["prior", "learning", "fixed", "uniform"] as const;

/** What one way of choosing would have brought, for each view. */
export interface Earned {
  /** The prior as it is, the same as it learns (where the log has units), the variant that is best for everybody, or chance. */
  readonly way: (typeof WAYS)[number];
  /** So many views of the way itself would tell as much. */
  readonly effective: number;
  readonly ips: Estimate;
  readonly snips: Estimate;
  readonly dr: Estimate;
  /** How much more it is than the variant that is best for everybody, by `dr`. */
  readonly more: Estimate;
}

export interface Evaluation {
  readonly slot: string;
  readonly rows: number;
  readonly views: number;
  /** How many readers; absent where the log has no units. */
  readonly units?: number;
  /** The variant that is best for everybody. */
  readonly best: string;
  readonly default: string;
  /** What was brought in truth by what was shown. */
  readonly logged: Estimate;
  readonly ways: readonly Earned[];
  /** One sentence that says what may be concluded. */
  readonly conclusion: string;
}

/** Reads an answer from some place on. */
export class Answer {
  private at = 0;

  constructor(private readonly numbers: Float64Array) {}

  get isOver(): boolean {
    return this.at >= this.numbers.length;
  }

  number(): number {
    this.at += 1;
    return this.numbers[this.at - 1] ?? 0;
  }

  estimate(): Estimate {
    return { value: this.number(), interval: [this.number(), this.number()] };
  }
}

type Told = Pick<Evaluation, "best" | "logged" | "ways">;

export function toldBy(answer: Answer, slot: Slot): Told {
  const best = slot.variants[answer.number()] ?? "";
  const logged = answer.estimate();
  const ways: Earned[] = [];
  while (!answer.isOver) {
    const way = WAYS[answer.number()] ?? "uniform";
    const effective = answer.number();
    const [ips, snips, dr, more] = [answer.estimate(), answer.estimate(), answer.estimate(), answer.estimate()];
    ways.push({ way, effective, ips, snips, dr, more });
  }
  return { best, logged, ways };
}
