// The files of js/ and the tables of its architecture → everything that breaks the rules, one sentence each.

import { posix } from "node:path";
import { transform } from "esbuild";
import { parseAst } from "rollup/parseAst";
import { isReference, walk } from "../prove/scopes.mjs";

/** The folder of a file. The protocol is a room of its own below all others but the types. */
export const roomOf = (path) => (path === "engine/protocol.ts" ? "protocol" : path.split("/")[0]);

/** The paths of the files that a file imports, also of those of which it only uses types. */
export function importsOf({ path, text }) {
  const named = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"(\.[^"]+)\.js"/g)];
  return [...new Set(named.map(([, name]) => `${posix.join(posix.dirname(path), name)}.ts`))];
}

/** Members that read the environment, whatever object they are members of. */
const READING = ["getTimezoneOffset", "referrer", "resolvedOptions"];

/** The names of the language that are the same everywhere and read nothing. */
const LANGUAGE = new Set(
  `Array BigInt Boolean DataView Date Error Float32Array Float64Array Infinity Int32Array Intl JSON Map Math NaN Number Object Promise
   Reflect RegExp Set String TextDecoder TextEncoder URL URLSearchParams Uint16Array Uint32Array Uint8Array WeakMap
   WebAssembly undefined`.split(/\s+/),
);

/** Everything that a file reads or uses of the browser or the process, in alphabetical order. `clock` is the time of day. */
export async function environmentOf({ text }) {
  const { code } = await transform(text, { loader: "ts", target: "es2022" });
  const found = new Set();
  walk(parseAst(code), (node, scope, parent) => {
    if (isClock(node, scope)) found.add("clock");
    if (node.type === "MemberExpression" && READING.includes(node.property.name)) found.add(node.property.name);
    if (!isReference(node, parent) || scope.whose(node.name)) return;
    const isMember = node.name === "globalThis" && parent.type === "MemberExpression" && !parent.computed;
    const name = isMember ? parent.property.name : node.name;
    if (!LANGUAGE.has(name) && !isConstant(name)) found.add(name);
  });
  return [...found].sort().join(" ");
}

/** What the build answers: js/engine/generated.d.ts. */
const isConstant = (name) => /^\$[a-z]+$/.test(name);

function isClock({ type, callee, object, property, arguments: given }, scope) {
  const isDate = (node) => node?.name === "Date" && !scope.whose("Date");
  return (
    (type === "NewExpression" && isDate(callee) && given.length === 0) ||
    (type === "MemberExpression" && isDate(object) && property.name === "now")
  );
}

/** The groups of files that import each other in a circle, each in alphabetical order. */
export function circlesOf(files) {
  const graph = new Map(files.map((file) => [file.path, importsOf(file)]));
  const reach = (from) => {
    const found = new Set();
    const waiting = [...(graph.get(from) ?? [])];
    for (let path = waiting.pop(); path; path = waiting.pop()) {
      if (found.has(path)) continue;
      found.add(path);
      waiting.push(...(graph.get(path) ?? []));
    }
    return found;
  };
  const reached = new Map([...graph.keys()].map((path) => [path, reach(path)]));
  const circle = (path) =>
    [...graph.keys()].filter((other) => reached.get(path).has(other) && reached.get(other).has(path));
  const all = [...graph.keys()].map((path) => circle(path).sort().join(" ")).filter(Boolean);
  return [...new Set(all)];
}

/** @returns {Promise<string[]>} everything that is wrong with these files, and every entry of the tables that nothing needs */
export async function check(files, tables) {
  const wrong = await Promise.all(files.map((file) => checkFile(file, tables)));
  return [...wrong.flat(), ...circles(files, tables), ...order(tables), ...stale(files, tables)];
}

async function checkFile(file, { arrows, environment, readers, longest, entryLines }) {
  const { path, text } = file;
  const room = roomOf(path);
  const allowed = arrows[room];
  if (!allowed) return [`${path}: this room has no place in the order yet`];
  const lines = text.trimEnd().split("\n").length;
  const others = importsOf(file).map(roomOf);
  const wrong = others
    .filter((other) => other !== room && !allowed.includes(other))
    .map((other) => `${path}: ${room} may not import ${other}`);
  if (!/^\/\*\*(\n \*)? \S/.test(text)) wrong.push(`${path}: does not open with a sentence about what it is`);
  if (lines > longest) wrong.push(`${path}: has ${lines} lines, at most ${longest} are allowed`);
  if (room === "entries" && lines > entryLines)
    wrong.push(`${path}: an entry has at most ${entryLines} lines, this has ${lines}`);
  const found = readers.includes(room) || path.endsWith(".d.ts") ? "" : await environmentOf(file);
  if (found !== (environment[path] ?? ""))
    wrong.push(`${path}: reads “${found}” of the environment, the table has “${environment[path] ?? ""}”`);
  return wrong;
}

function circles(files, { circles: named }) {
  const found = circlesOf(files);
  return [
    ...found.filter((circle) => !named[circle]).map((circle) => `these import each other: ${circle}`),
    ...Object.keys(named)
      .filter((circle) => !found.includes(circle))
      .map((circle) => `no circle any more: ${circle}`),
  ];
}

/** A room may only import rooms that stand before it. */
function order({ arrows }) {
  const rooms = Object.keys(arrows);
  return rooms.flatMap((room, place) =>
    arrows[room]
      .filter((other) => !rooms.slice(0, place).includes(other))
      .map((other) => `${room} imports ${other}, which does not stand before it`),
  );
}

function stale(files, { arrows, environment }) {
  const used = new Set(files.flatMap((file) => importsOf(file).map((path) => `${roomOf(file.path)} ${roomOf(path)}`)));
  const unused = Object.entries(arrows).flatMap(([room, others]) =>
    others.filter((other) => !used.has(`${room} ${other}`)).map((other) => `${room} does not import ${other} any more`),
  );
  const gone = Object.keys(environment)
    .filter((path) => !files.some((file) => file.path === path))
    .map((path) => `there is no ${path} any more`);
  const empty = Object.keys(arrows)
    .filter((room) => !files.some(({ path }) => roomOf(path) === room))
    .map((room) => `there is no room ${room} any more`);
  return [...unused, ...gone, ...empty];
}
