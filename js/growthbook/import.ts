/** A payload of GrowthBook's SDK → a manifest, and what of it does not carry over. */

import { Attributes, NotCarried, type Type } from "./attributes.js";
import { isObject, type Json, type SavedGroups, type Scope } from "./condition.js";
import type { Draft } from "./draft.js";
import { slotOf } from "./feature.js";

export type { Type } from "./attributes.js";
export { nameFrom } from "./feature.js";
export { versionPattern } from "./version.js";

export interface ImportOptions {
  /** Types of attributes, by their paths. Others have the type of what they are first compared with. */
  readonly types?: Readonly<Record<string, Type>>;
}

/** Something that a manifest does not have. */
export interface Left {
  /** A JSON pointer into the payload. */
  readonly path: string;
  readonly message: string;
}

export interface Imported {
  readonly manifest: Json;
  /** Which signal each attribute became. */
  readonly signals: Readonly<Record<string, string>>;
  /** The attribute that experiments deal by: the page hands it in as `unit`. */
  readonly unit?: string;
  readonly left: readonly Left[];
}

/** A slot for each feature. Never throws: what does not carry over is in `left`, and the feature with it is not in the manifest. */
export function importGrowthBook(payload: unknown, { types }: ImportOptions = {}): Imported {
  const { features, savedGroups } = isObject(payload) ? payload : {};
  const attributes = new Attributes(types);
  const scope: Scope = { attributes, groups: (isObject(savedGroups) ? savedGroups : {}) as SavedGroups, reading: [] };
  const left: Left[] = isObject(features) ? [] : [{ path: "", message: "there are no features in it" }];
  const all = isObject(features) ? features : {};
  const draft: Draft = { slots: {}, experiments: {}, scope, features: all, unit: undefined };
  for (const [key, feature] of Object.entries(all)) {
    const path = `/features/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    try {
      slotOf(key, feature, draft);
    } catch (thrown) {
      if (!(thrown instanceof NotCarried)) throw thrown;
      left.push({ path: path + thrown.place, message: thrown.message });
    }
  }
  const { slots, experiments, unit } = draft;
  const some = Object.keys(experiments).length > 0;
  const manifest = { tailorbird: 1, locales: ["en"], signals: attributes.signals, slots, ...(some && { experiments }) };
  return { manifest, signals: attributes.names, ...(unit !== undefined && { unit }), left };
}
