/** A text that nobody else draws. */

export const random = (): string =>
  [...crypto.getRandomValues(new Uint32Array(2))].map((part) => part.toString(36)).join("");
