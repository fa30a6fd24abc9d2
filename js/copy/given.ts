/** What was handed in, as the text of a file. */

import type { FileText } from "../types/copy.js";

/** Nothing is an empty text. */
export const textOf = (file: FileText<object> | undefined): string =>
  typeof file === "string" ? file : file ? JSON.stringify(file) : "";
