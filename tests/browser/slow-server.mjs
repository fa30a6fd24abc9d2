// A folder becomes a site whose network is slow: files that come late, and pages that come in pieces.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css" };

/**
 * @param {string} folder
 * @param {(path: string) => { late?: number, piece?: number, between?: number, body?: string | Uint8Array, headers?: object }} manner
 *   How a path is answered: after `late` milliseconds, in pieces of `piece` bytes with `between` milliseconds between them.
 */
export async function serveSlowly(folder, manner = () => ({})) {
  const server = createServer((request, response) => answer(folder, manner, request, response).catch(() => {}));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://localhost:${server.address().port}/`, close };
}

async function answer(folder, manner, request, response) {
  const { pathname } = new URL(request.url, "http://localhost");
  const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
  const { late = 0, piece, between = 0, body, headers } = manner(path);
  const bytes = body === undefined ? await readFile(join(folder, path)).catch(() => undefined) : Buffer.from(body);
  if (late) await pause(late);
  const type = TYPES[extname(path)] ?? "application/octet-stream";
  response.writeHead(bytes ? 200 : 404, { "content-type": type, "cache-control": "no-store", ...headers });
  if (!bytes) return response.end();
  response.socket.setNoDelay(true);
  for (let at = 0; at < bytes.length; at += piece ?? bytes.length) {
    response.write(bytes.subarray(at, at + (piece ?? bytes.length)));
    if (piece && at + piece < bytes.length) await pause(between);
  }
  response.end();
}
