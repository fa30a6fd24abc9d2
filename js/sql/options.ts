/** What a query is for. */

import type { DialectName } from "./dialects.js";

export type Purpose = "arms" | "cuped" | "srm" | "ratio" | "hours" | "pairs";
export const PURPOSES: readonly Purpose[] = ["arms", "cuped", "srm", "ratio", "hours", "pairs"];

export interface SqlOptions {
  readonly dialect: DialectName;
  readonly for: Purpose;
  /** The metric, or the ratio. Without it, all of them; `hours` takes one. */
  readonly metric?: string;
  /** `day`, and names of dimensions. */
  readonly by?: readonly string[];
}
