// Tables as people hand them in, and conclusions that would mislead: each is right, or told with its place.

import assert from "node:assert/strict";
import { test } from "node:test";
import { analyze } from "../dist/analyze.js";

/** Tables, options, and what is said of them: place and message. */
const WRONG = [
  // What no kind of table has, or has under two names.
  ["arm,n,exposures,conversions\na,10,5,5\nb,10,5,4\n", {}, /^1:7 {2}n and exposures are two names of the same column/],
  ["arm,n,sum_y,conversions\na,10,5,5\nb,10,5,4\n", {}, /^1:13 {2}sum_y and conversions are two names/],
  ["arm,day,conversions\na,2026-11-01,5\nb,2026-11-01,9\n", {}, /^1:1 {2}the column n is missing/],
  ["arm,n,sum\na,10,5\n", {}, /^1:7 {2}nobody knows the column sum in a table of arms/],
  ["arm,n,Clicks\na,10,5\n", {}, /^1:7 {2}nobody knows the column clicks in a table of arms/],
  ["arm,n,conversions,reports\na,10,5,5\n", {}, /^1:5 {2}nobody knows the column n in a table of answers/],
  ["arm,n,conversions,yes\na,10,5,5\n", {}, /^1:19 {2}nobody knows the column yes in a table of arms/],
  ["arm,reports,yes,device\na,10,5,phone\n", { epsilon: 1 }, /^1:17 {2}nobody knows the column device/],
  [
    "arm,hour,metric,n,conversions\na,2026-11-01T01Z,x,5,5\n",
    {},
    /^1:10 {2}nobody knows the column metric in a table of hours/,
  ],
  ["arm,hour,conversions\na,2026-11-01T01Z,5\n", {}, /^1:1 {2}the column sessions is missing/],
  [["arm,n\na,9\nb,9\n", "day,arm\n2026-11-01,a\n"], {}, /hours and their arms go with totals of hours/],
  [
    ["day,arm\n2026-11-01,a\n", "hour,arm\n2026-11-01T00Z,a\n"],
    {},
    /^1:1 \/1 one analysis has arms by the hour or by the day/,
  ],
  [
    ["hour,arm,n,sum_y\n2026-11-01T00Z,a,9,3\n", "hour,arm\n2026-11-01T00Z,b\n"],
    {},
    /^2:1 \/0\/0\/hour this hour has the arms a and b/,
  ],
  ["hour,arm,n,sum_y\n2026-11-01T00Z,a,0,3\n", {}, /^2:20 \/0\/sum_y sum_y is 3 of nobody/],
  // Numbers as spreadsheets write them, and such as nobody can count with.
  ["arm;n\na;12.000\nb;11.000\n", {}, /^2:3 \/0\/n n counts, and might be 12 or 12000; .*thousands with nothing/],
  ['arm,n\na,"12,000"\nb,1\n', {}, /^2:3 \/0\/n n is no number: “12,000”; decimals .*thousands with nothing/],
  ["arm,n\na,12 000\nb,1\n", {}, /n is no number: “12 000”; .*thousands/],
  ["arm,n\na,1.200.000\nb,1\n", {}, /n is no number: “1\.200\.000”; .*thousands/],
  ["arm,n\na,1e16\nb,1\n", {}, /^2:3 \/0\/n n is more than anybody counts: 10000000000000000/],
  [
    "arm,n,sum_y,sum_yy\na,9,1e200,1e300\nb,9,1,9\n",
    {},
    /^2:5 \/0\/sum_y sum_y is out of reach: “1e200”; choose another unit/,
  ],
  ["arm,n,sum_y,sum_yy\na,9,1e-200,1e-300\nb,9,1,9\n", {}, /sum_y is out of reach: “1e-200”/],
  [[{ arm: {}, n: 5 }], {}, /^0:0 \/0\/arm arm is no text$/],
  [
    "arm,n,sum_y,sum_yy,sum_d,sum_dd,sum_yd\na,10,5,9,0,0,0\nb,10,5,9,10,20,8\n",
    {},
    /^2:1 \/0\/arm sum_d of a adds up to 0/,
  ],
  // What is no text in UTF-8: Latin-1, UTF-16, a workbook.
  ["arm,n\nGr\ufffd\ufffde,5\n", {}, /^2:3 {2}this is no text in UTF-8; save the table as “CSV UTF-8”/],
  ["\ufffd\ufffda\0r\0m\0,\0n\0", {}, /^1:1 {2}this is no text in UTF-8/],
  ["PK\u0003\u0004\u0014\0\u0006\0\u0008", {}, /no text in UTF-8/],
  // Options.
  ["arm,n\na,5\nb,5\n", { guardrail: {} }, /\/guardrail guardrail is no option/],
  ["arm,n\na,5\nb,5\n", { less: "signup" }, /\/less less is a list of metrics/],
  ["arm,n\na,5\nconstructor,5\n", { weights: { a: 1 } }, /arm constructor has 5 units and no weight/],
];

