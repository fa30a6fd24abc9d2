// A folder becomes a site on this machine.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/**
 * @param {string} folder
 * @param {{ port?: number, headers?: (path: string) => object, log?: (request: import("node:http").IncomingMessage) => void }} options
 *   Port 0: any that is free. Else the first that is free from there. `log` is told of every request, answered or not.
 */
export async function serve(folder, { port = 0, headers = () => ({}), log = () => {} } = {}) {
  const server = createServer((request, response) => {
    log(request);
    answer(folder, headers, request, response);
  });
  const found = await listen(server, port);
  return {
    url: `http://localhost:${found}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function answer(folder, headers, request, response) {
  const path = new URL(request.url, "http://localhost").pathname;
  const file = await fileFor(folder, path).catch(() => undefined);
  if (!file || !["GET", "HEAD"].includes(request.method)) {
    response.writeHead(file ? 405 : 404, { "content-type": "text/plain" }).end();
    return;
  }
  const type = TYPES[extname(file)] ?? "application/octet-stream";
  response.writeHead(200, { "content-type": type, "cache-control": "no-store", ...headers(path) });
  if (request.method === "HEAD") response.end();
  else createReadStream(file).pipe(response);
}

/** Throws where there is none. */
async function fileFor(folder, path) {
  const file = normalize(join(folder, decodeURIComponent(path)));
  if (file !== folder && !file.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return undefined;
  return (await stat(file)).isDirectory() ? fileFor(folder, join(path, "index.html")) : file;
}

/** Only this machine may ask: a demo is nothing to show to the whole network. */
function listen(server, port) {
  return new Promise((resolve, reject) => {
    const tryPort = (candidate) => server.listen(candidate, "127.0.0.1", () => resolve(server.address().port));
    server.on("error", (error) => {
      if (error.code !== "EADDRINUSE" || port === 0) reject(error);
      else {
        port += 1;
        tryPort(port);
      }
    });
    tryPort(port);
  });
}
