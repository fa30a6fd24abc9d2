/** IAB GPP: what readers of the United States opted out of, and the consents of Europe and Canada that came with it. */

import type { ConsentSource, ConsentState, Word } from "../types/index.js";
import { all, answered, listenTo, type Names, PURPOSES, stateFrom } from "./source.js";
import { CONSENTS } from "./tcf.js";

export interface GppOptions {
  /** By which opt-outs a purpose is denied. Absent: `learn` by those of targeted advertising and sharing, `measure` by those of
   *  sale and sharing. Global Privacy Control, as a section carries it, denies both. */
  readonly optOuts?: Names;
  /** What holds for somebody who was told of every such opt-out and has used none. Absent: granted, as the laws of these states
   *  have it. `unknown` leaves it to the reader's own word. */
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

/** Whether it was done, and whether readers were told that they could. */
const NOTICES: { readonly [optOut: string]: string } = {
  SaleOptOut: "SaleOptOutNotice",
  SharingOptOut: "SharingOptOutNotice",
  TargetedAdvertisingOptOut: "TargetedAdvertisingOptOutNotice",
};
const OPT_OUTS: Names = {
  learn: ["TargetedAdvertisingOptOut", "SharingOptOut"],
  measure: ["SaleOptOut", "SharingOptOut"],
};
/** The consents by section: its number, its name, and its list. */
const ASKED = [
  [2, "tcfeuv2", "PublisherConsents"],
  [5, "tcfcav1", "PubPurposesExpressConsent"],
] as const;
/** 0: does not apply. */
const YES = 1;

export function gpp({ optOuts, notOptedOut = "granted", purposes }: GppOptions = {}): ConsentSource {
  const [fields, numbers] = [
    { ...OPT_OUTS, ...optOuts },
    { ...CONSENTS, ...purposes },
  ];

  /** Under the laws of a state: nobody is asked, and who does not want it says so. */
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
      // No opt-out is about this, so somebody who opted out of anything may have meant it or not.
      remember: state.remember !== "unknown" ? state.remember : outs.some(out) ? "unknown" : free,
      learn: section.Gpc === true ? "denied" : state.learn,
      measure: section.Gpc === true ? "denied" : state.measure,
    } as ConsentState;
  };

  const stateOf = ({ pingData }: GppEvent, before: ConsentState | undefined): ConsentState | undefined => {
    const { signalStatus, applicableSections = [], parsedSections = {} } = pingData ?? {};
    // Readers may be changing their mind: what they said before holds until they are done.
    if (signalStatus !== "ready") return before;
    const section = (name: string): Section =>
      Object.fromEntries([parsedSections[name] ?? []].flat().flatMap((part) => Object.entries(part)));
    const found = Object.keys(parsedSections)
      .filter((name) => name.startsWith("us") && applicableSections.some((id) => id > 5))
      .map((name) => american(section(name)));
    for (const [id, name, list] of ASKED) {
      const consents = section(name)[list];
      if (applicableSections.includes(id) && Array.isArray(consents))
        found.push(stateFrom(numbers, (purpose) => answered(consents[purpose - 1])));
    }
    const words = PURPOSES.map((purpose) => [purpose, all(found.map((state) => state[purpose]))]);
    return Object.fromEntries(words);
  };

  return listenTo(() => (globalThis as { __gpp?: unknown }).__gpp, [], stateOf);
}