test("what a table has is used or refused at its place", () => {
  for (const [table, options, said] of WRONG) {
    const { experiments, problems } = analyze(table, options);
    const told = problems
      .map(({ line = 0, column = 0, path, message }) => `${line}:${column} ${path} ${message}`)
      .join("\n");
    assert.match(told, said, JSON.stringify(table));
    assert.deepEqual(experiments, [], JSON.stringify(table));
  }
});

/** The only experiment of a table that nothing is wrong with. */
function only(table, options) {
  const { experiments, problems } = analyze(table, options);
  assert.deepEqual(problems, []);
  assert.equal(experiments.length, 1);
  return experiments[0];
}

test("what spreadsheets add is no part of a table", () => {
  const plain = only("arm,n,conversions\na,1000,100\nb,1000,110\n");
  assert.deepEqual(only("sep=;\r\narm;n;conversions\r\na;1000;100\r\nb;1000;110\r\n"), plain);
  assert.deepEqual(only("arm,n,conversions\ra,1000,100\rb,1000,110\r"), plain);
  assert.deepEqual(only("arm,n,conversions\na,1000,100\nb,1000,110\n,,\n,,\n"), plain);
  assert.deepEqual(
    only([
      { arm: " a ", n: 1000, conversions: " 100" },
      { arm: "b", n: 1000, conversions: 110 },
    ]),
    plain,
  );
  assert.equal(analyze("arm,n\na,5\nb,5\n", null).problems.length, 0);
});

test("names that every object has are names like others", () => {
  const table = "arm,metric,n,conversions\n__proto__,constructor,1000,100\ntoString,constructor,1000,190\n";
  const { metrics, conclusion } = only(table);
  assert.equal(metrics[0].comparisons[0].guardrail, undefined);
  assert.match(conclusion, /^“toString” is better than “__proto__” in constructor/);
});

test("a metric of other units than the first is told, and so are few units", () => {
  const rows = "a,s,1000,100\nb,s,1000,110\na,t,10000,4\nb,t,5000,110\n";
  const { warnings } = only(`arm,metric,n,conversions\n${rows}`);
  assert.match(warnings.join(" "), /t: other units than s, whose split was checked/);
  assert.match(warnings.join(" "), /t: fewer than 5 with or without it in a; intervals are rough/);
});

test("days that nobody has are told", () => {
  const rows = [1, 2, 9].map((day) => `a,2026-11-0${day},1000,100\nb,2026-11-0${day},1000,120`);
  const { warnings } = only(`arm,day,n,conversions\n${rows.join("\n")}`);
  assert.match(warnings.join(" "), /no row for 6 of the days from 2026-11-01 to 2026-11-09/);
});

