/** A timer for a moment that may be far away: it fires at that moment, or as soon as the device wakes after it. */

/** The longest delay, in milliseconds: browsers keep it in a signed 32-bit number and fire at once when it does not fit. */
const LONGEST = 2 ** 31 - 1;

/** The shortest delay, in milliseconds, so that a clock slower than the browser's is not asked all the time. */
const SHORTEST = 20;

/** Calls `done` at `moment`, and answers a function that cancels the timer.
 *  @param now The clock, in milliseconds since 1970. */
export function waitUntil(moment: number, now: () => number, done: () => void): () => void {
  const page = globalThis.document;
  let timer: ReturnType<typeof setTimeout>;

  const arm = (): void => {
    clearTimeout(timer);
    timer = setTimeout(check, Math.min(Math.max(moment - now(), SHORTEST), LONGEST));
    // A process on a server does not wait for it.
    (timer as { unref?: () => void }).unref?.();
  };
  const check = (): void => {
    if (now() < moment) {
      arm();
    } else {
      stop();
      done();
    }
  };
  // Timers stop while a device sleeps, so the moment may be past when the page is seen again.
  const onVisible = (): void => {
    if (!page.hidden) check();
  };
  const stop = (): void => {
    clearTimeout(timer);
    page?.removeEventListener("visibilitychange", onVisible);
  };

  arm();
  page?.addEventListener("visibilitychange", onVisible);
  return stop;
}
