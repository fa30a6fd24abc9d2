/** `tailorbird/hold.js`: hides a page until its module, a separate file, has loaded, but no longer than the manifest's budget.
 *  A classic script of a few hundred bytes that is inlined after the compiled manifest. */

import type { Hold } from "../page/inline-page.js";

const { style } = document.documentElement;
const budget = document.querySelector<HTMLElement>('script[type="application/tailorbird"]')?.dataset.budget;

const end = (): void => {
  clearTimeout(timer);
  style.visibility = "";
  if (!style.cssText) document.documentElement.removeAttribute("style");
};
const hold: Hold = { late: false, end };
const timer = setTimeout(
  () => {
    hold.late = true;
    end();
  },
  Number(budget ?? 100),
);
style.visibility = "hidden";
(globalThis as { tailorbirdHold?: Hold }).tailorbirdHold = hold;
