// What a reader sees passes through here: frame by frame what stands visible in each slot, and what moved.

/** Runs before anything else in the page. Whatever stands there at the end of a frame's callbacks is what is painted. */
export function watchFrames() {
  const seen = {};
  const moved = [];
  const clean = (text) =>
    text
      .replace(/[\u2066-\u2069]/g, "")
      .replace(/\s+/g, " ")
      .trim();
  const drawn = (slot) => slot.querySelector("svg[class]")?.getAttribute("class") ?? "";
  const look = () => {
    for (const slot of document.querySelectorAll("[data-tb-slot]")) {
      if (getComputedStyle(slot).visibility !== "visible") continue;
      const name = slot.dataset.tbSlot;
      const shows = `${drawn(slot)}|${clean(slot.textContent)}`;
      const before = seen[name];
      seen[name] ??= { first: performance.now(), shows: [] };
      if (before?.shows.at(-1) !== shows) seen[name].shows.push(shows);
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  try {
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries())
        moved.push({ value, sources: sources.map(({ node }) => node?.className ?? String(node)) });
    }).observe({ type: "layout-shift", buffered: true });
  } catch {
    // Only Chromium counts them.
  }
  globalThis.frames_ = { seen, moved };
}

/** What was seen, once the page has come to rest. */
export async function rest(page, moment = 400) {
  await page.waitForLoadState("load");
  await page.waitForTimeout(moment);
  return page.evaluate(() => ({
    ...globalThis.frames_,
    late: globalThis.tailorbird?.late,
    shifts: globalThis.frames_.moved.reduce((sum, { value }) => sum + value, 0),
  }));
}

/** Slots that showed one thing and then another. */
export function turned({ seen }) {
  return Object.entries(seen)
    .filter(([, { shows }]) => shows.length > 1)
    .map(([name, { shows }]) => `${name}: ${shows.map((text) => text.slice(0, 60)).join(" → ")}`);
}
