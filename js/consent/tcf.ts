/** IAB TCF 2.3: the consents for the publisher's own purposes, from a consent management platform. */

import type { ConsentSource, ConsentState, Word } from "../types/index.js";
import { answered, listenTo, type Names, stateFrom, UNDECIDED } from "./source.js";

export interface TcfOptions {
  /** The publisher purposes that have to be consented to. Absent: for `remember` 1 (store and read), for `learn` 1, 5 and 6
   *  (profiles for content), for `measure` 1 and 8 (performance of content). */
  readonly purposes?: Names<number>;
  /** The word for all purposes where the GDPR does not apply. Absent: unknown, because nobody was asked then. */
  readonly elsewhere?: Word;
}

interface TcData {
  readonly listenerId?: number;
  readonly eventStatus?: string;
  readonly gdprApplies?: boolean;
  readonly publisher?: { readonly consents?: { readonly [purpose: number]: boolean } };
}

/** The publisher's purposes that each of ours needs. */
export const CONSENTS: Names<number> = { remember: 1, learn: [1, 5, 6], measure: [1, 8] };

/** A source that reads the publisher's consents. Legitimate interests are no consent, and never read. */
export function tcf({ purposes, elsewhere = "unknown" }: TcfOptions = {}): ConsentSource {
  const names = { ...CONSENTS, ...purposes };
  const stateOf = (
    { eventStatus, gdprApplies, publisher }: TcData,
    before: ConsentState | undefined,
  ): ConsentState | undefined => {
    // Readers are being asked: until they answer, what they answered before holds.
    if (eventStatus === "cmpuishown") return before ?? UNDECIDED;
    if (eventStatus !== "tcloaded" && eventStatus !== "useractioncomplete") return before;
    if (gdprApplies === false) return { remember: elsewhere, learn: elsewhere, measure: elsewhere };
    return stateFrom(names, (purpose) => answered(publisher?.consents?.[purpose]));
  };
  return listenTo(() => (globalThis as { __tcfapi?: unknown }).__tcfapi, [2], stateOf);
}
