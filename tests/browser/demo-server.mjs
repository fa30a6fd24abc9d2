// The address of a served demo: the one in DEMO_URL, or a server of the harness that lives as long as the test.

import { spawn } from "node:child_process";
import { inRoot } from "../harness/paths.mjs";

/** The address always ends with a slash. */
export async function openDemo() {
  const { DEMO_URL } = process.env;
  if (DEMO_URL) return { base: new URL("/", DEMO_URL).href, close: () => {} };
  const server = spawn(process.execPath, [inRoot("tests/harness/start.mjs")], { stdio: ["ignore", "pipe", "inherit"] });
  return { base: await addressIn(server), close: () => server.kill() };
}

/** What the server prints until its address is there goes to the terminal. */
function addressIn(server) {
  return new Promise((resolve, reject) => {
    let printed = "";
    server.stdout.setEncoding("utf8").on("data", (text) => {
      printed += text;
      const address = /http:\/\/(?:localhost|127\.0\.0\.1):\d+/.exec(printed);
      if (address) resolve(`${address[0]}/`);
    });
    server.on("error", reject);
    server.on("close", (code) => reject(new Error(`the demo's server ended (${code}):\n${printed}`)));
  });
}
