// The hands of a page (js/entries/site.ts) become parts that can be put together without those that a site does not use
// (js/author/assemble.ts). What belongs to a capability stands in the source behind a constant such as `$list`; here it stays a
// question, which is answered when a site is built.
//
// The names of what stands at the top, and private names, become `T_1`, `#P_1_1` …, which nothing else in the text is called: so that
// what uses what can be read off the text, and short names can be given out when it is known what is left.

import { inRoot } from "./paths.mjs";
import { renamePrivate } from "./private-names.mjs";

const SYNTAX = { ecmaVersion: 2022, sourceType: "module" };

/** Names that are given out when a site is built: no minifier may use them within functions. */
const GIVEN = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** Imported here and not above, because node_modules may not be there when a script starts. */
const acorn = () => import("acorn");

/** @returns {Promise<Hands>} the template of an entry: a list of parts, as js/author/assemble.ts documents them */
export async function hands(text) {
  const named = await rename(text);
  const { minify } = await import("terser");
  const { code: minified } = await minify(named, {
    module: true,
    ecma: 2020,
    // What comes after a `return` would stay, although nobody reaches it.
    compress: { passes: 3, toplevel: false, inline: 1, if_return: false },
    mangle: { toplevel: false, module: false, reserved: GIVEN },
    format: { ascii_only: true },
  });
  const code = await renamePrivate(minified, (place, number) => `P_${place}_${number}`);
  const { parse } = await acorn();
  return new Template(code, parse(code, SYNTAX)).parts();
}

/** Everything that stands at the top gets a name of its own. */
async function rename(text) {
  const { analyze } = await import("eslint-scope");
  const { parse } = await acorn();
  const program = parse(text, { ...SYNTAX, ranges: true });
  const { scopes } = analyze(program, SYNTAX);
  const top = scopes.find(({ type }) => type === "module");
  const edits = [];
  const shorthand = shorthands(program);
  const exported = exports(program);
  const fields = fieldsOf(program);
  for (const [place, variable] of top.variables.entries()) {
    const all = [...variable.identifiers, ...variable.references.map(({ identifier }) => identifier)];
    for (const { start, end, name } of new Map(all.map((one) => [one.start, one])).values()) {
      if (fields.has(start)) continue;
      const key = shorthand.has(start) ? `${name}:` : "";
      const outside = exported.has(start) ? ` as ${name}` : "";
      edits.push({ start, end, text: `${key}T_${place}${outside}` });
    }
  }
  return edited(text, edits);
}

/** Where the names of class fields stand: some versions of eslint-scope take them for what stands at the top under the same name. */
function fieldsOf(program) {
  const found = new Set();
  visit(program, (node) => {
    if (node.type === "PropertyDefinition" && !node.computed) found.add(node.key.start);
  });
  return found;
}

/** Where `{ a }` stands for `{ a: a }`. */
function shorthands(program) {
  const found = new Set();
  visit(program, (node) => {
    if (node.type === "Property" && node.shorthand) found.add(node.key.start);
  });
  return found;
}

/** The same of `export { a }`. */
function exports(program) {
  const found = new Set();
  visit(program, (node) => {
    if (node.type === "ExportSpecifier" && node.local.start === node.exported.start) found.add(node.local.start);
  });
  return found;
}

