// Raw events → sums: what is read, what is refused and where, and that DuckDB and the reader of the package say the same, also of
// ten million rows.

import assert from "node:assert/strict";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { isLog, summarise } from "../../dist/logs.js";
import { inRoot } from "../../scripts/paths.mjs";
import { capture } from "../../scripts/run.mjs";
import { writeLog } from "./simulate.mjs";

const FOLDER = inRoot("target/logs-read");
await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });

let files = 0;
async function file(text, ending = "csv") {
  files += 1;
  const path = `${FOLDER}/${files}.${ending}`;
  await writeFile(path, text);
  return path;
}

const ENGINES = ["built-in", "duckdb"];
const HEADER = "time,unit,experiment,arm,metric,value";
const SHOWN = "2026-11-02T10:00:00Z,u1,price,low,,";
const csv = (...lines) => `${[HEADER, ...lines].join("\n")}\n`;

/** What both engines make of a log. */
async function sums(text, options = {}, ending = "csv") {
  const path = await file(text, ending);
  const [one, other] = await Promise.all(ENGINES.map((engine) => summarise([path], { ...options, engine })));
  assert.deepEqual(other.rows, one.rows);
  assert.deepEqual(other.warnings, one.warnings);
  return one;
}

/** The sentence with which both refuse a log, without the name of the file. */
async function refusal(text, ending = "csv", options = {}) {
  const path = await file(text, ending);
  const said = [];
  for (const engine of ENGINES)
    said.push(
      await summarise([path], { ...options, engine }).then(
        () => "nothing",
        ({ message }) => message,
      ),
    );
  assert.equal(said[1], said[0]);
  return said[0].replace(`${path}, `, "").replace(`${path}: `, "");
}

test("a unit counts from its first exposure, within the window, and before it", async () => {
  const { rows, warnings } = await sums(
    csv(
      "2026-11-02T12:00:00Z,u1,price,low,,",
      SHOWN,
      "2026-11-02T10:00:00Z,u1,,,order,2.5",
      "2026-11-03T09:59:59.999Z,u1,,,order,0.5",
      "2026-11-03T10:00:00Z,u1,,,order,100",
      "2026-11-02T09:59:59Z,u1,,,order,7",
      "2026-10-31T10:00:00Z,u1,,,order,1",
      "2026-10-31T09:59:59Z,u1,,,order,100",
      "2026-11-02T10:00:00Z,u2,price,low,,",
      "2026-11-02T10:00:00Z,u3,price,low,,",
      "2026-11-05T10:00:00Z,u3,price,high,,",
      "2026-11-02T11:00:00Z,stranger,,,order,9",
    ),
    { window: "1d", before: "2d" },
  );
  assert.deepEqual(rows, [
    {
      experiment: "price",
      arm: "low",
      metric: "order",
      n: 2,
      sum_y: 3,
      sum_yy: 9,
      sum_x: 8,
      sum_xx: 64,
      sum_xy: 24,
      excluded_units: 1,
      excluded_rows: 0,
    },
  ]);
  assert.deepEqual(warnings, [
    "price: 1 units saw several arms and are left out",
    "order: 1 events are those of units without an exposure and are left out",
  ]);
});

test("without values a metric is whether, with them how much; small cells are told", async () => {
  const log = csv(
    SHOWN,
    "2026-11-02T23:30:00-01:00,u2,price,low,,",
    "2026-11-03T12:00:00Z,u1,,,signup,",
    "2026-11-03T13:00:00Z,u1,,,signup,",
  );
  const { rows } = await sums(log, { by: ["day"] });
  assert.deepEqual(
    rows.map(({ day, n, sum_y, small }) => [day, n, sum_y, small]),
    [
      ["2026-11-02", 1, 1, 1],
      ["2026-11-03", 1, 0, 1],
    ],
  );
  const { rows: exposures } = await sums(csv(SHOWN));
  assert.deepEqual(exposures, [{ experiment: "price", arm: "low", n: 1, excluded_units: 0, excluded_rows: 0 }]);
});

