// Tables of sums → conclusions: the function, the command, and what is wrong with a table at its row and column.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { analyze, chart, chartPage, plan, Reading } from "../dist/analyze.js";
import { inRoot } from "../scripts/paths.mjs";
import { capture } from "../scripts/run.mjs";
import { temporaryFolder } from "./browser/folder.mjs";

const near = (got, wanted, what) =>
  assert.ok(Math.abs(got - wanted) <= 1e-9 * Math.abs(wanted), `${what ?? ""} ${got}, wanted ${wanted}`);

/** The only experiment of a table that nothing is wrong with. */
function only(table, options) {
  const { experiments, problems } = analyze(table, options);
  assert.deepEqual(problems, []);
  assert.equal(experiments.length, 1);
  return experiments[0];
}

const COUNTS = "experiment,arm,exposures,conversions\nheadline,welcome,1000,100\nheadline,evening,1000,130\n";

test("counts of two arms", () => {
  const found = only(COUNTS);
  const [metric] = found.metrics;
  assert.equal(metric.kind, "proportion");
  const { lift, difference, p, verdict } = metric.comparisons[0];
  // By gbstats 0.8.0.
  near(lift.estimate, 0.3);
  near(lift.p, 0.06559733260262468);
  near(lift.always.p, 0.5622208729310174);
  near(lift.always.interval[0], -0.20870625018398686);
  near(difference.estimate, 0.03);
  near(p, lift.always.p);
  assert.equal(verdict, "unclear");
  assert.match(found.conclusion, /^No difference is shown.*that there is no difference may not be concluded\.$/);
  near(only(COUNTS, { once: true, alpha: 0.1 }).metrics[0].comparisons[0].lift.interval[0], 0.032010342599035735);
  assert.equal(only(COUNTS, { once: true, alpha: 0.1 }).metrics[0].comparisons[0].verdict, "better");
  assert.equal(only(COUNTS, { once: true, alpha: 0.1, less: [""] }).metrics[0].comparisons[0].verdict, "worse");
});

test("the same as rows, as JSON rows with texts, with semicolons, a BOM, CRLF and quotation marks", () => {
  const rows = [
    { arm: "welcome", n: 1000, sum_y: 100 },
    { arm: "evening", n: 1000, sum_y: 130 },
  ];
  const wanted = only(rows);
  const written = '\ufeffarm;n;sum_y\r\n"welcome";1000;100\r\n"evening";"1000";130';
  assert.deepEqual(only(written), wanted);
  assert.deepEqual(only("arm\tn\tsum_y\nwelcome\t1000\t100\n\nevening\t1000\t130\n\n"), wanted);
  assert.deepEqual(only(rows.map((row) => ({ ...row, n: String(row.n) }))), wanted);
  assert.equal(only('arm,n,sum_y\n"a ""quoted"", name",10,5\nb,10,4').control, 'a "quoted", name');
});

test("a text comes in pieces of any length", () => {
  const whole = analyze(COUNTS);
  for (const length of [1, 3, 7, 1000]) {
    const reading = new Reading();
    const csv = reading.stream("");
    for (let at = 0; at < COUNTS.length; at += length) csv.feed(COUNTS.slice(at, at + length));
    csv.end();
    assert.deepEqual(reading.end(), whole);
  }
});

test("CUPED, ratios and means from sums", () => {
  const head = "arm,n,sum_y,sum_yy,";
  const cuped = `${head}sum_x,sum_xx,sum_xy\na,3000,300,869,290,800,310\nb,3001,330,900,300,810,350\n`;
  const [metric] = only(cuped).metrics;
  assert.equal(metric.kind, "adjusted");
  near(metric.comparisons[0].lift.estimate, 0.08691686653382616);
  near(metric.comparisons[0].lift.always.interval[1], 0.4951486188508146);
  near(metric.arms[0].mean, 0.1);
  assert.ok(metric.arms[0].adjusted !== metric.arms[0].mean);
  const mean = only(
    `${head}day\na,400,2000,16000,\nb,420,2310,18500,`
      .replaceAll(",day", "")
      .replaceAll(/,\n|,$/g, "\n")
      .replace("sum_yy\n", "sum_yy\n"),
    { once: true },
  );
  near(mean.metrics[0].comparisons[0].difference.p, 0.06008635923396932);
  const ratio = only(`${head}sum_d,sum_dd,sum_yd\na,400,2000,16000,800,2000,4500\nb,420,2310,18500,830,2100,5000\n`);
  assert.equal(ratio.metrics[0].kind, "ratio");
  near(ratio.metrics[0].arms[0].mean, 2.5);
});

