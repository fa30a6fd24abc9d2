// What is private to a class gets names that are short in that class: minifiers give each a name of its own in the whole file.

const SYNTAX = { ecmaVersion: 2022, sourceType: "module" };
const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** @param {string} text a script @param {(place: number, number: number) => string} nameOf the name of the so-manieth class's so-manieth
 *  most frequent private name */
export async function renamePrivate(text, nameOf = (_, number) => nth(number)) {
  // Imported here and not above, because node_modules may not be there when a script starts.
  const { parse } = await import("acorn");
  const edits = classes(parse(text, SYNTAX)).flatMap((body, place) => {
    const all = privates(body);
    const counts = new Map();
    for (const { name } of all) counts.set(name, (counts.get(name) ?? 0) + 1);
    const names = [...counts].sort(([, a], [, b]) => b - a).map(([name]) => name);
    return all.map(({ start, end, name }) => ({ start, end, text: `#${nameOf(place, names.indexOf(name))}` }));
  });
  let [out, at] = ["", 0];
  for (const edit of edits.sort((a, b) => a.start - b.start)) {
    out += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + text.slice(at);
}

const nth = (number) => LETTERS[number % LETTERS.length] + (Math.floor(number / LETTERS.length) || "");

/** The bodies of all classes. None stands within another. */
const classes = (program) => nodes(program).filter(({ type }) => type === "ClassBody");
const privates = (body) => nodes(body).filter(({ type }) => type === "PrivateIdentifier");

function nodes(node) {
  const inner = Object.values(node).flat();
  return [node, ...inner.filter((one) => typeof one?.type === "string").flatMap(nodes)];
}