test("every way to write a file gives the same rows", async () => {
  const lines = [
    `${HEADER},device`,
    '2026-11-02T10:00:00Z,u1,"pr,i""ce","lo\nw",,,dé',
    "2026-11-02T10:00:00Z,u1,,,order,2.5,",
  ];
  const plain = await sums(lines.join("\n"), { by: ["device"] });
  assert.deepEqual([plain.rows[0].experiment, plain.rows[0].arm, plain.rows[0].device], ['pr,i"ce', "lo\nw", "dé"]);
  for (const text of [`\ufeff${lines.join("\n")}\n`, lines.join("\r\n"), `${lines.join("\n")}\n\n`])
    assert.deepEqual((await sums(text, { by: ["device"] })).rows, plain.rows);
  for (const separator of [";", "\t"]) {
    const text = lines.join("\n").replaceAll(",", separator).replace(`pr${separator}i`, "pr,i");
    assert.deepEqual((await sums(text, { by: ["device"] })).rows, plain.rows);
  }
  const objects = [
    { time: "2026-11-02T10:00:00Z", unit: "u1", experiment: 'pr,i"ce', arm: "lo\nw", device: "dé", more: [1] },
    { time: "2026-11-02T10:00:00Z", unit: "u1", metric: "order", value: 2.5, arm: null },
  ];
  const json = objects.map((one) => JSON.stringify(one)).join("\n");
  assert.deepEqual((await sums(json, { by: ["device"] }, "jsonl")).rows, plain.rows);
});

test("moments and numbers are read alike, in every form", async () => {
  const times = [
    "2026-11-02",
    "2026-11-02 00:00",
    "2026-11-02T00:00:00",
    "2026-11-02T01:00:00+01:00",
    "2026-11-02T00:00Z",
    "2026-11-01 23:30:00-0030",
    "2026-11-02T05:00:00.000000001+05",
  ];
  for (const time of times) {
    const text = csv(
      `${time},u1,price,low,,`,
      "2026-11-02T00:00:00Z,u1,,,order,3",
      "2026-11-01T23:59:59.999999Z,u1,,,order,100",
    );
    assert.equal((await sums(text)).rows[0].sum_y, 3, time);
  }
  for (const [text, value] of [
    ["3", 3],
    ["0.1", 0.1],
    [".5", 0.5],
    ["2.", 2],
    ["1e3", 1000],
    ["123456789012345.678", Number("123456789012345.678")],
    ["+4", 4],
    ["0", 0],
  ])
    assert.equal((await sums(csv(SHOWN, `2026-11-02T11:00:00Z,u1,,,order,${text}`))).rows[0].sum_y, value, text);
});

test("what is wrong is told with its row and its column", async () => {
  for (const [line, said] of [
    ["2026-11-02T11:00:00Z,u1,,,order,ten", 'row 3, column value: "ten" is no number'],
    ["2026-11-02T11:00:00Z,u1,,,order,NaN", 'row 3, column value: "NaN" is no number'],
    ["2026-11-02T11:00:00Z,u1,,,order,1e999", 'row 3, column value: "1e999" is no number'],
    ['2026-11-02T11:00:00Z,u1,,,order,"1,5"', 'row 3, column value: "1,5" is no number'],
    ["2026-11-02T11:00:00Z,u1,,,order,-1", 'row 3, column value: "-1" is negative'],
    ["2026-11-02T11:00:00Z,u1,price,,,", "row 3, column arm: this is missing"],
    ["2026-11-02T11:00:00Z,u1,,,,", "row 3, column arm: this is missing"],
    ["2026-11-02T11:00:00Z,u1,,low,,", "row 3, column experiment: the name of the experiment is missing"],
    ["2026-11-02T11:00:00Z,u1,price,low,order,", "row 3, column metric: a row has an arm or a metric, not both"],
    ["2026-11-02T11:00:00Z,,price,low,,", "row 3, column unit: the unit is missing"],
    [",u1,price,low,,", "row 3, column time: the time is missing"],
    ["yesterday,u1,price,low,,", 'row 3, column time: "yesterday" is no time such as 2026-11-30T17:05:00Z'],
    [
      "2026-02-30T11:00:00Z,u1,price,low,,",
      'row 3, column time: "2026-02-30T11:00:00Z" is no time such as 2026-11-30T17:05:00Z',
    ],
    [
      "2026-11-02T24:00:00Z,u1,price,low,,",
      'row 3, column time: "2026-11-02T24:00:00Z" is no time such as 2026-11-30T17:05:00Z',
    ],
    ["1796058300,u1,price,low,,", 'row 3, column time: "1796058300" is no time such as 2026-11-30T17:05:00Z'],
    ["2026-11-02T11:00:00Z,u1,price,low", "row 3: this row has 4 fields, and the header 6"],
    ['2026-11-02T11:00:00Z,u1,price,"low,,', "row 3: the quote that begins field 4 does not end"],
    ['2026-11-02T11:00:00Z,u1,price,"low"er,,', "row 3: there is something behind the closing quote of field 4"],
  ])
    assert.equal(await refusal(csv(SHOWN, line)), said, line);
  const mixed = csv(SHOWN, "2026-11-02T11:00:00Z,u1,,,order,1", "2026-11-02T11:00:00Z,u1,,,order,");
  assert.equal(await refusal(mixed), 'row 4, column value: "order" has values in other rows');
});

