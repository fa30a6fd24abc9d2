/** Klaro: the saved consents for its services. */

import type { ConsentSource, ConsentState, Word } from "../types/index.js";
import { answered, attempt, type Names, source, stateFrom, unanswered, waitFor } from "./source.js";

export interface KlaroOptions {
  /** The services that have to be allowed. Absent: those named `tailorbird-remember`, `tailorbird-learn` and
   *  `tailorbird-measure`. A service that the manager does not have stays unknown. */
  readonly services?: Names;
  /** The module, where the site imports it. Absent: `globalThis.klaro`, whenever it comes. */
  readonly klaro?: { getManager(config?: object): unknown };
  /** The configuration that the site hands to Klaro's `setup`. Absent: the one that Klaro finds itself. */
  readonly config?: object;
}

interface Manager {
  readonly confirmed: boolean;
  readonly savedConsents: { readonly [service: string]: boolean };
  watch(watcher: Watcher): void;
  unwatch(watcher: Watcher): void;
}

interface Watcher {
  update(manager: Manager, name: string): void;
}

const SERVICES: Names = {
  remember: "tailorbird-remember",
  learn: "tailorbird-learn",
  measure: "tailorbird-measure",
};

export function klaro({ services, klaro: own, config }: KlaroOptions = {}): ConsentSource {
  const names = { ...SERVICES, ...services };
  let manager: Manager | undefined;
  /** The manager. The first call makes Klaro scan the page, so it waits until the page is parsed. */
  const find = (): Manager | undefined => {
    const module = own ?? (globalThis as { klaro?: KlaroOptions["klaro"] }).klaro;
    if (globalThis.document?.readyState === "loading") return undefined;
    manager ??= attempt(() => module?.getManager(config) as Manager | undefined);
    return manager;
  };
  let newest: ConsentState | undefined;
  const read = (): ConsentState | undefined => {
    const found = find();
    if (!found) return undefined;
    // The other field, `consents`, has the switches of the dialog, saved or not.
    const word = (service: string): Word | undefined => {
      const saved = found.savedConsents[service];
      return saved === undefined ? undefined : answered(saved);
    };
    // `resetConsents` tells each service that it is declined, deletes its cookies, and then the saved consents.
    newest = found.confirmed ? stateFrom(names, word) : unanswered(newest);
    return newest;
  };
  return source(read, (onChange) => {
    const watcher: Watcher = { update: () => onChange() };
    const stop = waitFor(find, (found) => {
      found.watch(watcher);
      onChange();
    });
    return () => {
      stop();
      manager?.unwatch(watcher);
    };
  });
}
