/** Follows a page whose address changes without being loaded anew, as routers and frameworks do it, and finds the slots that they
 *  bring. Nothing of the browser is replaced. */

import { real } from "../shared/real.js";

/** How often the address is looked at where the browser does not tell of changes, in milliseconds. */
const INTERVAL = 300;

/** What may decide or be decided in a page that comes without being loaded. */
const NEWS = "[data-tb-slot],meta,script";

const address = (): string => location.pathname + location.search;

/** Calls `news` after the address has changed, and from then on when slots or topics come. Answers a function that ends it. */
export function followNavigation(roots: readonly ParentNode[], news: () => void): () => void {
  const { navigation } = globalThis as { readonly navigation?: EventTarget };
  let last = address();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watcher = new MutationObserver((records) => {
    if (records.some(isNews)) news();
  });
  const look = (): void => {
    const now = address();
    if (now === last) return;
    last = now;
    // The root of a classic script is none that can be watched.
    for (const root of roots)
      watcher.observe(root.nodeType ? root : document, {
        childList: true,
        subtree: true,
        attributeFilter: ["content", "data-tb-slot"],
      });
    // First the router writes the new page, with its topics.
    clearTimeout(timer);
    timer = setTimeout(news);
  };
  const later = (): void => {
    setTimeout(look);
  };
  const poll = navigation ? undefined : setInterval(look, INTERVAL);
  const end = new AbortController();
  navigation?.addEventListener("currententrychange", look, end);
  addEventListener("popstate", look, end);
  addEventListener("click", later, end);
  return () => {
    clearTimeout(timer);
    clearInterval(poll);
    watcher.disconnect();
    end.abort();
  };
}

function isNews({ type, addedNodes }: MutationRecord): boolean {
  if (type === "attributes") return true;
  return [...addedNodes].some(
    (node) =>
      real(node).nodeType === 1 && (real(node as Element).matches(NEWS) || real(node as Element).querySelector(NEWS)),
  );
}
