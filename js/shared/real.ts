/** Nodes by what the browser says of them. A form's controls and a document's named elements stand in the place of properties
 *  that have their names, whoever wrote them: `<input name="children">`. */

/** Forms and documents, by a name that no markup can take. */
const NAMING = /Form|Doc/;

/** Returns a node whose properties are the browser's own. Only where it is read: the answer is another object.
 *
 *  Elements but forms are told by what they are called, which is quicker: in a form the name may be an element. */
export function real<N extends object>(node: N): N {
  const { localName } = node as { readonly localName?: unknown };
  if (typeof localName === "string" && localName !== "form") return node;
  const kind = (node as { readonly [Symbol.toStringTag]?: string })[Symbol.toStringTag];
  return NAMING.test(kind as string) ? (new Proxy(node, { get: realValue }) as N) : node;
}

function realValue(node: object, name: string | symbol): unknown {
  const value = Reflect.get(Object.getPrototypeOf(node), name, node);
  return typeof value === "function" ? value.bind(node) : value;
}
