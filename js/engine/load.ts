/** An address, a response, bytes or a module → a compiled module. */

/** A type of the platform, where a project has it in its libraries. */
type Global<Name extends string> = typeof globalThis extends { [N in Name]: { prototype: infer Type } } ? Type : never;

type Module = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Type } } } ? Type : never;

export type Source = string | Global<"URL"> | Global<"Response"> | ArrayBuffer | ArrayBufferView | Module;

/** They are told apart by what they have: a platform may hand in what was made in another realm. */
export async function moduleFrom(source: Source): Promise<Module> {
  if (typeof source === "string" || "href" in source) return moduleAt(new URL(source, globalThis.location?.href));
  if ("arrayBuffer" in source) return moduleIn(source);
  return "byteLength" in source ? WebAssembly.compile(source as BufferSource) : source;
}

async function moduleAt(address: URL): Promise<WebAssembly.Module> {
  return address.protocol === "file:" ? WebAssembly.compile(readFile(address)) : moduleIn(await fetch(address));
}

/** The bytes of a file. */
export async function bytesAt(source: string | Global<"URL">): Promise<Uint8Array> {
  if (String(source).startsWith("file:")) return readFile(new URL(source));
  return new Uint8Array(await found(await fetch(source), "file").arrayBuffer());
}

async function moduleIn(response: Response): Promise<WebAssembly.Module> {
  // Streaming insists on the right MIME type, and not every server sends it.
  return found(response, "WebAssembly").headers.get("content-type")?.startsWith("application/wasm")
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

function found(response: Response, what: string): Response {
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  // A server of a single page answers with that page where there is no file.
  if (response.headers.get("content-type")?.startsWith("text/html"))
    throw new Error(`${response.url} is a page and no ${what}`);
  return response;
}

/** Node cannot fetch a file. Asking the process for its file system leaves bundlers nothing to resolve. */
function readFile(address: URL): Uint8Array<ArrayBuffer> {
  return new Uint8Array(globalThis.process.getBuiltinModule("node:fs").readFileSync(address));
}