test("what is wrong with a whole file is told too", async () => {
  assert.equal(await refusal(""), "this file is empty");
  assert.match(await refusal("time,unit\n"), /^row 1: the header lacks metric; a log has time, unit/);
  assert.match(await refusal("time,unit,arm\n"), /^row 1: the header lacks experiment;/);
  assert.match(await refusal(`${HEADER}\n${SHOWN}\n`, "csv", { by: ["device"] }), /^row 1: the header lacks device;/);
  assert.equal(await refusal(`${HEADER},unit\n`), "row 1, column unit: this column is there twice");
  assert.equal(await refusal(`${HEADER}\n`), "there is no exposure in it that counts: no unit saw one arm");
  assert.equal(await refusal("\ufeff", "csv"), "this file is empty");
  assert.equal(await refusal(Buffer.from(`\ufeff${HEADER}`, "utf16le")), "this is UTF-16: save it as UTF-8");
  assert.match(await refusal(`${HEADER}\n${"x".repeat(5_000_000)}`), /^row 2: a row is longer than 4194304 bytes$/);
  assert.match(await refusal('{"time":1', "jsonl"), /^row 1: this is no JSON/);
  assert.equal(await refusal("[]", "jsonl"), "row 1: each line has to be a JSON object");
  const told = JSON.stringify({ time: "2026-11-02T10:00:00Z", unit: "u1", metric: "order", value: "12" });
  assert.equal(await refusal(told, "jsonl"), 'row 1, column value: "12" is no number');
  await assert.rejects(summarise([`${FOLDER}/none.csv`]), /ENOENT/);
  await assert.rejects(summarise([]), /there is no file/);
  for (const window of ["3", "-1d", "1 day", "99999999d"])
    await assert.rejects(summarise([await file(csv(SHOWN))], { window }), /`window` takes a time such as 72h or 14d/);
});

test("a header says whether a table is a log", () => {
  assert.ok(
    isLog(HEADER.split(",")) && isLog(["time", "unit", "metric"]) && isLog(["unit", "time", "arm", "experiment"]),
  );
  assert.ok(!isLog(["experiment", "arm", "n", "sum_y"]) && !isLog(["hour", "sessions", "conversions"]));
});

test("Parquet is read by DuckDB, with types and without, and refused with its row", async () => {
  const [good, typed, bad] = ["good", "typed", "bad"].map((name) => `${FOLDER}/${name}.parquet`);
  const text = await file(csv(SHOWN, "2026-11-02T11:00:00Z,u1,,,order,2.5"));
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const from = `read_csv('${text}', header = true, all_varchar = true)`;
  await connection.run(`copy (from ${from}) to '${good}'`);
  await connection.run(
    `copy (select * replace (cast(time as timestamptz) as time, cast(value as decimal(9, 2)) as value) from ${from}) to '${typed}'`,
  );
  await connection.run(`copy (select * replace ('-1' as value) from ${from} where metric is not null) to '${bad}'`);
  connection.closeSync();
  instance.closeSync();
  const { rows } = await summarise([text]);
  assert.deepEqual((await summarise([good])).rows, rows);
  assert.deepEqual((await summarise([typed])).rows, rows);
  await assert.rejects(summarise([good, bad]), { message: `${bad}, row 1, column value: this is negative` });
  await assert.rejects(summarise([good], { engine: "built-in" }), /Parquet is read by DuckDB: npm install/);
});