test("without CUPED its columns are empty", () => {
  const table = "arm,n,sum_y,sum_yy,sum_x,sum_xx,sum_xy\na,400,2000,16000,,,\nb,420,2310,18500,,,\n";
  assert.equal(only(table).metrics[0].kind, "mean");
  const { problems } = analyze(table.replace(",,,\nb", ",1,1,1\nb"));
  assert.match(problems[0].message, /sum_x is there in some rows of the metric and not in others/);
});

const arms = (rows) =>
  `experiment,arm,day,metric,device,n,sum_y,sum_yy\n${rows.map((row) => row.join(",")).join("\n")}\n`;

/** Three days of two metrics on two devices. */
function month() {
  const rows = [];
  for (const day of [1, 2, 3])
    for (const [arm, more] of [
      ["a", 0],
      ["b", 40],
    ])
      for (const device of ["phone", "desktop"])
        for (const metric of ["signup", "bounce"])
          rows.push(["x", arm, `2026-11-0${day}`, metric, device, 1000, 100 + more, 100 + more]);
  return rows;
}

test("days, dimensions, guardrails, and p-values that allow for all of it", () => {
  const found = only(arms(month()), { guardrails: { bounce: 0.05 }, less: ["bounce"] });
  const [signup, bounce] = found.metrics;
  assert.deepEqual(
    signup.days.map(({ day }) => day),
    ["2026-11-01", "2026-11-02", "2026-11-03"],
  );
  // What is known on the last day is what is known.
  assert.deepEqual(signup.days[2].comparisons[0].lift, signup.comparisons[0].lift);
  assert.equal(signup.arms[0].n, 6000);
  assert.deepEqual(
    signup.cells.map(({ cell }) => cell),
    ["phone", "desktop"],
  );
  assert.equal(signup.comparisons[0].verdict, "better");
  // Four cells of two metrics; a guardrail among the metrics is no second hope.
  const [
    {
      comparisons: [cell],
    },
  ] = signup.cells;
  near(cell.p, Math.min(1, 4 * cell.lift.always.p));
  near(signup.comparisons[0].p, signup.comparisons[0].lift.always.p);
  assert.equal(bounce.comparisons[0].guardrail.held, false);
  assert.match(
    found.conclusion,
    /, but “b” is worse than “a” in bounce by more than the 5\.00 % that it may cost, by \+40/,
  );
  assert.match(found.warnings.join(" "), /4 comparisons in cells/);
  const fine = only(arms(month().filter(([, , , metric]) => metric === "signup")), { guardrails: { signup: 0.05 } });
  assert.equal(fine.metrics[0].comparisons[0].guardrail.held, true);
});

test("cells with few units are told together, and days without a row are told", () => {
  const few = ["watch", "fridge"].flatMap((device) =>
    ["a", "b"].map((arm) => ["x", arm, "2026-11-01", "signup", device, 3, 1, 1]),
  );
  const { metrics, warnings } = only(
    arms([
      ...month()
        .filter(([, , , metric]) => metric === "signup")
        .slice(0, -2),
      ...few,
    ]),
  );
  assert.deepEqual(
    metrics[0].cells.map(({ cell }) => cell),
    ["phone", "desktop", "(others)"],
  );
  assert.equal(metrics[0].cells[2].arms[0].n, 6);
  assert.match(warnings.join(" "), /device watch, fridge: fewer than 5 units in an arm; told together as \(others\)/);
  assert.match(warnings.join(" "), /signup has no row for b on 2026-11-03/);
});

test("a control below 0 has no lift, and more is better all the same", () => {
  const loss = "arm,n,sum_y,sum_yy\na,4000,-8000,50000\nb,4000,-6000,45000\n";
  const { metrics, conclusion } = only(loss, { guardrails: {} });
  assert.equal(metrics[0].comparisons[0].verdict, "better");
  assert.equal(metrics[0].comparisons[0].lift, undefined);
  assert.match(conclusion, /^“b” is better than “a”, by \+0\.5 /);
  assert.equal(only(loss, { guardrails: { "": 0.1 } }).metrics[0].comparisons[0].guardrail.held, false);
  const alike = only("arm,n,sum_y,sum_yy\na,10,50,250\nb,10,50,250\n");
  assert.deepEqual(
    [alike.metrics[0].arms[0].best, alike.metrics[0].comparisons[0].silent],
    [undefined, "all units of an arm are alike"],
  );
  assert.match(alike.conclusion, /^Nothing may be concluded of “b” beside “a”: all units of an arm are alike\.$/);
});

