/** What a consent manager says becomes a source: three words, told again only where one of them has changed. */

import type { ConsentSource, ConsentState, Purpose, Word } from "../types/index.js";

export type { ConsentSource };

/** For each purpose, which of the manager's own names have to be agreed to: all of them. */
export type Names<Name = string> = { readonly [P in Purpose]?: Name | readonly Name[] };

export const PURPOSES = ["remember", "learn", "measure"] as const;

/** Asked for and not answered yet: other than nothing at all, which is a manager that is not there. */
export const UNDECIDED: ConsentState = { remember: "unknown", learn: "unknown", measure: "unknown" };

/** A purpose is denied where one of its names is, and granted where all are. What the manager does not know, it has not asked. */
export function stateFrom<Name>(names: Names<Name>, word: (name: Name) => Word | undefined): ConsentState {
  const state: { [P in Purpose]?: Word } = {};
  for (const purpose of PURPOSES) state[purpose] = all(([names[purpose] ?? []].flat() as Name[]).map(word));
  return state;
}

/** What holds while a manager has no answer: nothing yet, but what it was given before and has cleared is taken back. */
export function unanswered(before: ConsentState = UNDECIDED): ConsentState {
  const words = PURPOSES.map((purpose) => [purpose, before[purpose] === "granted" ? "denied" : before[purpose]]);
  return Object.fromEntries(words);
}

/** Of several words: one no is a no. */
export function all(words: readonly (Word | undefined)[]): Word {
  if (words.includes("denied")) return "denied";
  return words.length > 0 && words.every((word) => word === "granted") ? "granted" : "unknown";
}

export const answered = (yes: unknown): Word => (yes === true ? "granted" : "denied");

/** Managers are other people's programs, which may throw. */
export function attempt<Answer>(question: () => Answer): Answer | undefined {
  try {
    return question();
  } catch {
    return undefined;
  }
}

/** @param read What the manager says now; nothing where it is not there yet.
 *  @param watch Calls back whenever it may say something else. */
export function source(read: () => ConsentState | undefined, watch: (tell: () => void) => () => void): ConsentSource {
  return {
    get initial() {
      return attempt(read) ?? {};
    },
    subscribe(listener) {
      let told = "";
      let over = false;
      const tell = (): void => {
        const state = attempt(read);
        const words = PURPOSES.map((purpose) => state?.[purpose]).join();
        if (over || !state || words === told) return;
        told = words;
        // What is thrown here would come out in the middle of the manager.
        attempt(() => listener(state));
      };
      const stop = attempt(() => watch(tell));
      tell();
      return () => {
        const ended = over;
        over = true;
        if (!ended && stop) attempt(stop);
      };
    },
  };
}

type Interface = (command: string, ...rest: unknown[]) => void;

/** The interfaces of the IAB: a global function, at which a listener is registered that is called with everything new.
 *  @param find The global, whatever it is.
 *  @param version What stands behind each command.
 *  @param stateOf What an event means, after what was said before it. */
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
    (tell) => {
      let id: number | undefined;
      let over = false;
      const remove = (): void => {
        if (id !== undefined) api()?.("removeEventListener", ...version, () => {}, id);
      };
      const hear = (event: Event | undefined, success: boolean): void => {
        id = event?.listenerId ?? id;
        // The stub that stands in for the platform first may give no id, so there may be nothing to remove until now.
        if (over) remove();
        else if (success && event) newest = stateOf(event, newest);
        tell();
      };
      const stop = waitFor(api, (call) => call("addEventListener", ...version, hear));
      return () => {
        over = true;
        stop();
        remove();
      };
    },
  );
}

/** How long after the last look the clock makes another one: doubled each time, and the last about two minutes in. */
const FIRST = 50;
const LAST = 60_000;

/** Looks for what another script brings: when a script has been loaded, when the page changes, and ever more seldom for two
 *  minutes. Then only the page's own changes are left to look at. Calls `met` once, also at once. */
export function waitFor<Found>(look: () => Found | undefined, met: (found: Found) => void): () => void {
  const document = globalThis.document as Document | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let observer: MutationObserver | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    observer?.disconnect();
    document?.removeEventListener("load", see, true);
    document?.removeEventListener("readystatechange", see);
  };
  const see = (): boolean => {
    const found = attempt(look);
    if (found === undefined) return false;
    stop();
    attempt(() => met(found));
    return true;
  };
  // On a server there is nobody to wait for.
  if (see() || !document) return stop;
  // The load of a script does not bubble, but it is caught on its way down.
  document.addEventListener("load", see, true);
  document.addEventListener("readystatechange", see);
  observer = new MutationObserver(see);
  observer.observe(document, { childList: true, subtree: true });
  const wait = (delay: number): void => {
    timer = setTimeout(() => see() || (delay < LAST && wait(delay * 2)), delay);
  };
  wait(FIRST);
  return stop;
}
