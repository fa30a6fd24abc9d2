/** The bytes of a file, a window at a time, so that it may be longer than memory. */

import { closeSync, openSync, readSync } from "node:fs";
import { Fault } from "./fault.js";

/** The longest row, in bytes; that much is read at a time. */
export const LONGEST = 4_194_304;

export class Window {
  readonly bytes = new Uint8Array(LONGEST * 2);
  end = 0;
  isLast = false;
  private readonly handle: number;

  /** @param heard Told how many bytes were read, each time that some were. */
  constructor(
    readonly file: string,
    private readonly heard?: (bytes: number) => void,
  ) {
    this.handle = openSync(file, "r");
  }

  /** Keeps what begins at `from`, and reads on behind it. Returns false if there is no room for more. */
  slide(from: number): boolean {
    if (this.end - from > LONGEST) return false;
    this.bytes.copyWithin(0, from, this.end);
    this.end -= from;
    const read = readSync(this.handle, this.bytes, this.end, LONGEST - 1, null);
    this.end += read;
    this.isLast = read === 0;
    this.heard?.(read);
    return true;
  }

  /** Reads the beginning, without the mark of UTF-8. Returns where it begins. */
  open(): number {
    this.slide(0);
    const [one, two, three] = this.bytes;
    if ((one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff))
      throw new Fault(this.file, "this is UTF-16: save it as UTF-8");
    return one === 0xef && two === 0xbb && three === 0xbf ? 3 : 0;
  }

  close(): void {
    closeSync(this.handle);
  }
}
