/** The parts of a manifest that features become. */

import type { Json, Scope } from "./condition.js";

export interface Draft {
  readonly slots: Record<string, Json>;
  readonly experiments: Record<string, Json>;
  readonly scope: Scope;
  /** All features of the payload. */
  readonly features: Readonly<Record<string, unknown>>;
  /** The attribute that experiments deal by. */
  unit: string | undefined;
}

/** The name of the variant that is left when no other passes. */
export const DEFAULT = "default";

/** A variant without a value has none: null is not written. */
export const withValue = (variant: Json, value: unknown): Json =>
  value === null || value === undefined ? variant : { ...variant, value };