test("the command writes the sums as a table, and tells what is left out", async () => {
  const path = await file(csv(SHOWN, "2026-11-02T11:00:00Z,u1,,,order,2.5", "2026-11-02T11:00:00Z,u9,,,order,2"));
  const { code, output } = await capture(process.execPath, [
    inRoot("dist/cli.js"),
    "sums",
    path,
    "--window",
    "72h",
    "--by",
    "day",
  ]);
  assert.equal(code, 0, output);
  const lines = output.trimEnd().split("\n").sort();
  assert.deepEqual(lines, [
    "experiment,arm,day,metric,n,sum_y,sum_yy,excluded_units,excluded_rows,small",
    "price,low,2026-11-02,order,1,2.5,6.25,0,0,1",
    "warning: order: 1 events are those of units without an exposure and are left out",
  ]);
  const wrong = await capture(process.execPath, [inRoot("dist/cli.js"), "sums", await file("a\n1\n")]);
  assert.equal(wrong.code, 2);
  assert.match(wrong.output, /^tailorbird: .*, row 1: the header lacks time, unit, metric/);
});

test("what the command writes is a table that the analysis takes", async () => {
  const shown = (unit, arm) => `2026-11-02T10:00:00Z,${unit},price,${arm},,`;
  const lines = Array.from({ length: 40 }, (_, unit) => shown(`u${unit}`, unit % 2 ? "high" : "low"));
  const log = await file(csv(...lines, "2026-11-02T11:00:00Z,u1,,,signup,", "2026-11-02T11:00:00Z,u2,,,signup,"));
  const arms = `${FOLDER}/arms.csv`;
  const run = (...words) => capture(process.execPath, [inRoot("dist/cli.js"), ...words]);
  for (const by of [[], ["--by", "day"]]) {
    assert.equal((await run("sums", log, "-o", arms, ...by)).code, 0);
    const { code, output } = await run("analyze", arms);
    assert.equal(code, 0, output);
    assert.ok(output.includes("signup") && !output.includes("excluded") && !output.includes("small"), output);
  }
  // Without a window the log itself says the same.
  const direct = await run("analyze", log);
  assert.deepEqual([direct.code, direct.output], [0, (await run("analyze", arms)).output]);
  const both = await run("analyze", log, arms);
  assert.equal(both.code, 2);
  assert.match(both.output, /has raw events and .*arms\.csv has sums: they are no one analysis/);
  const wrong = await run("analyze", await file(csv(shown("u1", "low"), "soon,u2,price,high,,")));
  assert.equal(wrong.code, 2);
  assert.match(wrong.output, /row 3, column time/);
});

test("the command prints a query, and says in which line of the settings something is wrong", async () => {
  const run = (...words) => capture(process.execPath, [inRoot("dist/cli.js"), "sql", ...words]);
  const settings = await file('{\n  "exposures": { "table": "shop.seen" }\n}\n', "json");
  const { code, output } = await run(settings, "--dialect", "snowflake", "--for", "srm");
  assert.equal(code, 0, output);
  assert.match(
    output,
    /^-- tailorbird sql --dialect snowflake --for srm\n[\s\S]*\nalter session set timezone = 'UTC';\nwith shown as/,
  );
  const wrong = await run(
    await file('{\n  "exposures": { "tables": "a" }\n}', "json"),
    "--dialect",
    "mssql",
    "--for",
    "arms",
  );
  assert.equal(wrong.code, 1);
  assert.match(wrong.output, /\.json:2:28 error \/exposures\/tables: unknown key; there are table, where/);
  for (const words of [
    [settings],
    [settings, "--dialect", "oracle", "--for", "srm"],
    [settings, "--dialect", "duckdb"],
  ])
    assert.equal((await run(...words)).code, 2);
});

test("ten million rows: both say the same", async () => {
  const log = { exposures: `${FOLDER}/exposures.csv`, events: `${FOLDER}/events.csv` };
  assert.ok(writeLog(10_000_000, log, 3) >= 10_000_000);
  const options = { window: "72h", before: "10d" };
  const found = {};
  for (const engine of ENGINES) found[engine] = await summarise(Object.values(log), { ...options, engine });
  assert.deepEqual(found.duckdb.warnings, found["built-in"].warnings);
  assert.equal(found.duckdb.rows.length, 10);
  for (const [place, row] of found["built-in"].rows.entries())
    for (const [name, value] of Object.entries(row)) {
      const same = found.duckdb.rows[place][name];
      // Sums of parts of a cent, in another order.
      assert.ok(
        same === value || Math.abs(same - value) <= 1e-11 * value,
        `row ${place}, ${name}: ${same}, not ${value}`,
      );
    }
  await rm(FOLDER, { recursive: true, force: true });
});