test("a broken split leaves no verdict anywhere", () => {
  const rows = [1, 2].flatMap((day) => [`a,2026-11-0${day},x,9000,900`, `b,2026-11-0${day},x,8000,1400`]);
  const { metrics, conclusion } = only(`arm,day,device,n,conversions\n${rows.join("\n")}`);
  assert.match(conclusion, /^Nothing may be concluded: the arms did not get their shares/);
  const [{ comparisons, days, cells }] = metrics;
  const all = [...comparisons, ...[...days, ...cells].flatMap((one) => one.comparisons)];
  assert.deepEqual([...new Set(all.map(({ verdict }) => verdict))], ["unclear"]);
});

test("arms that were randomised with their answers have the split of what is told", () => {
  // Of 7 to 3 and ε = 1, an arm is told with 2 + (e − 1)·share of e + 3.
  const all = 1_000_000;
  const told = (share) => Math.round((all * (2 + Math.expm1(1) * share)) / (Math.E + 3));
  const table = `arm,reports,yes\na,${told(0.7)},300000\nb,${told(0.3)},200000\n`;
  const { split } = only(table, { epsilon: 1, privateArm: true, weights: { a: 7, b: 3 } });
  assert.ok(!split.broken && split.p > 0.9, split.p);
  assert.ok(only(table, { epsilon: 1, privateArm: true }).split.broken);
});

const counts = (rows) => `arm,metric,n,conversions\n${rows.map((row) => row.join()).join("\n")}\n`;

test("the sentence says what a guardrail does not hold, and in which direction", () => {
  const signup = [
    ["a", "signup", 100_000, 10_000],
    ["b", "signup", 100_000, 11_500],
  ];
  const of = (pay, options) =>
    only(counts([...signup, ["a", "pay", 100_000, 10_000], ["b", "pay", 100_000, pay]]), options).conclusion;
  const guardrails = { pay: 0.02 };
  assert.match(
    of(5000, { guardrails }),
    /, but “b” is worse than “a” in pay by more than the 2\.00 % that it may cost, by −50/,
  );
  assert.match(of(9900, { guardrails }), /it is not shown that “b” is less than 2\.00 % worse than “a” in pay/);
  assert.match(of(15_000, { guardrails, less: ["pay"] }), /worse than “a” in pay by more than the 2\.00 % .* by \+50/);
  const alone = only("arm,n,conversions\na,100000,10000\nb,100000,5000\n", { guardrails: { "": 0.02 } });
  assert.match(alone.conclusion, /^Nothing but guardrails was counted; “b” is worse than “a” by more than the 2\.00 %/);
});

test("the sentence leaves no arm out, and does not grow with them", () => {
  const silent = only("arm,n,sum_y,sum_yy\na,1000,100,140\nb,1000,0,0\nc,1000,120,150\nd,1000,130,170\n").conclusion;
  assert.match(silent, /^No difference is shown: “c” is between .*1 other comparison shows none either/);
  assert.match(silent, /; nothing may be concluded of “b” beside “a”: all units of an arm are alike\.$/);
  const many = Array.from({ length: 12 }, (_, arm) => `arm ${arm},9000,${arm < 10 ? 900 + 150 * arm : 900}`);
  const { conclusion } = only(`arm,n,conversions\n${many.join("\n")}`);
  assert.match(conclusion, /^“arm 9” is better than “arm 0”, by \+150/);
  assert.match(conclusion, /; 5 more differ from “arm 0”; of 3 other comparisons no difference is shown: that may be/);
});

const hours = (count, armOf, sumOf) =>
  `hour,arm,sessions,conversions\n${Array.from({ length: count }, (_, hour) => {
    const at = new Date(Date.UTC(2026, 10, 1, hour)).toISOString().slice(0, 16);
    return `${at}Z,${armOf(hour)},500,${sumOf(hour)}`;
  }).join("\n")}`;