test("a broken split ends all conclusions, and weights say what a split should be", () => {
  const broken = only("arm,n,conversions\na,10000,1000\nb,11000,1400\n");
  assert.ok(broken.split.broken);
  assert.match(broken.conclusion, /^Nothing may be concluded: the arms did not get their shares/);
  assert.ok(!only("arm,n\na,20000\nb,10000\n", { weights: { a: 2, b: 1 } }).split.broken);
  assert.match(only("arm,n\na,100\nb,100\n").conclusion, /nothing else was counted/);
});

/** Hours by turns, some of them better. */
function hours(count) {
  return Array.from({ length: count }, (_, hour) => {
    // The order within each pair of hours, drawn once.
    const second = "010011101001011000101101"[Math.floor(hour / 2) % 24] === String(hour % 2);
    const at = new Date(Date.UTC(2026, 10, 1, hour)).toISOString().slice(0, 16);
    return {
      at: `${at}Z`,
      arm: second ? "on" : "off",
      sessions: 500,
      conversions: 50 + (second ? 12 : 0) + ((hour * 7) % 5),
    };
  });
}

test("a switchback: hours with their arms, or with a table of them", () => {
  const rows = hours(48);
  const armed = `hour,arm,sessions,conversions\n${rows.map(({ at, arm, sessions, conversions }) => [at, arm, sessions, conversions].join()).join("\n")}`;
  const found = only(armed, { control: "off" });
  assert.equal(found.metrics[0].blocks, 24);
  assert.equal(found.metrics[0].comparisons[0].verdict, "better");
  assert.equal(found.metrics[0].comparisons[0].lift.always, undefined);
  assert.ok(found.metrics[0].randomisation < 0.001);
  assert.match(found.warnings.join(" "), /one look/);
  const totals = `hour,n,sum_y\n${rows.map(({ at, sessions, conversions }) => [at, sessions, conversions].join()).join("\n")}`;
  const schedule = `hour,arm\n${rows.map(({ at, arm }) => `${at},${arm}`).join("\n")}`;
  // As warehouses write it.
  for (const zone of ["", ":00Z", ":00+00", ":00.000+00:00", " UTC"])
    assert.deepEqual(
      only([totals.replaceAll("T", " ").replaceAll("Z,", `${zone},`), schedule], { control: "off" }),
      found,
    );
  for (const tables of [
    [totals, schedule],
    [schedule, totals],
  ])
    assert.deepEqual(only(tables, { control: "off" }), found);
  const more = analyze([totals, `${schedule}\n2027-01-01T00:00Z,on`]);
  assert.match(more.experiments[0].warnings.join(" "), /1 of the 49 hours with an arm have no totals/);
  const days = `day,arm\n2026-11-01,off\n2026-11-02,on\n`;
  assert.match(only([totals, days]).warnings.join(" "), /only 1 blocks?/);
});

test("randomised answers", () => {
  const table = "arm,reports,yes,epsilon\na,40000,6300,2\nb,40000,6900,2\n";
  const [metric] = only(table).metrics;
  const [p, q] = [Math.exp(2) / (1 + Math.exp(2)), 1 / (1 + Math.exp(2))];
  near(metric.arms[0].mean, (6300 / 40000 - q) / (p - q));
  assert.deepEqual(
    only(table.replaceAll(/,epsilon|,2$/gm, ""), { epsilon: 2 }).metrics[0].comparisons,
    metric.comparisons,
  );
  // Four cells: an answer is true with e² in e² + 3 and each other one with 1.
  const [truth, lie] = [Math.exp(2) / (Math.exp(2) + 3), 1 / (Math.exp(2) + 3)];
  const yes = (rate) => Math.round(80_000 * (lie + (truth - lie) * 0.5 * rate));
  const together = only(`arm,reports,yes\na,40000,${yes(0.2)}\nb,40000,${yes(0.3)}\n`, {
    privateArm: true,
    epsilon: 2,
  });
  const [a, b] = together.metrics[0].arms.map(({ mean }) => mean);
  assert.ok(Math.abs(a - 0.2) < 1e-4 && Math.abs(b - 0.3) < 1e-4, `${a} ${b}`);
});

