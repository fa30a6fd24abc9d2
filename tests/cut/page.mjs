// A built module as a page opens it, without a file: the text of the module → its `open`.

import { encoder } from "../../scripts/carry.mjs";

/** @param {string} code what `build` answers */
export function opener(code) {
  const body = code.replace(/export\{(\w+) as open\};?\s*$/, "return $1;");
  if (body === code) throw new Error("a built module exports something else than `open`");
  return new Function(body)();
}

/** The same of a module whose engine and words are files, with all words in it. */
export async function speaker({ code, files: [engine, ...words] }) {
  const { carry } = await encoder();
  const own = words.map(({ name, bytes }) => [/^s-(.+)-[\da-f]{10}\.txt$/.exec(name)[1], carry(bytes)]);
  const data = `data:application/wasm;base64,${Buffer.from(engine.bytes).toString("base64")}`;
  const whole = code
    .replace(`new URL("./${engine.name}",import.meta.url)`, () => `new URL("${data}")`)
    .replace("Object.entries({})", () => `Object.entries(${JSON.stringify(Object.fromEntries(own))})`)
    .replaceAll("import.meta.url", '"https://none.example/"');
  return opener(whole);
}
