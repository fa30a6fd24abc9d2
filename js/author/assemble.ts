/** The hands of a page, put together from their parts (`scripts/hands.mjs`): what belongs to capabilities that a site does not use is
 *  left out, and then what nothing uses any more. */

/** A text with questions in it. */
export type Text =
  | string
  | readonly Text[]
  | { readonly value: string }
  | { readonly flag: string }
  | { readonly not: Text }
  | { readonly and: readonly [Text, Text] }
  | { readonly or: readonly [Text, Text] }
  | { readonly test: Text; readonly yes: Text; readonly no: Text }
  | { readonly if: Text; readonly yes: Text; readonly no: Text; readonly has: number }
  | { readonly all: readonly Text[] }
  | { readonly statement: Text };

/** A member of a class: without a name it stays. */
export interface Member {
  readonly name: string;
  readonly text: Text;
}

/** What stands at the top: a function, a class, a variable of a kind, or without a name something that happens. */
export interface Part {
  readonly name?: string;
  readonly kind?: string;
  readonly text: Text;
  readonly members?: readonly Member[];
}

/** A text whose questions are answered. */
interface Answer {
  /** It is true or false, and nothing else happens. */
  readonly known?: boolean;
  readonly text: string;
  /** Other things happen first, and then it is true or false. */
  readonly last?: { readonly known: boolean; readonly before: string };
}

/** A part whose questions are answered. */
interface Resolved {
  readonly part: Part;
  readonly text: string;
  readonly words: ReadonlySet<string>;
  readonly members: { readonly name: string; readonly text: string; readonly words: ReadonlySet<string> }[];
}

/** What pages call, and nothing in the hands has to. */
const PUBLIC = new Set(
  (
    "render decide decisions subscribe observe assume signal take force variants load explain restore close problems report export consent choose insights " +
    "import erase"
  ).split(" "),
);

/** What only previews call: no other page has it, as its types say. */
const FORCING = "variants";

/** Names that were given to what stands at the top, to private members and to properties of the package's own. */
const GIVEN = /\b[TO]_\d+\b|#P_\d+_\d+\b/g;
const WORDS = /[#.]?[$\w]+/g;
/** What stands in for nothing: a value before which comes none, and statements and members without anything in them. */
const NOTHING = /\(void 0\)\?\?|void 0\?\?|\.\.\.!1,|(?<!for\([^)]*);(?=;)/g;
/** Where a value belongs. */
const VALUES = /\$_(\w+)/g;

/** @param has The capabilities that the site uses. With `inline` the answer is a classic script and exports nothing.
 *  @param values Texts that stand in the hands, by their names. */
export function assemble(
  parts: readonly Part[],
  has: (capability: string) => boolean,
  values: Readonly<Record<string, string>>,
): string {
  const resolver = new Resolver(has);
  const isScript = has("inline");
  const wanted = isScript ? parts.filter((part) => !isExport(part)) : parts;
  const resolved = wanted.map((part) => resolver.part(part)).filter(({ text }) => text !== ";");
  const isCalled = (name: string): boolean => PUBLIC.has(name) && (name !== FORCING || has("force"));
  const text = short(written(resolved, used(resolved, isCalled)).replace(NOTHING, ""));
  // Last, because anything may stand in them.
  const whole = text.replace(VALUES, (_, name) => values[name] ?? "undefined");
  // Names at the top of a classic script would be everybody's.
  return EAGER + (isScript ? `(()=>{${whole}})();` : whole);
}

/** V8 compiles all functions while the script comes, instead of each when it is called: most are, before the first paint. It has to
 *  be the first line. `npm run bench -- cold` shows what it gains. */
const EAGER = "//# allFunctionsCalledOnLoad\n";

const isExport = ({ name, text }: Part): boolean => name === undefined && String(text).startsWith("export{");

class Resolver {
  readonly #has: (capability: string) => boolean;

  constructor(has: (capability: string) => boolean) {
    this.#has = has;
  }

  part(part: Part): Resolved {
    const { text } = this.answer(part.text);
    const members = (part.members ?? []).map(({ name, text }) => {
      const answer = this.answer(text).text;
      // That it is there is no use of it.
      return { name, text: answer, words: wordsOf(answer.replace(name, "")) };
    });
    return { part, text, words: wordsOf(text), members };
  }

  answer(text: Text): Answer {
    if (typeof text === "string") return { text };
    if (Array.isArray(text)) return this.#list(text);
    if ("value" in text) return { text: `$_${text.value}` };
    if ("flag" in text) return known(this.#has(text.flag));
    if ("not" in text) return this.#not(text.not);
    if ("and" in text) return this.#either(text.and, true, "&&");
    if ("or" in text) return this.#either(text.or, false, "||");
    if ("test" in text) return this.#choice(text);
    if ("if" in text) return this.#statement(text);
    if ("all" in text) return this.#all(text.all);
    const inner = this.answer((text as { statement: Text }).statement);
    return { text: inner.known === undefined ? `${apart(inner.text)};` : ";" };
  }

  #list(parts: readonly Text[]): Answer {
    if (parts.length === 1) return this.answer(parts[0] as Text);
    return { text: parts.map((part) => this.answer(part).text).join("") };
  }

  #not(part: Text): Answer {
    const inner = this.answer(part);
    return inner.known === undefined ? { text: `!${inner.text}` } : known(!inner.known);
  }

  /** @param goesOn For which answer of the first the second counts. */
  #either([first, second]: readonly [Text, Text], goesOn: boolean, operator: string): Answer {
    const left = this.answer(first);
    if (left.known === goesOn) return apartFrom(this.answer(second));
    if (left.known !== undefined) return left;
    const right = this.answer(second);
    // Nobody asks which of the values that mean yes or no it is.
    if (right.known === !goesOn && NAME.test(left.text)) return right;
    return right.known === goesOn ? left : { text: `${left.text}${operator}${right.text}` };
  }

  #choice({ test, yes, no }: { test: Text; yes: Text; no: Text }): Answer {
    const answer = this.answer(test);
    if (answer.known !== undefined) return apartFrom(this.answer(answer.known ? yes : no));
    return { text: `${answer.text}?${this.answer(yes).text}:${this.answer(no).text}` };
  }

  #statement(part: { if: Text; yes: Text; no: Text; has: number }): Answer {
    const answer = this.answer(part.if);
    const [then, otherwise] = [this.answer(part.yes).text || ";", this.answer(part.no).text || ";"];
    if (answer.known !== undefined) return { text: answer.known ? then : otherwise };
    const { last } = answer;
    if (last) return { text: `{${last.before};${last.known ? then : otherwise}}` };
    return { text: `if(${answer.text})${then}${part.has ? `else ${otherwise}` : ""}` };
  }

  #all(parts: readonly Text[]): Answer {
    const answers = parts.map((part) => this.answer(part));
    const left = answers.filter((answer, place) => answer.known === undefined || place === answers.length - 1);
    if (left.length === 1) return left[0] as Answer;
    const [before, whole] = [left.slice(0, -1), left].map((some) => some.map(({ text }) => text).join(","));
    const known = left.at(-1)?.known;
    return { text: whole as string, ...(known !== undefined && { last: { known, before: before as string } }) };
  }
}