/** Tables, options, and what is said of them: place and message. */
const WRONG = [
  ["", "", /^0:0 {2}this table is empty/],
  ["arm,n\n", "", /this table has a header and no rows/],
  ["arm,n,conversions\na,10,11\nb,5,4\n", "", /^2:1 \/0 more conversions \(11\) than units \(10\)/],
  ["arm,n,sum_y,sum_yy\na,10,11,11\nb,5,4,4\n", "", /^2:1 \/0 more of sum_y \(11\) than units/],
  ["arm,n,conversions\na,10,5\nb,0,0\n", "", /^3:1 \/1\/arm arm b has nobody in it/],
  ["arm,n,conversions\na,10,5\nb,0,2\n", "", /^3:1 \/1 conversions is 2 of nobody/],
  ["arm,n,conversions\na,10,5\n", "", /the table has one arm/],
  ["arm,metric,n,conversions\na,s,10,5\nb,s,10,5\na,t,10,5\n", "", /^3:1 \/1\/arm arm b is missing in t/],
  ["arm,n,conversions\na,10,5\na,10,5\nb,10,5\n", "", /^3:1 \/1 arm a is there twice, first in line 2/],
  [
    "arm,day,n,conversions\na,2026-11-01,10,5\nb,2026-11-01,10,5\nb,2026-11-01,10,5\n",
    "",
    /^4:1 \/2 arm b of 2026-11-01 is there twice/,
  ],
  [
    "hour,arm,sessions,conversions\n2026-11-01T01:00Z,a,9,3\n2026-11-01T01:00Z,b,9,3",
    "",
    /^3:1 \/1\/hour the hour 2026-11-01T01:00Z is there twice/,
  ],
  ["hour,arm\n2026-11-01T01:00Z,a\n2026-11-01 01:00,b", "", /^3:1 \/1\/hour 2026-11-01 01:00 has an arm twice/],
  ["hour,arm,sessions,conversions\n2026-11-01T01:30Z,a,9,3", "", /^2:1 \/0\/hour hour is no whole hour in UTC/],
  ["hour,arm,sessions,conversions\n2026-02-30T01:00Z,a,9,3", "", /hour is no whole hour/],
  ["hour,sessions,conversions\n2026-11-01T01:00Z,9,3", "", /^2:1 \/0\/hour nothing says which arm this hour had/],
  [
    "hour,arm,sessions,conversions\n2026-11-01T01:00Z,a,9,10",
    "",
    /^2:23 \/0\/conversions more conversions \(10\) than units \(9\)/,
  ],
  ["arm,day,n\na,30.11.2026,5\nb,2026-11-30,5", "", /^2:3 \/0\/day day is no day as 2026-11-30: “30\.11\.2026”/],
  ["arm,n,conversions\na,ten,5\nb,10,5\n", "", /^2:3 \/0\/n n is no number: “ten”/],
  [
    "arm;n;sum_y;sum_yy\na;10;5,5;9\nb;10;5;4\n",
    "",
    /^2:6 \/0\/sum_y sum_y is no number: “5,5”; decimals are written with a point/,
  ],
  [
    "arm,n,conversions\na,NaN,5\nb,Infinity,5\n",
    "",
    /^2:3 \/0\/n n is no number: “NaN”\n3:3 \/1\/n n is no number: “Infinity”/,
  ],
  ["arm,n,conversions\na,-1,5\nb,10,5\n", "", /^2:3 \/0\/n n is negative: -1/],
  ["arm,n,conversions\na,10.5,5\nb,10,5\n", "", /n counts, and is no whole number: 10\.5/],
  ["arm,n,conversions\na,,5\nb,10,5\n", "", /^2:3 \/0\/n n is missing/],
  ["arm,n,conversions\na,10\nb,10,5\n", "", /^2:1 \/0 this row has 2 cells, and the header 3/],
  ["arm,n,n\na,1,1\n", "", /^1:7 {2}the column n is there twice/],
  ["arm,n,sum_yyy\na,1,1\n", "", /^1:7 {2}nobody knows the column sum_yyy/],
  ["arm,n,sum_y,sum_yy,sum_x\na,1,1,1,1\n", "", /^1:20 {2}sum_x needs the column sum_xx/],
  ["variant,visits\na,1\n", "", /^1:1 {2}the column arm is missing/],
  ['arm,n\n"a,10\nb,10\n', "", /^2:1 {2}this quotation mark is not closed/],
  ['arm,n\na"b,10\n', "", /^2:2 {2}a quotation mark in the middle/],
  [
    "arm,n,sum_y,sum_yy\na,10,50,100\nb,10,5,9\n",
    "",
    /sum_yy is too small: 10 numbers that add up to 50 have at least 250/,
  ],
  ["arm,n,sum_y,sum_yy,sum_x,sum_xx,sum_xy\na,10,5,9,5,9,100\nb,10,5,9,5,9,5\n", "", /the products 100 are too large/],
  [
    "arm,reports,yes\na,10,11\nb,10,5\n",
    { epsilon: 1 },
    /^2:6 \/0\/yes more reports say yes \(11\) than there are \(10\)/,
  ],
  ["arm,reports,yes\na,10,1\nb,10,5\n", "", /epsilon is missing/],
  [COUNTS, { control: "z" }, /\/control experiment headline has no arm z/],
  [COUNTS, { less: ["signup"] }, /^0:0 \/less less: there is no metric signup; there are one without a name/],
  [COUNTS, { guardrails: { signup: 0.1 } }, /guardrails: there is no metric signup/],
  [COUNTS, { alpha: 0 }, /\/alpha alpha is between 0 and 1/],
  [COUNTS, { weights: { welcome: 1 } }, /arm evening has 1000 units and no weight/],
  [COUNTS, { guardrails: { x: 2 } }, /\/guardrails\/x .* is a share between 0 and 1/],
  [[], "", /this table is empty/],
  [[1], "", /^0:0 \/0 a row is an object/],
  [{}, "", /a table is CSV text or a list of rows/],
  [[{ arm: "a", n: 10 }, { arm: "b" }], "", /^0:0 \/1\/n n is missing/],
];