function edited(text, edits) {
  let [out, at] = ["", 0];
  for (const edit of edits.sort((a, b) => a.start - b.start)) {
    out += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + text.slice(at);
}

function visit(node, each, parent) {
  each(node, parent);
  for (const child of children(node)) visit(child, each, node);
}

function children(node) {
  return Object.entries(node)
    .filter(([key]) => key !== "parent")
    .flatMap(([, value]) => value)
    .filter((value) => typeof value?.type === "string");
}

/** A constant of the build. */
const isFlag = (node) => node.type === "Identifier" && /^\$[a-z]/.test(node.name) && !VALUES.has(node.name);
/** Constants that are values. */
const VALUES = new Set(["$wasm", "$program", "$address", "$words", "$own", "$budget"]);

class Template {
  #text;
  #program;
  /** The nodes in which a flag stands. */
  #flagged = new Set();

  constructor(text, program) {
    this.#text = text;
    this.#program = program;
    this.#mark(this.#program);
  }

  #mark(node) {
    const inner = children(node).map((child) => this.#mark(child));
    const has = isFlag(node) || VALUES.has(node.name) || inner.includes(true);
    if (has) this.#flagged.add(node);
    return has;
  }

  parts() {
    return this.#program.body.flatMap((node) => this.#top(node));
  }

  #top(node) {
    if (node.type === "VariableDeclaration")
      return node.declarations.map((one) =>
        one.init?.type === "ClassExpression"
          ? { ...this.#class(one.init, one.id.name, one.start), kind: node.kind }
          : { name: one.id.name, kind: node.kind, text: this.#of(one) },
      );
    if (node.type === "FunctionDeclaration") return [{ name: node.id.name, text: this.#of(node) }];
    if (node.type === "ClassDeclaration") return [this.#class(node, node.id.name, node.start)];
    return [{ text: this.#of(node) }];
  }

  #class(node, name, start) {
    const { body } = node.body;
    const members = body.map((member) => ({
      name: member.key ? keyOf(member) : "",
      text: [...flat(this.#of(member)), member.type === "PropertyDefinition" ? ";" : ""],
    }));
    return { name, text: this.#between(start, node.body.start + 1, [node.superClass]), members };
  }

  /** The text of a node, with questions in it. */
  #of(node) {
    if (!this.#flagged.has(node)) return this.#text.slice(node.start, node.end);
    if (VALUES.has(node.name)) return { value: node.name.slice(1) };
    const special = this.#question(node);
    return special ?? this.#between(node.start, node.end, children(node));
  }

  #between(start, end, inner) {
    const parts = [];
    let at = start;
    for (const child of inner.filter((child) => this.#flagged.has(child)).sort((a, b) => a.start - b.start)) {
      parts.push(this.#text.slice(at, child.start), ...flat(this.#of(child)));
      at = child.end;
    }
    parts.push(this.#text.slice(at, end));
    return parts.filter((part) => part !== "");
  }

  #question(node) {
    if (isFlag(node)) return { flag: node.name.slice(1) };
    if (node.type === "UnaryExpression" && node.operator === "!" && this.#isKnown(node.argument))
      return { not: this.#of(node.argument) };
    const isFlagged = this.#flagged.has(node.left) || this.#flagged.has(node.right);
    if (node.type === "LogicalExpression" && node.operator !== "??" && isFlagged) {
      const [left, right] = this.#split(node, node.left, node.operator, node.right);
      return { [node.operator === "&&" ? "and" : "or"]: [left, right] };
    }
    if (node.type === "ConditionalExpression" && this.#flagged.has(node.test)) {
      const [test, rest] = this.#places(node.test, "?", node.consequent);
      const [then, otherwise] = this.#places(node.consequent, ":", node.alternate);
      return {
        test: this.#within(node.start, test, node.test),
        yes: this.#within(rest, then, node.consequent),
        no: this.#within(otherwise, node.end, node.alternate),
      };
    }
    if (node.type === "IfStatement" && this.#flagged.has(node.test)) {
      const { consequent, alternate } = node;
      return {
        if: this.#of(node.test),
        yes: this.#of(consequent),
        no: alternate ? this.#of(alternate) : "",
        has: alternate ? 1 : 0,
      };
    }
    if (node.type === "SequenceExpression") {
      const all = node.expressions;
      return {
        all: all.map((one, place) => {
          const from = place ? this.#places(all[place - 1], ",", one)[1] : node.start;
          const to = all[place + 1] ? this.#places(one, ",", all[place + 1])[0] : node.end;
          return this.#within(from, to, one);
        }),
      };
    }
    if (node.type === "ExpressionStatement") return { statement: this.#of(node.expression) };
    return undefined;
  }

  #isKnown(node) {
    return (
      isFlag(node) ||
      (node.type === "UnaryExpression" && this.#isKnown(node.argument)) ||
      (node.type === "LogicalExpression" && this.#isKnown(node.left) && this.#isKnown(node.right))
    );
  }

  #split(node, left, operator, right) {
    const [end, start] = this.#places(left, operator, right);
    return [this.#within(node.start, end, left), this.#within(start, node.end, right)];
  }

  /** Where an operator between two nodes begins and ends. */
  #places(left, operator, right) {
    const at = this.#text.indexOf(operator, left.end);
    if (at < 0 || at >= right.start) throw new Error(`there is no ${operator} between two parts of the hands`);
    return [at, at + operator.length];
  }

  /** A node with the parentheses around it. */
  #within(start, end, node) {
    return node.start === start && node.end === end ? this.#of(node) : this.#between(start, end, [node]);
  }
}

const flat = (part) => (Array.isArray(part) ? part : [part]);

function keyOf({ key, computed }) {
  if (computed) return "";
  return key.type === "PrivateIdentifier" ? `#${key.name}` : (key.name ?? String(key.value));
}

/** The text of an entry before it is taken apart. */
export async function bundled(entry, plugins, own) {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    bundle: true,
    format: "esm",
    target: "es2022",
    charset: "ascii",
    write: false,
    entryPoints: [inRoot(`js/entries/${entry}.ts`)],
    minifySyntax: true,
    minifyWhitespace: true,
    plugins,
    mangleProps: new RegExp(`^(?:${own.join("|")})$`),
    mangleCache: Object.fromEntries(own.map((name, place) => [name, `O_${place}`])),
  });
  return outputFiles[0].text;
}
