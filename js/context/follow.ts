/** What tells that the device may be another, besides media queries: the page becomes visible, the reader wants other languages,
 *  and the connection changes. */

import { real } from "../shared/real.js";
import type { Device } from "./context.js";

/** Calls `changed` each time. Answers a function that ends it. */
export function follow(changed: () => void): () => void {
  const page = globalThis.document && real(document);
  const { connection } = (globalThis.navigator ?? {}) as Device;
  const visible = (): void => {
    if (!page?.hidden) changed();
  };
  const all: [EventTarget | null | undefined, string, () => void][] = [
    [page, "visibilitychange", visible],
    [page?.defaultView, "languagechange", changed],
    [connection, "change", changed],
  ];
  const end = new AbortController();
  for (const [target, kind, listen] of all) target?.addEventListener?.(kind, listen, end);
  return () => end.abort();
}
