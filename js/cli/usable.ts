/** What ends the command: a file that cannot be read or written, and arguments that nobody understands. */

import { existsSync } from "node:fs";
import { dirname } from "node:path";

/** The message is a sentence. */
export class Unusable extends Error {}

/** Arguments that cannot be understood. */
export class Misunderstood extends Unusable {}

/** @param file Where Node names none. */
export function usable<Answer>(action: () => Answer, file?: string): Answer {
  try {
    return action();
  } catch (thrown) {
    throw new Unusable(sentence(thrown, file));
  }
}

/** What Node's codes mean for a file. */
const WORDS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "this may not be read or written",
  EPERM: "this may not be read or written",
  EROFS: "this is on a disk that is only read",
  EISDIR: "this is a folder, and no file",
  ENOTDIR: "a part of this path is no folder",
  ENOSPC: "there is no room left on the disk",
};

/** What was thrown, as a sentence. `file` is the one that was wanted, where Node names none or another. */
export function sentence(thrown: unknown, file?: string): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const { message, code = "", path = "" }: NodeJS.ErrnoException = thrown;
  const words = WORDS[code];
  const wanted = file ?? path;
  if (!words || !wanted) return message;
  const isFolder = code === "ENOENT" && !existsSync(dirname(wanted));
  return isFolder ? `${dirname(wanted)}: there is no such folder (ENOENT)` : `${wanted}: ${words} (${code})`;
}