/** A name: nothing happens when it is read. */
const NAME = /^!?[$\w]+$/;

const known = (is: boolean): Answer => ({ known: is, text: is ? "!0" : "!1" });

/** What would be read as a block, or as a declaration, where an expression may stand. */
const apart = (text: string): string => (/^(?:\{|function\b|class\b)/.test(text) ? `(${text})` : text);
const apartFrom = (answer: Answer): Answer => (answer.known === undefined ? { text: apart(answer.text) } : answer);

/** The words of a text, those that are read from something also with the full stop before them. */
const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(text.match(WORDS)?.flatMap((word) => (word.startsWith(".") ? [word, word.slice(1)] : word)));

/** Blocks have no name, and a class is nothing without its constructor. */
const isAlways = (name: string): boolean => name === "" || name === "constructor";

/** The parts, and the members of classes, that something uses which is used itself. */
function used(resolved: readonly Resolved[], isPublic: (name: string) => boolean): ReadonlySet<object> {
  const kept = new Set<object>();
  const words = new Set<string>();
  for (let size = -1; kept.size > size; ) {
    size = kept.size;
    for (const one of resolved) {
      if (!kept.has(one) && (one.part.name === undefined || words.has(one.part.name))) {
        kept.add(one);
        for (const word of one.words) words.add(word);
      }
      if (!kept.has(one)) continue;
      const isPage = one.members.some(({ name }) => name === "close" || name === "choose");
      for (const member of one.members) {
        // What pages call has its name in sentences too.
        const name = isPublic(member.name) ? `.${member.name}` : member.name;
        const isCalled = isAlways(member.name) || (isPage && name !== member.name) || words.has(name);
        if (kept.has(member) || !isCalled) continue;
        kept.add(member);
        for (const word of member.words) words.add(word);
      }
    }
  }
  return kept;
}

function written(resolved: readonly Resolved[], kept: ReadonlySet<object>): string {
  let text = "";
  let kind = "";
  for (const one of resolved) {
    if (!kept.has(one)) continue;
    const next = one.part.kind ?? "";
    if (kind && kind !== next) text += ";";
    if (next) text += kind === next ? "," : `${next} `;
    kind = next;
    const members = one.members.filter((member) => kept.has(member)).map((member) => member.text);
    text += one.part.members ? `${one.text}${members.join("")}}` : one.text;
  }
  return kind ? `${text};` : text;
}

/** Gives out short names: the shortest to those that are used most, each in its own kind, and private ones in their class. */
function short(text: string): string {
  const counts = new Map<string, number>();
  for (const [name] of text.matchAll(GIVEN)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = new Map<string, string>();
  const places = new Map<string, number>();
  for (const [name] of [...counts].sort(([, a], [, b]) => b - a)) {
    const kind = name.replace(/\d+$/, "");
    const place = places.get(kind) ?? 0;
    places.set(kind, place + 1);
    names.set(name, kind.startsWith("#") ? `#${nth(place, SMALL)}` : nth(place, LARGE));
  }
  return text.replace(GIVEN, (name) => names.get(name) ?? name);
}

const LARGE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const SMALL = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** A, B … Z, then two letters; no word of the language is among them, nor a name that a minifier gives. */
function nth(place: number, letters: string): string {
  const { length } = letters;
  const first = letters.charAt(place % length);
  return place < length ? first : `${first}${Math.floor(place / length)}`;
}
