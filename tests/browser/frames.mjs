// The frames that a reader sees: what stands visible in each slot in each of them, and what moved.

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
  const move = (entries) => {
    for (const { value, sources } of entries)
      moved.push({ value, sources: sources.map(({ node }) => node?.className ?? String(node)) });
  };
  const observer = new PerformanceObserver((list) => move(list.getEntries()));
  // Only Chromium counts them.
  if (PerformanceObserver.supportedEntryTypes.includes("layout-shift"))
    observer.observe({ type: "layout-shift", buffered: true });
  globalThis.framesSeen = () => {
    move(observer.takeRecords());
    return { seen, moved };
  };
}

/** What was seen, once the page has loaded, this holds in it, and some more frames have been drawn. */
export async function rest(page, holds = () => true) {
  await page.waitForFunction(holds);
  return page.evaluate(async () => {
    for (let frame = 0; frame < 5; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    const found = globalThis.framesSeen();
    const shifts = found.moved.reduce((sum, { value }) => sum + value, 0);
    return { ...found, shifts, late: globalThis.tailorbird?.late };
  });
}

/** Slots that showed one thing and then another. */
export function turned({ seen }) {
  return Object.entries(seen)
    .filter(([, { shows }]) => shows.length > 1)
    .map(([name, { shows }]) => `${name}: ${shows.map((text) => text.slice(0, 60)).join(" → ")}`);
}
