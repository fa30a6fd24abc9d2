/** The part of CSS selectors that `js/markup/contract.ts` uses, for a page as text: a name, attributes, and `:not()` for an
 *  attribute of the element or of its ancestors. */

/** The part of an element that selectors read. */
interface Selectable {
  readonly tagName: string;
  readonly namespaceURI: string;
  readonly parentElement: Selectable | null;
  hasAttribute(name: string): boolean;
}

type Test = (element: Selectable) => boolean;

const SIMPLE = /^(\w*)((?:\[[\w-]+\])*)((?::not\(\[[\w-]+\](?: \*)?\))*)$/;
const ATTRIBUTE = /\[([\w-]+)\]( \*)?/g;

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

function simple(selector: string): Test {
  const found = SIMPLE.exec(selector);
  if (!found) throw new Error(`no selector of this kind is known here: ${selector}`);
  const [, name = "", attributes = "", nots = ""] = found;
  const [wanted, refused] = [attributesOf(attributes), attributesOf(nots)];
  return (element) =>
    (!name || isNamed(element, name)) &&
    wanted.every((test) => test(element)) &&
    !refused.some((test) => test(element));
}

/** Names of HTML elements are in lower case. */
function isNamed({ tagName, namespaceURI }: Selectable, name: string): boolean {
  return tagName === (namespaceURI.endsWith("xhtml") ? name.toLowerCase() : name);
}

function attributesOf(text: string): Test[] {
  return [...text.matchAll(ATTRIBUTE)].map(([, name = "", around]) => {
    const has: Test = (element) => element.hasAttribute(name);
    return around ? (element) => isWithin(element, has) : has;
  });
}

function isWithin(element: Selectable, test: Test): boolean {
  for (let at = element.parentElement; at; at = at.parentElement) if (test(at)) return true;
  return false;
}
