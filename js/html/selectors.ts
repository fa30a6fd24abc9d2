/** Of the selectors of CSS as many as `js/markup/contract.ts` has, for elements of a page as text: a name and what its
 *  attributes are; besides, what it is not, and what it is not in. */

/** What a selector asks of an element. */
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
/** More than a site has: the names of slots are in some. */
const KEPT = 100;

/** Throws where there is more in it. */
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

/** The names of HTML's own elements are in lower case, however they are asked for. */
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
