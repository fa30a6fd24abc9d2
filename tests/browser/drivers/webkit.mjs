// WebKitGTK's MiniBrowser becomes a page to steer: plain WebDriver, because Playwright needs a WebKit of its own.

import { spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "./port.mjs";

export const name = "WebKitGTK";

/** How long a script may run and a page may load, in milliseconds. */
const TIMEOUTS = { script: 300_000, pageLoad: 300_000 };

/** Resolves to one page: `goto`, `evaluate` and `waitForFunction` as in Playwright, and `close`. */
export async function launch() {
  const port = await freePort();
  // Its own process group, so that the virtual display and the browser end with it.
  const driver = spawn("xvfb-run", ["-a", "WebKitWebDriver", `--port=${port}`], { detached: true, stdio: "ignore" });
  const ended = new Promise((_, reject) => {
    driver.once("error", reject);
    driver.once("exit", (code) => reject(new Error(`WebKitWebDriver ended with ${code}`)));
  });
  ended.catch(() => {});
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
    await Promise.race([ended, answering(`http://127.0.0.1:${port}/status`)]);
    const { sessionId } = await send(base, { capabilities: { alwaysMatch: { timeouts: TIMEOUTS } } });
    return page(`${base}/${sessionId}`, end);
  } catch (error) {
    end();
    throw error;
  }
}

function page(session, end) {
  /** Runs a function in the page with one argument, and waits for its promise. */
  const evaluate = async (script, argument) => {
    const source = typeof script === "function" ? `(${script})(${JSON.stringify(argument ?? null)})` : script;
    const wrapped = `const done = arguments[arguments.length - 1];
        Promise.resolve().then(() => ${source}).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value, error } = await send(`${session}/execute/async`, { script: wrapped, args: [] });
    if (error) throw new Error(error);
    return value;
  };
  return {
    goto: (url) => send(`${session}/url`, { url }),
    evaluate,
    waitForFunction: async (script, argument) => {
      while (!(await evaluate(script, argument))) await pause(50);
    },
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

/** Resolves when the driver answers. That it has ended is seen elsewhere. */
async function answering(url) {
  const answers = () =>
    fetch(url).then(
      (response) => response.ok,
      () => false,
    );
  while (!(await answers())) await pause(100);
}
