/** IAB TCF 2.3: what readers told a consent platform about the publisher's own purposes. */

import type { ConsentSource, ConsentState, Word } from "../types.js";
import { answered, type Names, source, stateFrom, UNDECIDED, waitFor } from "./source.js";

export interface TcfOptions {
  /** The publisher purposes that have to be consented to. Absent: for `remember` 1 (store and read), for `learn` 1, 5 and 6
   *  (profiles for content), for `measure` 1 and 8 (performance of content). */
  readonly purposes?: Names<number>;
  /** What holds where the platform says that the GDPR does not apply. Absent: unknown, because nobody was asked then. */
  readonly elsewhere?: Word;
}

interface TcData {
  readonly listenerId?: number;
  readonly eventStatus?: string;
  readonly gdprApplies?: boolean;
  readonly publisher?: { readonly consents?: { readonly [purpose: number]: boolean } };
}

type Tcf = (
  command: string,
  version: number,
  callback: (data: TcData, success: boolean) => void,
  id?: number | undefined,
) => void;

const PURPOSES: Names<number> = { remember: 1, learn: [1, 5, 6], measure: [1, 8] };

/** Reads the publisher's consents only, and never legitimate interests: those are no yes. */
export function tcf({ purposes, elsewhere = "unknown" }: TcfOptions = {}): ConsentSource {
  const names = { ...PURPOSES, ...purposes };
  let newest: ConsentState | undefined;
  const stateOf = ({ eventStatus, gdprApplies, publisher }: TcData): ConsentState | undefined => {
    // While readers are shown the question they have not answered it: what they said before holds on.
    if (eventStatus === "cmpuishown") return newest ?? UNDECIDED;
    if (eventStatus !== "tcloaded" && eventStatus !== "useractioncomplete") return newest;
    if (gdprApplies === false) return { remember: elsewhere, learn: elsewhere, measure: elsewhere };
    return stateFrom(names, (purpose) => answered(publisher?.consents?.[purpose]));
  };
  return source(
    () => newest,
    (tell) => {
      let id: number | undefined;
      let over = false;
      const remove = (): void => {
        if (id !== undefined) api()?.("removeEventListener", 2, () => {}, id);
      };
      const stop = waitFor(api, (call) =>
        call("addEventListener", 2, (data, success) => {
          id = data?.listenerId ?? id;
          // The stub that stands in for the platform first gives no id, so there may be nothing to remove until now.
          if (over) return remove();
          if (success && data) newest = stateOf(data);
          tell();
        }),
      );
      return () => {
        over = true;
        stop();
        remove();
      };
    },
  );
}

function api(): Tcf | undefined {
  const found = (globalThis as { __tcfapi?: Tcf }).__tcfapi;
  return typeof found === "function" ? found : undefined;
}
