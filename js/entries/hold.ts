/** `tailorbird/hold.js`: hides a page until its module, a separate file, has loaded, but no longer than the manifest's budget.
 *  A classic script of a few hundred bytes that is inlined after the compiled manifest. */

import { hide } from "../dom/hide.js";
import type { Hold } from "../page/inline-page.js";

const show = hide(document.documentElement);
const budget = document.querySelector<HTMLElement>('script[type="application/tailorbird"]')?.dataset.budget;

const end = (): void => {
  clearTimeout(timer);
  show();
};
const hold: Hold = { late: false, end };
const timer = setTimeout(
  () => {
    hold.late = true;
    end();
  },
  Number(budget ?? 100),
);
(globalThis as { tailorbirdHold?: Hold }).tailorbirdHold = hold;
