// Databases that run for real: each on its own socket in a folder of its own, without the rights of root, until `stop`.

import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { capture } from "../../scripts/run.mjs";
import { installed } from "../../scripts/setup.mjs";

/** PostgreSQL does not run as root. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const PLAIN = ["--no-defaults"];

/** What is missing is installed. */
export const install = () =>
  installed({
    postgresql: "/usr/lib/postgresql",
    "mariadb-server": "/usr/sbin/mariadbd",
    sqlite3: "/usr/bin/sqlite3",
  });

async function folder(name) {
  const made = await mkdtemp(join(tmpdir(), `tailorbird-${name}-`));
  await chmod(made, 0o777);
  return made;
}

async function must(command, args, options = {}) {
  const { code, output } = await capture(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")}: ${output}`);
  return output;
}

/** A query in a file, because it may be longer than a command can be. */
async function inFile(at, query) {
  const file = join(at, "query.sql");
  await writeFile(file, query);
  return file;
}

/** Rows as objects of texts. No field here has a separator in it. */
function rowsFrom(text, separator) {
  const [header, ...lines] = text.trimEnd().split("\n");
  const names = header.split(separator);
  return lines.map((line) => Object.fromEntries(line.split(separator).map((field, place) => [names[place], field])));
}

export async function postgres() {
  const [version] = readdirSync("/usr/lib/postgresql").sort((a, b) => b - a);
  const bin = (name) => `/usr/lib/postgresql/${version}/bin/${name}`;
  const at = await folder("postgres");
  const data = join(at, "data");
  const own = { ...NOBODY, cwd: at, env: { ...process.env, HOME: at } };
  await must(bin("initdb"), ["-D", data, "-U", "tester", "--auth=trust", "--no-sync", "--locale=C.UTF-8"], own);
  const settings = ["listen_addresses=''", `unix_socket_directories='${at}'`, "fsync=off", "work_mem='128MB'"];
  const options = settings.map((setting) => `-c ${setting}`).join(" ");
  await must(bin("pg_ctl"), ["-w", "-D", data, "-l", join(at, "log"), "-o", options, "start"], {
    ...own,
    stdio: "ignore",
  });
  const psql = async (query) => {
    const file = await inFile(at, query);
    return must(bin("psql"), [
      "-X",
      "-q",
      "--csv",
      "-v",
      "ON_ERROR_STOP=1",
      "-h",
      at,
      "-U",
      "tester",
      "-f",
      file,
      "postgres",
    ]);
  };
  return {
    name: "PostgreSQL",
    dialect: "postgres",
    execute: psql,
    query: async (text) => rowsFrom(await psql(text), ","),
    stage: async (table, columns, file) => {
      await psql(`create table ${table} (${columns.map((name) => `${name} text`).join(", ")})`);
      return psql(`\\copy ${table} from '${file}' with (format csv, header)\n`);
    },
    async stop() {
      await must(bin("pg_ctl"), ["-D", data, "-m", "immediate", "stop"], own);
      await rm(at, { recursive: true, force: true });
    },
  };
}

/** MariaDB, which is what Debian has of MySQL. */
export async function mysql() {
  const at = await folder("mysql");
  const [data, socket] = [join(at, "data"), join(at, "socket")];
  const own = { ...NOBODY, cwd: at };
  const user = NOBODY.uid === undefined ? [] : ["--user=nobody"];
  await must(
    "mariadb-install-db",
    [...PLAIN, `--datadir=${data}`, "--auth-root-authentication-method=normal", ...user],
    { cwd: at },
  );
  const settings = ["--skip-networking", `--socket=${socket}`, `--datadir=${data}`, `--pid-file=${at}/pid`];
  const fast = ["--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=512M", "--local-infile=1"];
  // MySQL joins by hashing of itself; MariaDB has to be told, and to do it in memory.
  const hashing = ["--join-cache-level=4", "--join-buffer-size=256M", "--join-buffer-space-limit=1G"];
  const memory = ["--tmp-table-size=1G", "--max-heap-table-size=1G", "--sort-buffer-size=64M"];
  const server = spawn("/usr/sbin/mariadbd", [...PLAIN, ...settings, ...fast, ...hashing, ...memory], {
    ...own,
    stdio: "ignore",
  });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const client = [...PLAIN, `--socket=${socket}`, "--user=root"];
  await must("mariadb-admin", [...client, "--wait=60", "--connect-timeout=60", "ping"]);
  const run = async (query) =>
    must("mariadb", [
      ...client,
      "--database=test",
      "--batch",
      "--local-infile=1",
      "-e",
      `source ${await inFile(at, query)}`,
    ]);
  return {
    name: "MariaDB",
    dialect: "mysql",
    execute: run,
    query: async (text) => rowsFrom(await run(text), "\t"),
    stage: async (table, columns, file) => {
      await run(`create table ${table} (${columns.map((name) => `\`${name}\` varchar(60)`).join(", ")});`);
      return run(`load data local infile '${file}' into table ${table} fields terminated by ',' ignore 1 lines;`);
    },
    async stop() {
      await must("mariadb-admin", [...client, "shutdown"]);
      await ended;
      await rm(at, { recursive: true, force: true });
    },
  };
}

export async function sqlite() {
  const at = await folder("sqlite");
  const run = async (query) =>
    must("sqlite3", ["-bail", "-csv", "-header", join(at, "db"), `.read ${await inFile(at, query)}`]);
  return {
    name: "SQLite",
    dialect: "sqlite",
    execute: run,
    query: async (text) => rowsFrom((await run(text)).replaceAll("\r", ""), ","),
    stage: (table, _columns, file) => run(`.import --csv '${file}' ${table}\n`),
    stop: () => rm(at, { recursive: true, force: true }),
  };
}

export async function duckdb() {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const one = (value) => (typeof value === "bigint" ? Number(value) : value);
  return {
    name: "DuckDB",
    dialect: "duckdb",
    execute: (query) => connection.run(query),
    async query(text) {
      const [before, query] = text.split(/(?<=^set .*;)\n/m);
      await connection.run(before);
      const rows = (await connection.runAndReadAll(query)).getRowObjectsJS();
      return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, one(value)])));
    },
    stage: (table, _columns, file) =>
      connection.run(`create table ${table} as from read_csv('${file}', header = true, all_varchar = true)`),
    async stop() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
