/** `tailorbird/hold.js`: a page whose module is a file of its own waits for it, unseen, and no longer than its budget.
 *  A classic script of a few hundred bytes that stands in the page, after the compiled manifest. */

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