test("what is wrong is told with its row and column, and nothing is concluded", () => {
  for (const [table, options, said] of WRONG) {
    const { experiments, problems } = analyze(table, options || {});
    const told = problems
      .map(({ line = 0, column = 0, path, message }) => `${line}:${column} ${path} ${message}`)
      .join("\n");
    assert.match(told, said, JSON.stringify(table));
    assert.deepEqual(experiments, [], JSON.stringify(table));
  }
});

test("many problems of a table are counted", () => {
  const rows = Array.from({ length: 300 }, (_, row) => `a${row},x`).join("\n");
  const { problems } = analyze(`arm,n\n${rows}`);
  assert.equal(problems.length, 101);
  assert.equal(problems[100].message, "200 more problems of this table are not listed");
});

test("whatever is handed in, it answers", () => {
  for (const table of [
    null,
    undefined,
    5,
    [null],
    [[]],
    [[], []],
    "\ufeff",
    "\n\n",
    '"',
    "a\0b",
    ",,,\n,,,",
    [{ arm: {}, n: [] }],
  ])
    for (const options of [undefined, {}, { prior: { mean: 0, sd: -1 } }])
      assert.ok(analyze(table, options).problems.length > 0, JSON.stringify(table));
});

test("an experiment is planned", () => {
  const found = plan({ base: 0.05, lift: 0.2, perDay: 1000, looks: [0.5, 1] });
  assert.equal(found.units, 8158);
  assert.equal(found.days, 17);
  assert.ok(found.unitsAlways > found.units && found.daysAlways > found.days);
  assert.equal(found.bounds.length, 2);
  assert.equal(plan({ base: 0.05, lift: 0.2, epsilon: 2 }).units, 36_574);
  assert.ok(Math.abs(plan({ base: 0.05, perDay: 8158, days: 2 }).smallestLift - 0.2) < 1e-5);
  assert.ok(plan({ base: 0.05, lift: 0.2, switchback: { sessions: 500 } }).hours < 100);
  assert.ok(plan({ base: 20, sd: 40, lift: 0.05, arms: 3 }).units > plan({ base: 20, sd: 40, lift: 0.05 }).units);
  for (const [options, said] of [
    [{ base: 5, lift: 0.1 }, /base of a rate is between 0 and 1/],
    [{ base: 0.6, lift: 0.9 }, /takes the rate out of 0 to 1/],
    [{ base: 0.1 }, /lift is missing/],
    [{ base: 0.1, lift: 0.1, arms: 1.5 }, /arms is a number of 2 or more/],
    [{ base: 0.1, lift: 0.1, looks: [0.5, 0.4] }, /looks are shares that rise/],
    [{ base: 0.1, lift: 0.1, switchback: {} }, /sessions is above 0, not 0/],
    [{ base: 0.1, lift: 0.1, looks: 5 }, /looks/],
    [undefined, /base/],
  ])
    assert.match(
      plan(options)
        .problems.map(({ message }) => message)
        .join(),
      said,
    );
});

