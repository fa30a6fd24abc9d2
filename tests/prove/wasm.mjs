// A script becomes the WebAssembly that it carries, and WebAssembly the list of what it is given by the page.

import { parseAst } from "rollup/parseAst";
import { textOf, walk } from "./scopes.mjs";
import { joined } from "./streams.mjs";

const MAGIC = [0, 97, 115, 109];

/** The beginning of a module as js/engine/decode.ts spells it: the few bytes that come before the text. */
const SPELLED = "'!<!N!H";

/** Every module in a script: those written as a text, as js/engine/decode.ts describes it, those that are spelled, and those written as
 *  numbers. */
export function carriedIn(source) {
  const modules = [];
  walk(parseAst(source), (node, scope) => {
    if (node.type === "ArrayExpression" && MAGIC.every((byte, at) => node.elements[at]?.value === byte))
      modules.push(Uint8Array.from(node.elements, ({ value }) => value));
    const text = /^(Literal|TemplateLiteral|BinaryExpression)$/.test(node.type) ? textOf(node, scope) : undefined;
    if (text?.length > 256 && /^[@-O]{64}/.test(text)) modules.push(decoded(text));
    if (text?.startsWith(SPELLED)) modules.push(spelled(text));
  });
  return modules;
}

/** Each byte is a character from `'` on; every `!` before it is 76 more. */
const spelled = (text) =>
  Uint8Array.from(text.match(/!*[^!]/g), (one) => 76 * (one.length - 1) + one.charCodeAt(one.length - 1) - 39);

/** Written a second time, so that what is looked at does not depend on the package's own decoder. */
function decoded(text) {
  const [words, instructions = "", numbers = ""] = text.split("}|");
  const first = streamsOf(words, /[a-z .]/);
  const others = [streamsOf(instructions, /^$/, first[0].slice(256, 342)), streamsOf(numbers, /^$/)];
  return joined([...first, ...others.flatMap((streams) => streams.slice(1))]);
}

/** The streams of one part, in which some characters stand for themselves. `order` has the bytes of one character where the head
 *  names none. */
function streamsOf(text, plain, order = []) {
  const characters = Array.from({ length: 92 }, (_, place) => String.fromCharCode(32 + place));
  const alphabet = characters.filter((character) => !"\"$'<\\`".includes(character));
  const isPlain = (character) => plain.test(character);
  const free = alphabet.filter((character) => !isPlain(character));
  const [short, long] = [[...order], []];
  for (let byte = 0; byte < 256; byte += 1) {
    if (isPlain(String.fromCharCode(byte))) continue;
    const single = (text.charCodeAt(byte >> 2) >> (byte & 3)) & 1;
    if (single) short.push(byte);
    else if (!order.includes(byte)) long.push(byte);
  }
  const byteOf = (character) => (isPlain(character) ? character.charCodeAt(0) : short[free.indexOf(character)]);
  const ends = alphabet.filter((character) => character !== " ");
  return text
    .replace(/~\|$/, " ")
    .slice(64)
    .split(/(?<![}~])\|/)
    .map((stream) => stream.match(/[}~]?./g) ?? [])
    .map((words) =>
      words.map((word) =>
        word.length === 1 ? byteOf(word) : long["}~".indexOf(word[0]) * ends.length + ends.indexOf(word[1])],
      ),
    );
}

/** What a module asks the page for: `module.name kind`. */
export const importsOf = (bytes) =>
  WebAssembly.Module.imports(new WebAssembly.Module(bytes)).map(
    ({ module, name, kind }) => `${module}.${name} ${kind}`,
  );

/** The functions that a script lends to its WebAssembly, by name: in each everything that it calls and names, also by way of
 *  the script's own functions. */
export function givenIn(source) {
  const program = parseAst(source);
  const given = new Map();
  walk(program, (node, scope) => {
    if (node.type !== "ObjectExpression" || !isLent(node)) return;
    for (const { key, value } of node.properties)
      if (value) given.set(nameOf(key), [...reach(value, scope)].sort().join(" "));
  });
  return given;
}

const nameOf = (key) => key?.name ?? key?.value;

/** The objects that js/engine/intl.ts and js/engine/services.ts make, and no others, have one of these. */
const isLent = ({ properties }) => properties.some(({ key }) => /^(learn|fixed)$/.test(nameOf(key)));

function reach(definition, around, seen = new Set(), found = new Set()) {
  if (seen.has(definition)) return found;
  seen.add(definition);
  const look = (node, scope, parent) => {
    if (node.type === "MemberExpression") {
      const called = parent?.type === "CallExpression" && parent.callee === node;
      const made = parent?.type === "AssignmentExpression" && parent.left === node;
      if (called || made) found.add(`.${node.computed ? (textOf(node.property, scope) ?? "…") : node.property.name}`);
    }
    if (node.type !== "Identifier" || !parent) return;
    if (parent.type === "MemberExpression" && parent.property === node && !parent.computed) return;
    const value = scope.valueOf(node.name);
    if (/^(Function|Arrow)/.test(value?.type)) reach(value, scope.whose(node.name), seen, found);
    else if (!scope.whose(node.name) && parent.type !== "Property") found.add(node.name);
  };
  walk(definition, look, around);
  return found;
}
