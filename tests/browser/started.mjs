// A page that tests open as often as they like: its script hands over `globalThis.start(options)`, which opens `globalThis.page` and renders.

/** How tabs come to such a page.
 *  @param address Answers where it is, once its server runs. */
export function startable(address) {
  const again = async (tab) => {
    await tab.goto(address());
    await tab.waitForFunction(() => globalThis.start);
  };
  const begin = async (browser, t) => {
    const { page: tab, lines } = await browser.newPage(t);
    await again(tab);
    return { tab, lines };
  };
  return { again, begin };
}

export const startWith = (tab, options) => tab.evaluate((options) => globalThis.start(options), options);

/** What a slot shows. */
export const variantOf = (tab, slot) => tab.evaluate((slot) => globalThis.page.decide(slot).variant, slot);

/** Everything that this device keeps for the page, as one text. */
export const stored = (tab) => tab.evaluate(() => Object.entries(localStorage).join("\n"));
