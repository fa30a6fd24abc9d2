/** Whatever was thrown becomes a problem that its reader can act on. */

import type { Problem } from "../types/index.js";

export function error(message: string): Problem {
  return { path: "", message, severity: "error" };
}

export function isProblem(thrown: unknown): thrown is Problem {
  return typeof thrown === "object" && thrown !== null && "severity" in thrown;
}

export function problemFrom(thrown: unknown): Problem {
  return isProblem(thrown) ? thrown : error(sentence(thrown));
}

function sentence(thrown: unknown): string {
  if (typeof WebAssembly !== "object") return "this browser has no WebAssembly";
  const text = String(thrown);
  // Every browser says it in its own words, but all of them name the policy or what it lacks.
  if (/content security policy|\bCSP\b|unsafe-eval/i.test(text))
    return "the Content-Security-Policy forbids WebAssembly (script-src needs 'wasm-unsafe-eval')";
  return thrown instanceof WebAssembly.RuntimeError ? `the engine stopped: ${text}` : text;
}

/** Told where a slot would load what its other variants do not. */
export const LOADS = "what is shown here would load something, which variesRequests would allow";
