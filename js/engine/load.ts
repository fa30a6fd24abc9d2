/** An address, a response, bytes or a module → a compiled module. */

export type Source = URL | string | Response | BufferSource | WebAssembly.Module;

export async function moduleFrom(source: Source): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  if (typeof source === "string" || source instanceof URL) return moduleAt(new URL(source, globalThis.location?.href));
  return source instanceof Response ? moduleIn(source) : WebAssembly.compile(source);
}

async function moduleAt(address: URL): Promise<WebAssembly.Module> {
  return address.protocol === "file:" ? WebAssembly.compile(readFile(address)) : moduleIn(await fetch(address));
}

async function moduleIn(response: Response): Promise<WebAssembly.Module> {
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  // Streaming insists on the right MIME type, and not every server sends it.
  const typed = response.headers.get("content-type")?.startsWith("application/wasm");
  return typed ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/** Node cannot fetch a file. Asking the process for its file system leaves bundlers nothing to resolve. */
function readFile(address: URL): BufferSource {
  return new Uint8Array(globalThis.process.getBuiltinModule("node:fs").readFileSync(address));
}
