/** Wrong usage, or a file that cannot be read or written. The message is a sentence. */

export class Unusable extends Error {}

export function usable<Answer>(action: () => Answer): Answer {
  try {
    return action();
  } catch (thrown) {
    throw new Unusable(thrown instanceof Error ? thrown.message : String(thrown));
  }
}
