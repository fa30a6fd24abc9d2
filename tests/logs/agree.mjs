// One log in several databases, under names that a site might have, and answers that have to be the same.

import assert from "node:assert/strict";

/** Exposures without a unit, an arm and a time. A log with them is refused, so that only databases see them. */
export const INCOMPLETE = [
  "2026-11-02T00:00:00Z,,headline,bold,phone",
  "2026-11-02T00:00:00Z,u1,headline,,phone",
  ",u2,headline,bold,phone",
];

/** Names that are words of SQL, or have marks of it in them. */
const analysis = {
  exposures: {
    table: ["shop", 'ex"po`s]ures; --'],
    experiment: "select",
    unit: 'user "id"',
    arm: "from",
    time: "order",
  },
  sessions: { table: ["shop", 'ex"po`s]ures; --'], time: "order" },
  metrics: {
    signup: {
      table: "shop.group",
      unit: "where",
      time: "table",
      where: { "it's": "signup" },
      window: "72h",
      before: "10d",
    },
    order: {
      table: "shop.group",
      unit: "where",
      time: "table",
      value: "value",
      where: { "it's": "order" },
      window: "72h",
      before: "10d",
    },
    orders: {
      table: "shop.group",
      unit: "where",
      time: "table",
      as: "count",
      where: { "it's": "order" },
      window: "72h",
    },
  },
  ratios: { basket: { of: "order", per: "orders" } },
  dimensions: { device: "group by" },
  interactions: { table: ["shop", 'li"ke`s]'], unit: 'user "id"', item: "select" },
};

/** How each database writes a name, a moment with its zone, one in UTC without, and a number: by hand, so that what is tested does
 *  not test itself. */
const double = (mark) => (name) => mark + name.split(mark).join(mark + mark) + mark;
const WRITES = {
  postgres: {
    name: double('"'),
    zoned: (text) => `cast(${text} as timestamptz)`,
    plain: (text) => `cast(${text} as timestamp)`,
    number: "double precision",
  },
  duckdb: {
    name: double('"'),
    zoned: (text) => `cast(${text} as timestamptz)`,
    plain: (text) => `cast(${text} as timestamp)`,
    number: "double",
  },
  sqlite: { name: double('"'), zoned: (text) => text, plain: (text) => text, number: "real" },
  mysql: {
    name: double("`"),
    zoned: (text) => `cast(replace(${text}, 'Z', '') as datetime)`,
    plain: (text) => `cast(replace(${text}, 'Z', '') as datetime)`,
    number: "double",
  },
};

/** The log in a database, under the site's own names.
 *  @param folder Where a file may be that nothing is in. */
export async function fill({ dialect, execute, stage }, { exposures: shown, events: did, uses: used }, folder) {
  const { name, zoned, plain, number } = WRITES[dialect];
  const text = (column) => `nullif(${name(column)}, '')`;
  await stage("staged_exposures", ["time", "unit", "experiment", "arm", "device"], shown);
  await stage("staged_events", ["time", "unit", "metric", "value"], did);
  if (used) await stage("staged_uses", ["unit", "item"], used);
  // SQLite has no schemas but files.
  if (dialect === "sqlite") await execute(`attach '${folder}/unused' as shop;`);
  else await execute("create schema shop;");
  const exposures = [
    [zoned(text("time")), "order"],
    [text("unit"), 'user "id"'],
    [text("experiment"), "select"],
    [text("arm"), "from"],
    [text("device"), "group by"],
  ];
  const events = [
    [plain(text("time")), "table"],
    [text("unit"), "where"],
    [text("metric"), "it's"],
    [`cast(${text("value")} as ${number})`, "value"],
  ];
  const create = (table, columns, from) =>
    `create table ${schema(dialect)}.${name(table)} as select ${columns.map(([value, own]) => `${value} as ${name(own)}`).join(", ")} from ${from};`;
  await execute(
    create('ex"po`s]ures; --', exposures, dialect === "mysql" ? "test.staged_exposures" : "staged_exposures"),
  );
  await execute(create("group", events, dialect === "mysql" ? "test.staged_events" : "staged_events"));
  const uses = [
    [text("unit"), 'user "id"'],
    [text("item"), "select"],
  ];
  if (used) await execute(create('li"ke`s]', uses, dialect === "mysql" ? "test.staged_uses" : "staged_uses"));
}

const schema = (dialect) => (dialect === "sqlite" ? "main" : "shop");

export const settingsFor = (dialect) => {
  if (dialect !== "sqlite") return analysis;
  return JSON.parse(JSON.stringify(analysis).replaceAll('"shop', '"main'));
};

/** Numbers as numbers, and rows in one order, whatever the order of letters is. */
export const plain = (rows) =>
  rows
    .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainly(value)])))
    .sort((a, b) => (key(a) < key(b) ? -1 : 1));
const plainly = (value) => {
  if (value === null || value === "NULL" || value === "") return "";
  return Number.isNaN(Number(value)) ? value : Number(value);
};
const key = (row) =>
  ["experiment", "arm", "day", "device", "metric", "hour", "i", "j"].map((name) => row[name] ?? "").join("|");

export function assertSame(found, expected, what) {
  assert.equal(found.length, expected.length, `${what}: rows`);
  for (const [place, row] of expected.entries())
    for (const [name, value] of Object.entries(row)) {
      const other = found[place][name];
      const near = typeof value === "number" && Math.abs(other - value) <= 1e-9 * Math.abs(value);
      assert.ok(
        near || other === value,
        `${what}, row ${place}, ${name}: ${other}, not ${value}: ${JSON.stringify(row)}`,
      );
    }
}
