/** Nodes by what the browser says of them. A form's controls and a document's named elements stand in the place of properties
 *  that have their names, whoever wrote them: `<input name="children">`. */

/** Returns a node whose properties are the browser's own. Only where it is read: the answer is another object.
 *
 *  Only forms and documents have such properties. The one is called so, unless something in it has the name `localName`; the other
 *  has no name. */
export function real<N extends object>(node: N): N {
  const { localName } = node as { readonly localName?: unknown };
  return localName === "form" || typeof localName !== "string" ? (new Proxy(node, { get: realValue }) as N) : node;
}

function realValue(node: object, name: string | symbol): unknown {
  const value = Reflect.get(Object.getPrototypeOf(node), name, node);
  return typeof value === "function" ? value.bind(node) : value;
}