test("few blocks of a switchback conclude nothing, however far they are apart", () => {
  const arms = "abbaab";
  const table = hours(
    6,
    (hour) => arms[hour],
    (hour) => 50 + (arms[hour] === "b" ? 60 : 0) + (hour % 3),
  );
  const { metrics, conclusion, warnings } = only(table);
  assert.equal(metrics[0].comparisons[0].verdict, "unclear");
  assert.equal(metrics[0].comparisons[0].p, metrics[0].randomisation);
  assert.match(conclusion, /^No difference is shown by the randomisation test/);
  assert.match(warnings.join(" "), /are only 2 blocks/);
  assert.match(
    only(
      hours(
        3,
        (hour) => "aba"[hour],
        () => 50,
      ),
    ).conclusion,
    /there are no two blocks of hours with both arms/,
  );
});

test("an arm that always has the same hours concludes nothing", () => {
  const isNight = (hour) => hour % 24 >= 12;
  const night = hours(
    24 * 14,
    (hour) => (isNight(hour) ? "b" : "a"),
    (hour) => 50 + (isNight(hour) ? 20 : 0) + ((hour * 7) % 5),
  );
  const { metrics, conclusion } = only(night);
  assert.match(conclusion, /^Nothing may be concluded: every hour of the day had always the same arm/);
  assert.equal(metrics[0].comparisons[0].verdict, "unclear");
  const isWeekend = (hour) => Math.floor(hour / 24) % 7 > 4;
  const week = hours(
    24 * 28,
    (hour) => (isWeekend(hour) ? "b" : "a"),
    (hour) => 50 + (isWeekend(hour) ? 20 : 0) + ((hour * 7) % 5),
  );
  assert.match(only(week).conclusion, /every hour of the week had always the same arm/);
});

test("hours that are missing are told", () => {
  const lines = hours(
    96,
    (hour) => "abbaab"[(hour * hour) % 6],
    (hour) => 50 + ((hour * 7) % 5),
  ).split("\n");
  const { warnings } = only([...lines.slice(0, 30), ...lines.slice(40)].join("\n"));
  assert.match(warnings.join(" "), /10 hours between the first and the last have no totals/);
});

