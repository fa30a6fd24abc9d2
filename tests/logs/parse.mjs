// Every query in every dialect, read by a parser of that dialect: it is one query, and the names in it are those of the site.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { before, test } from "node:test";
import { DIALECTS, PURPOSES, sql } from "../../dist/logs.js";
import { inRoot } from "../../scripts/paths.mjs";
import { run } from "../../scripts/run.mjs";
import { installed } from "../../scripts/setup.mjs";

const SQLGLOT = "30.30.0";
const PYTHON = inRoot(`target/sqlglot-${SQLGLOT}/bin/python`);

/** Reads queries, and answers with the tables and columns of each that stand in the settings. */
const READER = `
import json, sys
import sqlglot
from sqlglot import exp, ErrorLevel
for line in sys.stdin:
    dialect, text = json.loads(line)
    trees = sqlglot.parse(text, read="tsql" if dialect == "mssql" else dialect, error_level=ErrorLevel.RAISE)
    *before, tree = [one for one in trees if one is not None]
    parts = {one.alias for one in tree.find_all(exp.CTE)}
    tables = [[part.name for part in one.parts] for one in tree.find_all(exp.Table)]
    print(json.dumps({
        "before": [one.key for one in before],
        "kind": tree.key,
        "tables": [one for one in tables if len(one) > 1 or one[0] not in parts],
        "columns": [one.name for one in tree.find_all(exp.Column)],
        "texts": [one.this for one in tree.find_all(exp.Literal, exp.National) if one.key == "national" or one.is_string],
    }))
`;

before(async () => {
  if (existsSync(PYTHON)) return;
  await installed({ python3: "/usr/bin/python3" });
  console.log(`set-up: installing sqlglot ${SQLGLOT}`);
  const folder = inRoot(`target/sqlglot-${SQLGLOT}`);
  await run("python3", ["-m", "venv", folder]);
  await run(PYTHON, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", `sqlglot==${SQLGLOT}`]);
});

function read(queries) {
  const input = queries.map((query) => JSON.stringify(query)).join("\n");
  const { status, stdout, stderr } = spawnSync(PYTHON, ["-c", READER], { input, encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** A way out of each kind of quotes that any dialect has, and words of SQL. */
const MARKS = ['a"b`c]d[e', "a'; drop table b; -- /*", "select", "ä b", "a\\`b\\", '""', "``", "]]"];

const settings = (mark) => ({
  exposures: { table: ["shop", mark], experiment: `${mark}1`, unit: mark, arm: "arm", time: "time" },
  sessions: { table: ["one", "two", mark], time: mark },
  metrics: {
    signup: { table: "events", unit: mark, time: "time", where: { [mark]: "it's; --" }, window: "72h", before: "14d" },
    order: { table: ["shop", `${mark}s`], value: `${mark}2`, window: "7d", before: "14d" },
  },
  ratios: { basket: { of: "order", per: "signup" } },
  dimensions: { device: `${mark}3` },
  interactions: { table: ["four", mark], unit: mark, item: `${mark}4`, where: { kind: "it's; --" } },
});

for (const dialect of Object.keys(DIALECTS))
  test(`${dialect}: every query is one, whatever the names are`, () => {
    const asked = MARKS.flatMap((mark) =>
      PURPOSES.flatMap((purpose) =>
        (purpose === "hours" || purpose === "pairs" ? [[]] : [[], ["day", "device"]]).map((by) => ({
          mark,
          purpose,
          by,
        })),
      ),
    );
    const queries = asked.map(({ mark, purpose, by }) => {
      const { sql: text, problems } = sql(settings(mark), {
        dialect,
        for: purpose,
        by,
        ...(purpose === "hours" && { metric: "order" }),
      });
      assert.deepEqual(problems, []);
      return [dialect, text];
    });
    for (const [place, { before, kind, tables, columns, texts }] of read(queries).entries()) {
      const { mark, purpose, by } = asked[place];
      const what = `${purpose} by ${by} with ${mark}: ${queries[place][1]}`;
      assert.equal(kind, "select", what);
      assert.ok(before.length <= 1 && before.every((one) => one !== "select"), what);
      const expected = {
        hours: [
          ["one", "two", mark],
          ["shop", `${mark}s`],
        ],
        srm: [["shop", mark]],
        pairs: [["four", mark]],
      }[purpose] ?? [["shop", mark], ["events"], ["shop", `${mark}s`]];
      assert.deepEqual(sorted(tables), sorted(expected), what);
      assert.ok(columns.includes(mark), what);
      if (by.length > 0) assert.ok(columns.includes(`${mark}3`), what);
      if (purpose !== "hours" && purpose !== "srm") assert.ok(texts.includes("it's; --"), what);
    }
  });

const sorted = (lists) => lists.map((list) => JSON.stringify(list)).sort();

test("what cannot be said safely is refused, with its place", () => {
  for (const [change, path] of [
    [{ exposures: { table: "" } }, "/exposures/table"],
    [{ exposures: { table: "a..b" } }, "/exposures/table"],
    [{ exposures: { table: "a\nb" } }, "/exposures/table"],
    [{ exposures: { table: "a", unit: "\0" } }, "/exposures/unit"],
    [{ exposures: { table: "a", units: "b" } }, "/exposures/units"],
    [{ metrics: { "a'b": { table: "a" } } }, "/metrics/a'b"],
    [{ metrics: { a: { table: "a", where: { b: "c\\" } } } }, "/metrics/a/where/b"],
    [{ metrics: { a: { table: "a", where: { b: null } } } }, "/metrics/a/where/b"],
    [{ metrics: { a: { table: "a", window: "3 days" } } }, "/metrics/a/window"],
    [{ metrics: { a: { table: "a", as: "sum" } } }, "/metrics/a"],
    [{ metrics: { a: { table: "a", as: "mean" } } }, "/metrics/a/as"],
    [{ ratios: { a: { of: "b", per: "c" } } }, "/ratios/a/of"],
    [{ dimensions: { sum_y: "a" } }, "/dimensions/sum_y"],
    [[], ""],
    [{ interactions: { unit: "a" } }, "/interactions"],
    [{ interactions: { table: "a", items: "b" } }, "/interactions/items"],
    [{}, "/metrics"],
    [{ metrics: { a: { table: "a", before: "1d" } } }, ""],
    [{ exposures: { table: "a" }, metrics: { a: { table: "a" } } }, "/metrics"],
  ]) {
    const { sql: text, problems } = sql(change, { dialect: "postgres", for: "cuped" });
    assert.equal(text, undefined);
    assert.equal(problems[0]?.path, path, JSON.stringify(problems));
  }
});
