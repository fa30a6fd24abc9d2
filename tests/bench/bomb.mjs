// A legal pattern that makes backtracking engines stall → what it costs here, beside JavaScript's own engine on a text
// so short that it comes to an end. `npm run bench` prints it.

const PATTERN = "^/(a+)+$";
const LENGTH = 10_000;
/** No more of a text is looked at (`limits::TEXT`). */
const READ = 2048;
/** Each letter more doubles it. */
const SHORT = 24;
const TIMES = 200;

/** A path that fits but for the last letter that is read. */
const path = (length) => `/${"a".repeat(Math.min(length, READ) - 2)}b`.padEnd(length, "a");

/** @returns lines with the median of many, in milliseconds */
export async function bomb(median) {
  const [{ compile }, { open }] = await Promise.all([import("../../dist/author.js"), import("../../dist/index.js")]);
  const variants = { plain: { fields: {} }, bomb: { when: `page.path.matches('${PATTERN}')`, fields: {} } };
  const { bytes, problems } = compile({
    tailorbird: 1,
    locales: ["en"],
    slots: { hero: { default: "plain", variants } },
  });
  if (!bytes) throw new Error(JSON.stringify(problems, null, 2));
  const page = open(bytes, { root: null, page: { path: path(LENGTH) } });
  const shown = (letters) => {
    page.assume({ root: null, page: { path: letters } });
    return page.decide("hero")?.variant;
  };
  if (shown(path(LENGTH)) !== "plain" || shown(path(LENGTH).replace("b", "a")) !== "bomb")
    throw new Error(`${PATTERN} is not answered right`);
  const here = median(times(TIMES, () => shown(path(LENGTH))));
  const peer = median(times(5, () => new RegExp(PATTERN).test(path(SHORT))));
  return [
    `${PATTERN} on a path of ${LENGTH.toLocaleString("en")} letters, of which ${READ.toLocaleString("en")} are read, decided twice: ${here.toFixed(3)} ms`,
    `${PATTERN} by RegExp on ${SHORT} letters: ${peer.toFixed(3)} ms`,
  ];
}

function times(count, work) {
  return Array.from({ length: count }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
}
