/** What ends the command: a file that cannot be read or written, and arguments that nobody understands. */

/** The message is a sentence. */
export class Unusable extends Error {}

/** Arguments that cannot be understood. */
export class Misunderstood extends Unusable {}

export function usable<Answer>(action: () => Answer): Answer {
  try {
    return action();
  } catch (thrown) {
    throw new Unusable(thrown instanceof Error ? thrown.message : String(thrown));
  }
}
