// A command and its arguments become a finished process, or an error that names the command.

import { spawn } from "node:child_process";
import { root } from "./paths.mjs";

/** Runs with the terminal attached. Rejects when the exit code is not 0. */
export async function run(command, args, options = {}) {
  const { code } = await start(command, args, { stdio: "inherit", ...options });
  if (code !== 0) throw new Error(`${[command, ...args].join(" ")}: exit code ${code}`);
}

/** Runs and keeps what was printed. Never rejects for an exit code. */
export function capture(command, args, options = {}) {
  return start(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
}

function start(command, args, { echo = false, ...options }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, ...options });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text) => {
        output += text;
        if (echo) process.stdout.write(text);
      });
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
