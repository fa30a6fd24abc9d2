/** Thrown values → problems that their reader can act on. */

import type { Problem } from "../types/index.js";

/** What is said where the page, or its script, names a slot that the program lacks. */
export const NO_SLOT = "the manifest has no such slot";

/** What is said of a value that is not used because of its type. */
export const MISFIT = "this has the wrong type; it is left out";

export function error(message: string): Problem {
  return { path: "", message, severity: "error" };
}

export function isProblem(thrown: unknown): thrown is Problem {
  return !!(thrown as Partial<Problem> | null | undefined)?.severity;
}

export function problemFrom(thrown: unknown): Problem {
  return isProblem(thrown) ? thrown : error(sentence(thrown));
}

function sentence(thrown: unknown): string {
  if (typeof WebAssembly !== "object") return "this browser has no WebAssembly";
  const text = String(thrown);
  // Browsers word it differently, but each names the policy or the source that is missing in it.
  if (/content security policy|\bCSP\b|unsafe-eval/i.test(text))
    return "the Content-Security-Policy forbids WebAssembly (script-src needs 'wasm-unsafe-eval')";
  return thrown instanceof WebAssembly.RuntimeError ? `the engine stopped: ${text}` : text;
}

/** The problem of a slot that would load a resource which its other variants do not load.
 *  @param what the name of an element or an attribute */
export const wouldLoad = (what: string): string => `\`${what}\` would load something, which variesRequests allows`;
