// A built module as a page opens it, without a file: the text of the module → its `open`.

/** @param {string} code what `build` answers */
export function opener(code) {
  const body = code.replace(/export\{(\w+) as open\};?\s*$/, "return $1;");
  if (body === code) throw new Error("a built module exports something else than `open`");
  return new Function(body)();
}
