/** The adapter between consent managers and a page: the manager's state becomes a word for each of three purposes, and
 *  listeners are called only when one of them has changed. */

import type { ConsentSource, ConsentState, Purpose, Word } from "../types/index.js";

export type { ConsentSource };

/** For each purpose the manager's own names for it. Readers have to agree to all of them. */
export type Names<Name = string> = { readonly [P in Purpose]?: Name | readonly Name[] };

export const PURPOSES = ["remember", "learn", "measure"] as const;

/** The state of a manager whose reader has not answered. A manager that is not there has no state. */
export const UNDECIDED: ConsentState = { remember: "unknown", learn: "unknown", measure: "unknown" };

/** The state in which a purpose is denied if one of its names is, granted if all are, and otherwise unknown. */
export function stateFrom<Name>(names: Names<Name>, word: (name: Name) => Word | undefined): ConsentState {
  const state: { [P in Purpose]?: Word } = {};
  for (const purpose of PURPOSES) state[purpose] = all(([names[purpose] ?? []].flat() as Name[]).map(word));
  return state;
}

/** The state of a manager without an answer. If it had one before and has cleared it, what was granted is denied now. */
export function unanswered(before: ConsentState = UNDECIDED): ConsentState {
  const words = PURPOSES.map((purpose) => [purpose, before[purpose] === "granted" ? "denied" : before[purpose]]);
  return Object.fromEntries(words);
}

/** One word for several: denied if one of them is, and granted if all are. */
export function all(words: readonly (Word | undefined)[]): Word {
  if (words.includes("denied")) return "denied";
  return words.length > 0 && words.every((word) => word === "granted") ? "granted" : "unknown";
}

export const answered = (yes: unknown): Word => (yes === true ? "granted" : "denied");

/** Calls what may throw because it is the manager's or the site's own. */
export function attempt<Answer>(action: () => Answer): Answer | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

/** A source for `open`, which never throws into the page or the manager.
 *  @param read Answers the manager's state, or nothing while it is not there.
 *  @param watch Calls back whenever the state may have changed, and answers a function that ends this. */
export function source(
  read: () => ConsentState | undefined,
  watch: (onChange: () => void) => () => void,
): ConsentSource {
  return {
    get initial() {
      return attempt(read) ?? {};
    },
    subscribe(listener) {
      let last = "";
      let closed = false;
      const update = (): void => {
        const state = attempt(read);
        const words = PURPOSES.map((purpose) => state?.[purpose]).join();
        if (closed || !state || words === last) return;
        last = words;
        // A listener that throws would interrupt the manager.
        attempt(() => listener(state));
      };
      const stop = attempt(() => watch(update));
      update();
      return () => {
        const before = closed;
        closed = true;
        if (!before && stop) attempt(stop);
      };
    },
  };
}

type Interface = (command: string, ...rest: unknown[]) => void;

/** A source for the interfaces of the IAB: a global function that registers a listener, which is called with every event.
 *  @param find Answers the global, whatever it is.
 *  @param version The arguments after each command.
 *  @param stateOf Answers the state after an event, from the state before it. */
export function listenTo<Event extends { readonly listenerId?: number }>(
  find: () => unknown,
  version: readonly number[],
  stateOf: (event: Event, before: ConsentState | undefined) => ConsentState | undefined,
): ConsentSource {
  let newest: ConsentState | undefined;
  const api = (): Interface | undefined => {
    const found = find();
    return typeof found === "function" ? (found as Interface) : undefined;
  };
  return source(
    () => newest,
    (onChange) => {
      let id: number | undefined;
      let closed = false;
      const remove = (): void => {
        if (id !== undefined) api()?.("removeEventListener", ...version, () => {}, id);
      };
      const onEvent = (event: Event | undefined, success: boolean): void => {
        id = event?.listenerId ?? id;
        // The stub that comes before the platform may give no id, so that the listener can only be removed now.
        if (closed) remove();
        else if (success && event) newest = stateOf(event, newest);
        onChange();
      };
      const stop = waitFor(api, (call) => call("addEventListener", ...version, onEvent));
      return () => {
        closed = true;
        stop();
        remove();
      };
    },
  );
}

/** The first delay between two attempts, in milliseconds, and the one up to which each doubles the last: there are twelve
 *  attempts in three and a half minutes. */
const FIRST = 50;
const LAST = 60_000;

/** Waits for what another script brings. It is looked for at once, whenever a script has loaded or the page changes, and by a
 *  timer that slows down and ends after some minutes. Answers a function that ends the waiting.
 *  @param find Answers what is waited for, once it is there.
 *  @param found Is called with it, once. */
export function waitFor<Found>(find: () => Found | undefined, found: (result: Found) => void): () => void {
  const document = globalThis.document as Document | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let observer: MutationObserver | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    observer?.disconnect();
    document?.removeEventListener("load", check, true);
    document?.removeEventListener("readystatechange", check);
  };
  const check = (): boolean => {
    const result = attempt(find);
    if (result === undefined) return false;
    stop();
    attempt(() => found(result));
    return true;
  };
  // A server loads no consent manager.
  if (check() || !document) return stop;
  // The load event of a script does not bubble, but it can be captured.
  document.addEventListener("load", check, true);
  document.addEventListener("readystatechange", check);
  observer = new MutationObserver(check);
  observer.observe(document, { childList: true, subtree: true });
  const wait = (delay: number): void => {
    timer = setTimeout(() => check() || (delay < LAST && wait(delay * 2)), delay);
  };
  wait(FIRST);
  return stop;
}
