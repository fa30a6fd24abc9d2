// A plural select, the most that most messages do, through the runtime, beside npm messageformat and intl-messageformat:
// how long a message takes. `npm run bench` prints it. What is measured here has deciding, crossing and JSON in it; the
// peers only format.

import IntlMessageFormat from "intl-messageformat";
import { MessageFormat } from "messageformat";

const SLOTS = 1000;
const WARM = 300;
const PASSES = 30;

const MF2 =
  ".input {$preference.n :number} .match $preference.n 0 {{No visits}} one {{{$preference.n} visit}} * {{{$preference.n} visits}}";
/** No plural, and no number of a language. */
const DIGITS = "{$preference.n :string}";
const MF1 = "{n, plural, =0 {No visits} one {# visit} other {# visits}}";

const counted = (n) => (n === 0 ? "No visits" : n === 1 ? "1 visit" : `${n} visits`);

const apart = (n) => `\u2068${n}\u2069`;

/** Says another number each time. */
function turning(say, wanted) {
  let turn = 0;
  return () => {
    turn += 1;
    const n = turn % 7;
    const said = say(n);
    if (said !== wanted(n)) throw new Error(`${said} instead of ${wanted(n)}`);
  };
}

function page(open, compile, slots, title = MF2) {
  const slot = { default: "said", variants: { said: { fields: { title } } } };
  const preferences = { n: { type: "number", default: 0 } };
  const all = Object.fromEntries(Array.from({ length: slots }, (_, number) => [`s${number}`, slot]));
  const { bytes, problems } = compile({ tailorbird: 1, locales: ["en"], preferences, slots: all });
  if (!bytes) throw new Error(JSON.stringify(problems, null, 2));
  const page = open(bytes, { root: null, now: 0, timeZone: "UTC", locales: ["en"] });
  return (n) => {
    page.observe({ kind: "preference", name: "n", value: n });
    return page.decide().at(-1).fields.title;
  };
}

/** @returns lines with the median of many, in microseconds a message */
export async function messages(median) {
  const [{ compile }, { open }] = await Promise.all([import("../../dist/author.js"), import("../../dist/index.js")]);
  const mf2 = new MessageFormat("en", MF2.replaceAll("$preference.n", "$n"));
  const mf1 = new IntlMessageFormat(MF1, "en");
  const runs = [
    [`tailorbird, ${SLOTS.toLocaleString("en")} messages in one decision`, page(open, compile, SLOTS), SLOTS],
    ["  of which deciding and crossing, with digits alone", page(open, compile, SLOTS, DIGITS), SLOTS, apart],
    ["tailorbird, one message in a decision of its own", page(open, compile, 1), 1],
    ["messageformat 4", (n) => mf2.format({ n }), 1],
    ["intl-messageformat 12", (n) => mf1.format({ n }), 1],
  ];
  const lines = ["plural select with its number, µs a message, median (best), each time another number:"];
  for (const [name, say, count, wanted = counted] of runs) {
    const times = passes(turning(say, wanted)).map((time) => (time * 1000) / count);
    lines.push(`  ${name.padEnd(52)}${median(times).toFixed(2)} (${Math.min(...times).toFixed(2)})`);
  }
  return lines;
}

function passes(work) {
  let repeat = 1;
  const timed = () => {
    const start = performance.now();
    for (let count = 0; count < repeat; count += 1) work();
    return performance.now() - start;
  };
  for (let spent = 0; spent < WARM; ) {
    const time = timed();
    spent += time;
    if (time < 2) repeat *= 2;
  }
  return Array.from({ length: PASSES }, () => timed() / repeat);
}
