/** Writes files so that nobody ever reads half of one: beside their places first, and when all are there each is put in its place. */

import {
  chmodSync,
  existsSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { sentence, usable } from "./usable.js";

type Contents = string | Uint8Array;

/** What is written, by the names of the files. */
export type Outputs = ReadonlyMap<string, Contents>;

/** Writes all of them, or none if one cannot be written. What is the same already is left alone, so that nobody who watches it is
 *  woken up for nothing. Returns those that were written. */
export function writeAll(outputs: Outputs): string[] {
  const changed = [...outputs].filter(([file, contents]) => !has(file, contents));
  const beside: [from: string, to: string][] = [];
  try {
    for (const [file, contents] of changed) {
      // A link goes on to lead to its file.
      const to = existsSync(file) ? realpathSync(file) : file;
      if (isDevice(to)) usable(() => writeFileSync(to, contents));
      else beside.push([usable(() => writtenBeside(to, contents)), to]);
    }
    for (const [from, to] of beside) usable(() => renameSync(from, to));
  } finally {
    for (const [from] of beside) rmSync(from, { force: true });
  }
  return changed.map(([file]) => file);
}

function has(file: string, contents: Contents): boolean {
  try {
    return statSync(file).isFile() && readFileSync(file).equals(Buffer.from(contents));
  } catch {
    return false;
  }
}

/** A terminal or a pipe has nothing beside it. */
function isDevice(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile() && !found.isDirectory();
}

function writtenBeside(file: string, contents: Contents): string {
  const found = statSync(file, { throwIfNoEntry: false });
  // Said here, because renaming says it with the name of a file that nobody knows.
  if (found?.isDirectory()) throw new Error(`${file}: this is a folder, and no file (EISDIR)`);
  if (found && !(found.mode & 0o200)) throw new Error(`${file}: this may not be read or written (EACCES)`);
  const beside = `${file}.${process.pid}.tmp`;
  writeOr(beside, file, contents);
  if (found) chmodSync(beside, found.mode);
  return beside;
}

/** The name of the file that was wanted stands in the message. */
function writeOr(beside: string, file: string, contents: Contents): void {
  try {
    writeFileSync(beside, contents);
  } catch (thrown) {
    throw new Error(sentence(thrown, file));
  }
}
