/** What a query needs and the settings lack. */

export class Refused extends Error {
  constructor(
    /** A JSON pointer into the settings. */
    readonly path: string,
    message: string,
  ) {
    super(message);
  }
}
