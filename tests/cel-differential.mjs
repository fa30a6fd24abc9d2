// Random expressions and the engine's answers (target/cel-differential.json, from `cargo test --features testing --test
// cel-differential`) → the same answers from another implementation of CEL, @bufbuild/cel, or a reason why not.

import { test } from "node:test";
import { celEnv, celType, isCelError, isCelList, isCelMap, parse, plan } from "@bufbuild/cel";
import { strings } from "@bufbuild/cel/ext";
import { create } from "@bufbuild/protobuf";
import { DurationSchema, TimestampSchema } from "@bufbuild/protobuf/wkt";
import { answers, none } from "./native.mjs";

process.env.TZ = "UTC";
// The peer asks Intl for both `hourCycle: "h23"` and `hour12: false`, of which Node takes the latter: midnight would be
// 24 o'clock, and its parts those of the day after.
const { DateTimeFormat } = Intl;
Intl.DateTimeFormat = function format(locale, { hour12, ...options }) {
  return new DateTimeFormat(locale, options);
};

const SECOND = 1_000_000_000n;

/** Beyond the first 65,536 code points. */
const ASTRAL = /[\u{10000}-\u{10FFFF}]/u;

/** Where the peer is known to differ from the specification, by what the expression has in it (`used`: with the values of
 *  its names) and by its answers. A case is only skipped for it where the answers differ. */
const DEVIATIONS = [
  {
    reason: "it writes zeros for the digits of a number with an exponent of 21 or more",
    applies: ({ expr }) => /%(\.\d+)?f.*format\(/.test(expr),
  },
  {
    reason: "it writes a fraction of a second with 3, 6 or 9 digits",
    applies: ({ expr }) => /string\((timestamp|duration)\(/.test(expr),
  },
  {
    reason: "its texts have UTF-16 units for places, not code points",
    applies: ({ expr, used }) =>
      ASTRAL.test(used) && /\.(charAt|substring|indexOf|lastIndexOf|split|replace)\(/.test(expr),
  },
  {
    reason: "it rounds a moment up to the millisecond before it takes its parts",
    applies: ({ expr, used }) =>
      /\.get[A-Z]/.test(expr) && /ns'|[1-9]Z'|"(instant|duration)":"-?\d*[1-9]\d{0,5}"/.test(used),
  },
  {
    reason: "it takes the years 1 to 99 for 1901 to 1999 when it takes a moment's parts",
    applies: ({ expr, used }) => /\.get[A-Z]/.test(expr) && used.includes('"instant":"-62135596'),
  },
  {
    reason: "it drops pairs of minus signs, even where the inner one has no answer",
    applies: ({ expr }) => expr.includes("-(-("),
  },
  {
    reason: "it rounds the digits that it would write, not the number",
    applies: ({ expr, answers: [a, b] }) =>
      expr.includes("%.2f") && a.length === b.length && [...a].filter((letter, at) => letter !== b[at]).length === 1,
  },
  {
    reason: "it finds an empty text once at every place where it looks from the start",
    applies: ({ expr, used }) => /\.replace\(/.test(expr) && /(''|"")/.test(used),
  },
];

/** A value as the peer takes it in. */
function given(value) {
  if (value === null || typeof value !== "object") return value;
  const [[kind, inner]] = Object.entries(value);
  const nanoseconds = () => {
    const [seconds, rest] = [BigInt(inner) / SECOND, BigInt(inner) % SECOND];
    return kind === "instant" && rest < 0n ? [seconds - 1n, rest + SECOND] : [seconds, rest];
  };
  const stretch = (schema) => {
    const [seconds, rest] = nanoseconds();
    return create(schema, { seconds, nanos: Number(rest) });
  };
  const kinds = {
    int: () => BigInt(inner),
    double: () => Number(inner),
    text: () => inner,
    list: () => inner.map(given),
    map: () => new Map(pairs(inner).map((pair) => pair.map(given))),
    instant: () => stretch(TimestampSchema),
    duration: () => stretch(DurationSchema),
  };
  return kinds[kind]();
}

const pairs = (items) => items.flatMap((_, place) => (place % 2 === 0 ? [[items[place], items[place + 1]]] : []));

/** What the peer answered, as the engine's answers are written. */
function plain(value) {
  if (isCelError(value)) return "error";
  switch (typeof value) {
    case "bigint":
      return { int: String(value) };
    case "number":
      return { double: Object.is(value, -0) ? "-0" : String(value) };
    case "string":
      return { text: value };
    case "boolean":
      return value;
  }
  if (value === null) return null;
  if (isCelList(value)) return { list: [...value].map(plain) };
  if (isCelMap(value)) return { map: [...value.entries()].flat().map(plain) };
  if (value.message) {
    const { $typeName, seconds, nanos } = value.message;
    const kind = $typeName === "google.protobuf.Timestamp" ? "instant" : "duration";
    return { [kind]: String(seconds * SECOND + BigInt(nanos)) };
  }
  return { type: String(celType(value)) };
}

/** The same text for the same value: a map's entries have no order. */
function settled(value) {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const [[kind, inner]] = Object.entries(value);
  if (kind === "list") return `[${inner.map(settled).join()}]`;
  if (kind === "map")
    return `{${pairs(inner)
      .map((pair) => pair.map(settled).join(":"))
      .sort()
      .join()}}`;
  return JSON.stringify(value);
}

const env = celEnv({ funcs: strings });

function answer(expr, values) {
  try {
    return plain(plan(env, parse(expr))(values));
  } catch {
    return "error";
  }
}

/** Why the peer is known to differ here. */
function deviation(expr, values, answers) {
  const names = Object.keys(values).filter((name) => expr.includes(name));
  const used = [expr, ...names.map((name) => JSON.stringify(values[name]))].join(" ");
  return DEVIATIONS.find(({ applies }) => applies({ expr, used, answers }))?.reason;
}

test("random expressions have the answers that @bufbuild/cel gives", async (t) => {
  const failures = [];
  const deviations = new Map();
  let same = 0;
  for (const { seed, values, cases } of await answers("cel-differential")) {
    const taken = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, given(value)]));
    for (const [expr, native] of cases) {
      const [ours, theirs] = [native, answer(expr, taken)].map(settled);
      const reason = ours === theirs ? undefined : deviation(expr, values, [ours, theirs]);
      if (ours === theirs) same += 1;
      else if (reason) deviations.set(reason, (deviations.get(reason) ?? 0) + 1);
      else failures.push(`seed ${seed}: ${expr}\n  ours   ${ours}\n  theirs ${theirs}`);
    }
  }
  t.diagnostic(`${same} expressions with the same answer`);
  for (const [reason, times] of deviations) t.diagnostic(`left out, the peer differs: ${reason}: ${times}`);
  none(failures);
});