test("a drawing says what it shows, and no name in it is markup", () => {
  const nasty = '<script>&"\u0007';
  const table = [
    { experiment: nasty, arm: "a", day: "2026-11-01", n: 100, sum_y: 10 },
    { experiment: nasty, arm: nasty, day: "2026-11-01", n: 100, sum_y: 12 },
    { experiment: nasty, arm: "a", day: "2026-11-02", n: 100, sum_y: 10 },
    { experiment: nasty, arm: nasty, day: "2026-11-02", n: 100, sum_y: 12 },
  ];
  const analysis = analyze(table);
  for (const text of [chart(analysis), chart(analysis, 360), chartPage(analysis)]) {
    assert.ok(!text.includes("<script") && !text.includes("\u0007"), text);
    assert.match(text, /<svg [^>]*role="img"><title>[^<]+<\/title><desc>No difference is shown/);
    assert.match(text, /prefers-color-scheme:dark/);
  }
  assert.match(chartPage(analysis), /<table><caption>/);
  assert.match(chart(analyze("")), /Nothing but units was counted/);
});

const run = (cwd, ...words) => capture(process.execPath, [inRoot("dist/cli.js"), "analyze", ...words], { cwd });

test("the command prints, writes and says where something is wrong", async () => {
  const folder = temporaryFolder("analyze");
  await writeFile(join(folder, "arms.csv"), COUNTS);
  await writeFile(
    join(folder, "rows.json"),
    JSON.stringify([
      { arm: "a", n: 100, sum_y: 1 },
      { arm: "b", n: 100, sum_y: "x" },
    ]),
  );
  await writeFile(join(folder, "bad.csv"), "experiment,arm,n,conversions\nheadline,late,10,11\n");
  const fine = await run(folder, "arms.csv", "--once", "--alpha", "0.1", "--json", "out.json", "--chart", "out.html");
  assert.equal(fine.code, 0, fine.output);
  assert.match(
    fine.output,
    /headline\n {2}split as it should be[\s\S]*evening +\+30\.0 % .*better[\s\S]*= “evening” is better than “welcome”/,
  );
  const { experiments } = JSON.parse(await readFile(join(folder, "out.json"), "utf8"));
  assert.deepEqual(experiments, analyze([COUNTS], { once: true, alpha: 0.1 }).experiments);
  assert.match(await readFile(join(folder, "out.html"), "utf8"), /^<!doctype html>/);
  assert.equal((await run(folder, "arms.csv", "--chart", "out.svg")).code, 0);
  assert.match(await readFile(join(folder, "out.svg"), "utf8"), /^<svg /);
  for (const [words, code, said] of [
    [
      ["arms.csv", "bad.csv"],
      1,
      /bad\.csv:2:1 error \/0: more conversions \(11\) than units \(10\)\narms\.csv, bad\.csv: 1 error, 0 warnings/,
    ],
    [["rows.json"], 1, /rows\.json error \/1\/sum_y: sum_y is no number: “x”/],
    [["arms.csv", "--json", "./arms.csv"], 2, /arms\.csv is a table that is read, and would be lost/],
    [["none.csv"], 2, /ENOENT/],
    [["."], 2, /EISDIR/],
    [["arms.parquet"], 2, /arms\.parquet/],
    [[], 2, /analyze takes one file or several/],
    [["arms.csv", "--chart", "out.png"], 2, /--chart takes a file with the ending \.svg or \.html/],
    [["arms.csv", "--alpha", "much"], 2, /--alpha takes a number, not much/],
    [["arms.csv", "--weights", "a"], 2, /--weights takes a name and a number/],
    [["arms.csv", "--nothing"], 2, /there is no option `--nothing`/],
  ]) {
    const { code: got, output } = await run(folder, ...words);
    assert.equal(got, code, `${words}: ${output}`);
    assert.match(output, said);
  }
});

