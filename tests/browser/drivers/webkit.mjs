// WebKitGTK's MiniBrowser becomes a page to steer: plain WebDriver, because Playwright needs a WebKit of its own.

import { spawn } from "node:child_process";
import { freePort } from "./port.mjs";

export const name = "WebKitGTK";

/** Resolves to one page: `goto`, `evaluate`, `screenshot`, `close`. */
export async function launch() {
  const port = await freePort();
  // Its own process group, so that the virtual display and the browser end with it.
  const driver = spawn("xvfb-run", ["-a", "WebKitWebDriver", `--port=${port}`], { detached: true, stdio: "ignore" });
  const failed = new Promise((_, reject) => driver.once("error", reject));
  const end = () => {
    process.off("exit", end);
    try {
      process.kill(-driver.pid, "SIGTERM");
    } catch {
      // It has ended already.
    }
  };
  process.once("exit", end);
  const base = `http://127.0.0.1:${port}/session`;
  try {
    await Promise.race([failed, answering(`http://127.0.0.1:${port}/status`)]);
    const { sessionId } = await send(base, { capabilities: { alwaysMatch: {} } });
    return page(`${base}/${sessionId}`, end);
  } catch (error) {
    end();
    throw error;
  }
}

function page(session, end) {
  return {
    goto: (url) => send(`${session}/url`, { url }),
    /** Like Playwright's: runs a function in the page with one argument, and waits for its promise. */
    evaluate: async (script, argument) => {
      const source = typeof script === "function" ? `(${script})(${JSON.stringify(argument ?? null)})` : script;
      const wrapped = `const done = arguments[arguments.length - 1];
        Promise.resolve().then(() => ${source}).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
      const { value, error } = await send(`${session}/execute/async`, { script: wrapped, args: [] });
      if (error) throw new Error(error);
      return value;
    },
    /** The picture as a PNG's bytes. */
    screenshot: async () => Buffer.from(await send(`${session}/screenshot`, undefined, "GET"), "base64"),
    close: async () => {
      await send(session, undefined, "DELETE").catch(() => {});
      end();
    },
  };
}

async function send(url, body, method = "POST") {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`WebDriver: ${value.message ?? value.error}`);
  return value;
}

async function answering(url) {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const ready = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("WebKitWebDriver did not answer within ten seconds");
}
