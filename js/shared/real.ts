/** Nodes by what the browser says of them. A form's controls and a document's named elements stand in the place of properties
 *  that have their names, whoever wrote them: `<input name="children">`. */

/** Forms and documents, by a name that no markup can take. */
const NAMING = /Form|Doc/;

/** Returns a node whose properties are the browser's own. Only where it is read: the answer is another object. */
export function real<N extends object>(node: N): N {
  const kind = (node as { readonly [Symbol.toStringTag]?: string })[Symbol.toStringTag];
  return NAMING.test(kind as string) ? (new Proxy(node, { get: realValue }) as N) : node;
}

function realValue(node: object, name: string | symbol): unknown {
  const value = Reflect.get(Object.getPrototypeOf(node), name, node);
  return typeof value === "function" ? value.bind(node) : value;
}
