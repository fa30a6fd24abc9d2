/** IAB GPP: the opt-outs of the United States, and the consents of Europe and Canada that travel with them. */

import type { ConsentSource, ConsentState, Word } from "../types/index.js";
import { all, answered, listenTo, type Names, PURPOSES, stateFrom } from "./source.js";
import { CONSENTS } from "./tcf.js";

export interface GppOptions {
  /** The opt-outs that deny a purpose. Absent: `learn` by those of targeted advertising and sharing, `measure` by those of
   *  sale and sharing. Global Privacy Control, as a section carries it, denies both. */
  readonly optOuts?: Names;
  /** The word for a reader who was told of every such opt-out and has used none. Absent: granted, as the laws of these states
   *  have it. `unknown` leaves it to the reader's own choice on the page. */
  readonly notOptedOut?: "granted" | "unknown";
  /** As in `tcf`, where the European or the Canadian section applies. */
  readonly purposes?: Names<number>;
}

type Section = { readonly [field: string]: unknown };

interface GppEvent {
  readonly eventName?: string;
  readonly listenerId?: number;
  readonly pingData?: {
    readonly signalStatus?: string;
    readonly applicableSections?: readonly number[];
    readonly parsedSections?: { readonly [section: string]: Section | readonly Section[] };
  };
}

/** The fields of a section that say whether a reader opted out, and whether they were told that they can. */
const NOTICES: { readonly [optOut: string]: string } = {
  SaleOptOut: "SaleOptOutNotice",
  SharingOptOut: "SharingOptOutNotice",
  TargetedAdvertisingOptOut: "TargetedAdvertisingOptOutNotice",
};
const OPT_OUTS: Names = {
  learn: ["TargetedAdvertisingOptOut", "SharingOptOut"],
  measure: ["SaleOptOut", "SharingOptOut"],
};
/** The sections that carry consents: number, name, and the field with the list. */
const CONSENT_SECTIONS = [
  [2, "tcfeuv2", "PublisherConsents"],
  [5, "tcfcav1", "PubPurposesExpressConsent"],
] as const;
/** The value for yes. 2 is no, and 0 is that the question does not apply. */
const YES = 1;

export function gpp({ optOuts, notOptedOut = "granted", purposes }: GppOptions = {}): ConsentSource {
  const [fields, numbers] = [
    { ...OPT_OUTS, ...optOuts },
    { ...CONSENTS, ...purposes },
  ];

  /** The state under the law of a state of the United States, where nobody is asked, and readers opt out. */
  const american = (section: Section): ConsentState => {
    const outs = Object.keys(NOTICES).filter((field) => section[field]);
    const out = (field: string): boolean => section[field] === YES;
    const told = outs.length > 0 && outs.every((field) => section[NOTICES[field] as string] === YES);
    const free: Word = told ? notOptedOut : "unknown";
    const word = (field: string): Word | undefined => (out(field) ? "denied" : free);
    const denied = section.PersonalDataConsents === YES;
    const state = stateFrom(fields, word);
    if (denied) return { remember: "denied", learn: "denied", measure: "denied" };
    return {
      // No opt-out is about remembering, so it is unknown what a reader who opted out of anything meant.
      remember: state.remember !== "unknown" ? state.remember : outs.some(out) ? "unknown" : free,
      learn: section.Gpc === true ? "denied" : state.learn,
      measure: section.Gpc === true ? "denied" : state.measure,
    } as ConsentState;
  };

  const stateOf = ({ pingData }: GppEvent, before: ConsentState | undefined): ConsentState | undefined => {
    const { signalStatus, applicableSections = [], parsedSections = {} } = pingData ?? {};
    // Readers are being asked: until they answer, what they answered before holds.
    if (signalStatus !== "ready") return before;
    const section = (name: string): Section =>
      Object.fromEntries([parsedSections[name] ?? []].flat().flatMap((part) => Object.entries(part)));
    const found = Object.keys(parsedSections)
      .filter((name) => name.startsWith("us") && applicableSections.some((id) => id > 5))
      .map((name) => american(section(name)));
    for (const [id, name, list] of CONSENT_SECTIONS) {
      const consents = section(name)[list];
      if (applicableSections.includes(id) && Array.isArray(consents))
        found.push(stateFrom(numbers, (purpose) => answered(consents[purpose - 1])));
    }
    const words = PURPOSES.map((purpose) => [purpose, all(found.map((state) => state[purpose]))]);
    return Object.fromEntries(words);
  };

  return listenTo(() => (globalThis as { __gpp?: unknown }).__gpp, [], stateOf);
}
