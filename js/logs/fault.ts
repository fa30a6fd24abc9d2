/** What is wrong with a log, with its exact place. */

export class Fault extends Error {
  constructor(
    readonly file: string,
    message: string,
    /** Counted from 1; the header is the first. */
    readonly row?: number,
    readonly column?: string,
  ) {
    const place = [row === undefined ? "" : `row ${row}`, column === undefined ? "" : `column ${column}`];
    super(`${[file, ...place.filter(Boolean)].join(", ")}: ${message}`);
  }
}
