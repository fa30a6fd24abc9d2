// The syntax tree of a script becomes the question every scan needs: is this name the script's own, or the browser's?

/** Every node below this one, in the order of the text. */
export function* children(node) {
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child && typeof child.type === "string") yield child;
    }
  }
}

/** The names that a pattern binds. */
function* bound(pattern) {
  if (!pattern) return;
  if (pattern.type === "Identifier") yield pattern.name;
  else if (pattern.type === "MemberExpression") return;
  else if (pattern.type === "AssignmentPattern") yield* bound(pattern.left);
  else if (pattern.type === "Property") yield* bound(pattern.value);
  else for (const child of children(pattern)) yield* bound(child);
}

const FUNCTION = /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/;
const SCOPE =
  /^(Program|BlockStatement|ForStatement|ForInStatement|ForOfStatement|SwitchStatement|CatchClause|StaticBlock)$/;

/** A scope: its names, and for those that are bound to one expression that expression. */
class Scope {
  #names = new Map();

  constructor(outer) {
    this.outer = outer;
  }

  add(name, value) {
    // What is bound twice has no single value.
    this.#names.set(name, this.#names.has(name) ? undefined : value);
  }

  /** The scope in which the name is bound, if any. */
  whose(name) {
    for (let scope = this; scope; scope = scope.outer) if (scope.#names.has(name)) return scope;
    return undefined;
  }

  valueOf(name) {
    return this.whose(name)?.#names.get(name);
  }
}

/** Calls `look(node, scope, parent)` for every node, in a program or in a part of one that stands in the scope `around`. */
export function walk(node, look, around) {
  step(node, undefined, around, look);
}

function step(node, parent, around, look) {
  const scope = opens(node) ? filled(node, new Scope(around)) : around;
  look(node, scope, parent);
  for (const child of children(node)) step(child, node, scope, look);
}

const opens = ({ type }) => SCOPE.test(type) || FUNCTION.test(type) || /^Class/.test(type);

function filled(node, scope) {
  if (FUNCTION.test(node.type)) {
    if (node.type === "FunctionExpression" && node.id) scope.add(node.id.name);
    if (node.type !== "ArrowFunctionExpression") scope.add("arguments");
    for (const parameter of node.params) for (const name of bound(parameter)) scope.add(name);
    hoist(node.body, scope);
  }
  if (node.type === "Program" || node.type === "StaticBlock") hoist(node, scope);
  if (/^Class/.test(node.type) && node.id) scope.add(node.id.name);
  if (node.type === "CatchClause") for (const name of bound(node.param)) scope.add(name);
  for (const child of children(node)) block(child, scope);
  if (node.type === "SwitchStatement")
    for (const { consequent } of node.cases) for (const one of consequent) block(one, scope);
  return scope;
}

/** `var`, wherever in the function it stands. */
function hoist(node, scope) {
  for (const child of children(node)) {
    if (FUNCTION.test(child.type) || /^Class|^StaticBlock/.test(child.type)) continue;
    if (child.type === "VariableDeclaration" && child.kind === "var") declare(child, scope);
    hoist(child, scope);
  }
}

/** What stands directly in a block. */
function block(statement, scope) {
  const inner = /^Export(Named|Default)/.test(statement.type) ? statement.declaration : statement;
  if (!inner) return;
  if (inner.type === "VariableDeclaration" && inner.kind !== "var") declare(inner, scope);
  if (/^(Function|Class)Declaration$/.test(inner.type) && inner.id) scope.add(inner.id.name, inner);
  if (inner.type === "ImportDeclaration") for (const { local } of inner.specifiers) scope.add(local.name);
}

function declare({ declarations }, scope) {
  for (const { id, init } of declarations) {
    if (id.type === "Identifier") scope.add(id.name, init ?? undefined);
    else for (const name of bound(id)) scope.add(name);
  }
}

/** Is this identifier a reference, and not the name of a property, a label or an export? */
export function isReference(node, parent) {
  if (node.type !== "Identifier" || !parent) return node.type === "Identifier";
  if (parent.type === "MemberExpression") return parent.object === node || parent.computed;
  if (/^(Property|MethodDefinition|PropertyDefinition)$/.test(parent.type))
    return parent.value === node || parent.computed;
  return !/^(LabeledStatement|BreakStatement|ContinueStatement|MetaProperty|ImportSpecifier|ImportDefaultSpecifier|ImportNamespaceSpecifier|ExportSpecifier|ImportAttribute)$/.test(
    parent.type,
  );
}

/** The text that an expression always is, where that can be told: texts put together, also by way of a variable. */
export function textOf(node, scope, depth = 8) {
  if (!node || depth === 0) return undefined;
  const of = (part) => textOf(part, scope, depth - 1);
  if (node.type === "Literal") return node.value === null || node.regex ? undefined : String(node.value);
  if (node.type === "ParenthesizedExpression" || node.type === "ChainExpression") return of(node.expression);
  if (node.type === "Identifier") return of(scope?.valueOf(node.name));
  if (node.type === "BinaryExpression" && node.operator === "+") return joined([of(node.left), of(node.right)], "");
  if (node.type === "TemplateLiteral") {
    const parts = node.quasis.flatMap(({ value }, at) => [
      value.cooked,
      ...(at < node.expressions.length ? [of(node.expressions[at])] : []),
    ]);
    return joined(parts, "");
  }
  const { callee } = node;
  if (node.type === "CallExpression" && callee.type === "MemberExpression" && !callee.computed) {
    if (callee.property.name === "join" && callee.object.type === "ArrayExpression")
      return joined(callee.object.elements.map(of), node.arguments.length ? of(node.arguments[0]) : ",");
    if (callee.property.name === "concat") return joined([of(callee.object), ...node.arguments.map(of)], "");
  }
  return undefined;
}

const joined = (parts, between) =>
  between === undefined || parts.includes(undefined) ? undefined : parts.join(between);