test("the command plans, and names the option that is wrong", async () => {
  const planned = (...words) => capture(process.execPath, [inRoot("dist/cli.js"), "plan", ...words]);
  const { code, output } = await planned(..."--base 0.05 --lift 0.2 --per-day 1000 --looks 0.5,1".split(" "));
  const { unitsAlways, daysAlways, bounds } = plan({ base: 0.05, lift: 0.2, perDay: 1000, looks: [0.5, 1] });
  assert.deepEqual(output.trim().split("\n"), [
    "8,158 units in each of 2 arms, 17 days: for one look, at the end",
    `${unitsAlways.toLocaleString("en")} units in each of 2 arms, ${daysAlways} days: for any number of looks`,
    `planned looks: standard errors that an effect has to be from 0, for α 0.05: ${bounds[0].toFixed(3)} at 50 %, ${bounds[1].toFixed(3)} at 100 %`,
  ]);
  assert.equal(code, 0);
  const all = "--base 20 --sd 40 --lift -0.05 --arms 3 --power 0.9 --alpha 0.1 --tuning 900 --sessions 50 --noise 0.1";
  const options = { base: 20, sd: 40, lift: -0.05, arms: 3, power: 0.9, alpha: 0.1, tuning: 900 };
  const wanted = plan({ ...options, switchback: { sessions: 50, noise: 0.1 } });
  assert.deepEqual(JSON.parse((await planned(...all.split(" "), "--json")).output), wanted);
  assert.match(
    (await planned(...all.split(" "))).output,
    /\n[\d,]+ hours of a switchback, half of them in each arm\n$/,
  );
  assert.match(
    (await planned(..."--base 0.05 --per-day 8158 --days 2".split(" "))).output,
    /^20 % is the smallest lift that 2 days find, with one look at the end\n$/,
  );
  for (const [words, wantedCode, said] of [
    ["--base 5 --lift 0.1", 1, /^error --base: base of a rate is between 0 and 1, not 5\n$/],
    ["--base 0.1", 1, /^error --lift: lift is missing, or perDay and days\n$/],
    ["--base 0.1 --lift 0.1 --per-day 0", 1, /^error --per-day: perDay is above 0, not 0\n$/],
    ["--base 0.1 --lift 0.1 --tuning -5", 1, /^error --tuning: tuning is above 0, not -5\n$/],
    ["--base 0.1 --lift 0.1 --sessions 0", 1, /^error --sessions: sessions is above 0, not 0\n$/],
    ["--base 0.1 --lift 0.1 --sessions 9 --noise -1", 1, /^error --noise: noise is 0 or more, not -1\n$/],
    ["--base 0.1 --lift 0.1 --looks 0.5,0.4", 1, /^error --looks: looks are shares that rise/],
    ["--base 0.1 --lift 0.1 --arms 1 --json", 1, /"path": "\/arms",\n/],
    ["--lift 0.1", 2, /plan takes --base/],
    ["--base much --lift 0.1", 2, /--base takes a number, not much/],
    ["--base --lift 0.1", 2, /--base needs a value/],
    ["--base 0.1 --lift 0.1 --looks 0.5,", 2, /--looks takes a number, not /],
    ["--base 0.1 --lift 0.1 --noise 1", 2, /--noise goes with --sessions/],
    ["--base 0.1 --lift 0.1 arms.csv", 2, /plan takes no file, such as `arms\.csv`/],
    ["--base 0.1 --effect 0.1", 2, /there is no option `--effect`/],
  ]) {
    const { code: got, output: text } = await planned(...words.split(" "));
    assert.equal(got, wantedCode, `${words}: ${text}`);
    assert.match(text, said);
  }
});

test("a large file is read in pieces: its memory does not grow with it", async () => {
  const folder = temporaryFolder("analyze-large");
  const file = join(folder, "hours.csv");
  // Empty lines are no rows, so that the file is large and the table is not.
  const out = createWriteStream(file);
  out.write(COUNTS);
  for (let piece = 0; piece < 64; piece += 1) if (!out.write("\n".repeat(1 << 20))) await once(out, "drain");
  out.end();
  await once(out, "finish");
  const words = ["--max-old-space-size=48", inRoot("dist/cli.js"), "analyze", file];
  assert.match(execFileSync(process.execPath, words, { encoding: "utf8" }), /No difference is shown/);
});