test("an arm without a yes has an interval beside another, and the warning says by which method", () => {
  const zero = only("arm,n,conversions\na,10000,0\nb,10000,500\n");
  const [{ difference, lift, verdict, silent }] = zero.metrics[0].comparisons;
  // One more of both: 1 of 10,002 beside 501.
  const [a, b] = [1 / 10_002, 501 / 10_002];
  assert.ok(Math.abs(difference.estimate - (b - a)) < 1e-15);
  assert.ok(Math.abs(difference.error ** 2 / ((a * (1 - a) + b * (1 - b)) / 10_002) - 1) < 1e-12);
  assert.equal(verdict, "better");
  assert.deepEqual([lift, silent], [undefined, "the control's mean is 0, so that nothing is relative to it"]);
  assert.match(zero.conclusion, /^“b” is better than “a”, by \+0\.04999 \(between /);
  assert.match(zero.warnings.join(), /in a; intervals are rough; .*one more of both \(Agresti and Caffo\)/);
  assert.equal(zero.metrics[0].arms[0].mean, 0);
  const [turned] = only("arm,n,conversions\na,10000,500\nb,10000,0\n").metrics[0].comparisons;
  assert.equal(turned.verdict, "worse");
  assert.ok(turned.lift.estimate < -0.99 && turned.difference.estimate === -difference.estimate);
  // Nobody in either, everybody in either: nothing is shown, and that is no proof of it.
  for (const yes of [0, 100]) {
    const { metrics, conclusion } = only(`arm,n,conversions\na,100,${yes}\nb,100,${yes}\n`);
    assert.equal(metrics[0].comparisons[0].difference.estimate, 0);
    assert.match(conclusion, /^No difference is shown/);
  }
  // The others are compared as ever.
  const three = only("arm,n,conversions\na,1000,100\nb,1000,0\nc,1000,120\n").metrics[0].comparisons;
  assert.deepEqual(three[1].lift, only("arm,n,conversions\na,1000,100\nc,1000,120\n").metrics[0].comparisons[0].lift);
});

test("sums that rounding has left without a variance are told at their cell, and nothing is concluded from them", () => {
  // A thousand numbers around 10⁹ whose standard deviation is 1: nothing of it is left in sixteen digits.
  const large = (mean) => `1000,${1000 * mean},${1000 * mean * mean + 1000}`;
  const table = `arm,n,sum_y,sum_yy\na,${large(1e9)}\nb,${large(1e9 + 5)}\n`;
  const { experiments, problems } = analyze(table);
  assert.deepEqual(
    problems.map(({ severity, path, line, column, message }) => [severity, path, line, column, message.slice(0, 41)]),
    [
      ["warning", "/0/sum_yy", 2, 22, "sum_yy says next to nothing of how 1000 n"],
      ["warning", "/1/sum_yy", 3, 22, "sum_yy says next to nothing of how 1000 n"],
    ],
  );
  assert.match(experiments[0].conclusion, /^Nothing may be concluded of “b” beside “a”: all units of an arm are alike/);
  // The same numbers, from each of which 10⁹ was taken off.
  assert.equal(
    only(`arm,n,sum_y,sum_yy\na,${large(0)}\nb,${large(5)}\n`, {}).metrics[0].comparisons[0].verdict,
    "better",
  );
  // What x or a denominator says is no different, in rows as in text.
  const rows = ["a", "b"].map((arm) => ({
    arm,
    n: 1000,
    sum_y: 100,
    sum_yy: 110,
    sum_x: 1e12,
    sum_xx: 1e21,
    sum_xy: 1e11,
  }));
  assert.deepEqual(
    analyze(rows).problems.map(({ path }) => path),
    ["/0/sum_xx", "/1/sum_xx"],
  );
  // All alike, to the last digit: no warning, and no effect either.
  for (const alike of ["10,50,250", "10,1,0.1", "1000000,1000000,1000000"])
    assert.deepEqual(analyze(`arm,n,sum_y,sum_yy\na,${alike}\nb,${alike}\n`).problems, []);
  const [same] = only("arm,n,sum_y,sum_yy\na,10,1,0.09999999999999999\nb,10,2,0.4000000000000001\n").metrics;
  assert.equal(same.comparisons[0].silent, "all units of an arm are alike");
});

test("y that x says all of leaves no variance but what rounding makes", () => {
  const sums = (n, y, yy) => [n, y, yy, y, yy, yy].join();
  const table = `arm,n,sum_y,sum_yy,sum_x,sum_xx,sum_xy\na,${sums(1000, 333, 711.7)}\nb,${sums(1000, 347, 733.3)}\n`;
  assert.equal(only(table).metrics[0].comparisons[0].silent, "all units of an arm are alike");
  const ratio = table.replace("sum_x,sum_xx,sum_xy", "sum_d,sum_dd,sum_yd");
  assert.equal(only(ratio).metrics[0].comparisons[0].silent, "all units of an arm are alike");
});

test("the verdict of a day allows for all arms and metrics, as that of the table does", () => {
  const rows = [1, 2].flatMap((day) =>
    ["a", "b", "c"].flatMap((arm, place) =>
      ["s", "t"].map((metric) => `${arm},2026-11-0${day},${metric},5000,${500 + 70 * place}`),
    ),
  );
  const { metrics } = only(`arm,day,metric,n,conversions\n${rows.join("\n")}\n`, { once: true });
  for (const { comparisons, days } of metrics) {
    assert.deepEqual(
      days[1].comparisons.map(({ p, verdict }) => [p, verdict]),
      comparisons.map(({ p, verdict }) => [p, verdict]),
    );
    // What stands out by itself on the first day does not, among four.
    const [b] = days[0].comparisons;
    assert.ok(b.lift.p < 0.05 && b.p > 0.05 && b.verdict === "unclear", `${b.lift.p} ${b.p}`);
  }
});
