/** Attributes of GrowthBook → signals of the manifest, each with the one type that the conditions ask for. */

export type Type = "text" | "number" | "flag" | "list";

/** What a manifest does not have. */
export class NotCarried extends Error {
  constructor(
    message: string,
    /** A JSON pointer into the feature. */
    readonly place = "",
  ) {
    super(message);
  }
}

export interface Attribute {
  readonly signal: string;
  readonly type: Type;
}

/** A signal's name begins with a letter, and in rules it has only letters, digits and low lines. */
const nameOf = (path: string): string => path.replace(/^[^A-Za-z]+/, "").replace(/[^A-Za-z0-9_]/g, "_") || "attribute";

export class Attributes {
  private readonly found = new Map<string, Attribute>();

  /** @param types of attributes that are known, by their paths; others have the type that is asked for first */
  constructor(private readonly types: Readonly<Record<string, Type>> = {}) {}

  /** @param wanted the type that a condition seems to ask for */
  at(path: string, wanted: Type): Attribute {
    const known = this.found.get(path);
    if (known) return known;
    const signal = nameOf(path);
    const others = [...this.found].filter(([, attribute]) => attribute.signal === signal);
    if (others.length > 0) throw new NotCarried(`${path} and ${others[0]?.[0]} would be one signal`);
    const attribute = { signal, type: Object.hasOwn(this.types, path) ? (this.types[path] as Type) : wanted };
    this.found.set(path, attribute);
    return attribute;
  }

  /** The declarations of the manifest. */
  get signals(): Record<string, { type: Type }> {
    return Object.fromEntries([...this.found.values()].map(({ signal, type }) => [signal, { type }]));
  }

  /** Which signal each attribute became. */
  get names(): Record<string, string> {
    return Object.fromEntries([...this.found].map(([path, { signal }]) => [path, signal]));
  }
}
