/** Calls back when a moment has come, however far away it is and however long the device slept. */

/** Browsers keep a delay in a signed 32-bit number and fire at once when it does not fit. */
const LONGEST = 2 ** 31 - 1;

/** A clock that runs slower than the browser's is asked again, but not in every millisecond. */
const SHORTEST = 20;

/** Returns how to stop waiting. `now` says what time it is, in milliseconds since 1970. */
export function waitUntil(moment: number, now: () => number, done: () => void): () => void {
  const page = globalThis.document;
  let timer: ReturnType<typeof setTimeout>;

  const arm = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, Math.min(Math.max(moment - now(), SHORTEST), LONGEST));
  };
  const look = (): void => {
    if (now() < moment) {
      arm();
    } else {
      stop();
      done();
    }
  };
  // Timers stand still while a device sleeps, and the first glance at the page must be right again.
  const wake = (): void => {
    if (!page.hidden) look();
  };
  const stop = (): void => {
    clearTimeout(timer);
    page?.removeEventListener("visibilitychange", wake);
  };

  arm();
  page?.addEventListener("visibilitychange", wake);
  return stop;
}
