/** The part of CSS selectors that `js/markup/contract.ts` uses, for a page as text: a name, attributes, and `:not()` for the
 *  element or its ancestors. */

/** The part of an element that selectors read. */
interface Selectable {
  readonly tagName: string;
  readonly namespaceURI: string;
  readonly parentElement: Selectable | null;
  getAttribute(name: string): string | null;
}

type Test = (element: Selectable) => boolean;

const SIMPLE = /^(?:(\w*)((?:\[[^\]]+\])*))(?::not\((\[[^\]]+\])( \*)?\))?$/;
const ATTRIBUTE = /\[([\w-]+)(?:([*^]?)=(['"]?)(.*?)\3( i)?)?\]/g;

const known = new Map<string, Test>();
/** The largest number of selectors that are kept. */
const KEPT = 100;

/** Returns the test of a selector list. Throws for any other kind of selector. */
export function matcher(selectors: string): Test {
  const test = known.get(selectors) ?? any(selectors.split(",").map(simple));
  if (known.size > KEPT) known.clear();
  known.set(selectors, test);
  return test;
}

const any =
  (tests: readonly Test[]): Test =>
  (element) =>
    tests.some((test) => test(element));

const all =
  (tests: readonly Test[]): Test =>
  (element) =>
    tests.every((test) => test(element));

function simple(selector: string): Test {
  const found = SIMPLE.exec(selector);
  if (!found) throw new Error(`no selector of this kind is known here: ${selector}`);
  const [, name = "", attributes = "", not = "", around] = found;
  const refused = all(attributesOf(not));
  const isRefused: Test = around ? (element) => isWithin(element, refused) : refused;
  return all([
    ...(name ? [named(name)] : []),
    ...attributesOf(attributes),
    ...(not ? [(element: Selectable) => !isRefused(element)] : []),
  ]);
}

/** Tests the name. Names of HTML elements are in lower case. */
const named =
  (name: string): Test =>
  ({ tagName, namespaceURI }) =>
    tagName === (namespaceURI.endsWith("xhtml") ? name.toLowerCase() : name);

function isWithin(element: Selectable, test: Test): boolean {
  for (let at = element.parentElement; at; at = at.parentElement) if (test(at)) return true;
  return false;
}

function attributesOf(text: string): Test[] {
  return [...text.matchAll(ATTRIBUTE)].map(([, name = "", operator, , wanted, insensitive]) => {
    const folded = (value: string): string => (insensitive ? value.toLowerCase() : value);
    return (element) => {
      const value = element.getAttribute(name);
      if (value === null || wanted === undefined) return value !== null;
      const [one, other] = [folded(value), folded(wanted)];
      return operator === "*" ? one.includes(other) : operator === "^" ? one.startsWith(other) : one === other;
    };
  });
}
