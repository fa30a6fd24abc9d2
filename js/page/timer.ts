/** A timer for a moment that may be far away. Timers stop while a device sleeps: whoever waits looks again when the page is seen
 *  again (`js/context/follow.ts`). */

/** The longest delay, in milliseconds: browsers keep it in a signed 32-bit number and fire at once when it does not fit. */
const LONGEST = 2 ** 31 - 1;

/** The shortest delay, in milliseconds, so that a clock slower than the browser's is not asked all the time. */
const SHORTEST = 20;

/** Calls `done` at `moment`, and answers a function that cancels the timer.
 *  @param now The clock, in milliseconds since 1970. */
export function waitUntil(moment: number, now: () => number, done: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;

  const arm = (): void => {
    clearTimeout(timer);
    timer = setTimeout(check, Math.min(Math.max(moment - now(), SHORTEST), LONGEST));
    // A process on a server does not wait for it.
    (timer as { unref?: () => void }).unref?.();
  };
  const check = (): void => {
    if (now() < moment) arm();
    else done();
  };

  arm();
  return () => clearTimeout(timer);
}
