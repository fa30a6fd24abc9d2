// Cases of the suite and something that says messages → what is not as the suite has it. Runs in Node and in browsers.

/** Between the items of a list, and between lists. */
const [ITEM, GROUP] = ["\x1f", "\x1e"];

/** Values as they cross: a name, a kind and the value each. */
export const crossing = (params) =>
  params.map(({ name, ...param }) => [name, ...kindAndValue(param)].join(ITEM)).join(GROUP);

function kindAndValue({ type, value }) {
  // A date and time without an offset is what a clock in UTC shows: the tests run there.
  if (type === "datetime") return ["d", Date.parse(`${value}Z`)];
  return [{ number: "n", boolean: "b" }[typeof value] ?? "t", value];
}

/** @returns {{ text: string, parts: object[], errors: string[] }} */
export function say(testing, { src, locale, bidiIsolation, params = [] }) {
  const answer = testing.format(src, locale, locale === "ar", bidiIsolation !== "none", crossing(params));
  return JSON.parse(answer);
}

/** In words, what differs; `undefined`: nothing. */
export function differs(testing, one) {
  const { exp, expParts, expErrors = [] } = one;
  const { text, parts, errors } = say(testing, one);
  const wrong = [];
  if (exp !== undefined && text !== exp) wrong.push(`text ${JSON.stringify(text)}, expected ${JSON.stringify(exp)}`);
  const wanted = expErrors.map(({ type }) => type);
  if (String(wanted.toSorted()) !== String(errors.toSorted()))
    wrong.push(`errors ${errors.join()}, expected ${wanted.join()}`);
  if (expParts && !(expParts.length === parts.length && expParts.every((part, place) => isPart(part, parts[place]))))
    wrong.push(`parts ${JSON.stringify(parts)}, expected ${JSON.stringify(expParts)}`);
  return wrong.length > 0 ? wrong.join("; ") : undefined;
}

/** The suite's part says nothing that the other does not; the pieces of a number are put together. */
function isPart(wanted, got) {
  const { parts, locale, options, ...rest } = wanted;
  const value = parts ? { value: parts.map((piece) => piece.value).join("") } : {};
  const same = Object.entries({ ...rest, ...value }).every(([key, value]) => got[key] === value);
  return same && (!options || JSON.stringify(options) === JSON.stringify(got.options));
}

/** What came of each file: how many passed, and what failed. */
export function runSuite(testing, cases) {
  const failures = [];
  for (const one of cases) {
    const wrong = differs(testing, one);
    if (wrong) failures.push(`${one.file}: ${one.src}\n  ${wrong}`);
  }
  return { passed: cases.length - failures.length, failures };
}
