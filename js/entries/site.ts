/** The hands of a page that is built for one manifest: a module, or with `$inline` a script for the page itself. `$wasm` and
 *  `$program` stand for the texts that carry its engine and its program, `$address` for the address of a file that has its
 *  engine, and other names with a dollar for what it uses: `js/author/assemble.ts` puts them in. */

import { start } from "../engine/channel.js";
import { decode, decodeModule } from "../engine/decode.js";
import { Fetched } from "../engine/fetched.js";
import { Instance } from "../engine/instance.js";
import { formatters } from "../engine/intl.js";
import { services } from "../engine/services.js";
import { Engine } from "../page/engine.js";
import { begin } from "../page/inline-page.js";
import { MemoryPage } from "../page/memory-page.js";
import { EnginePage } from "../page/page.js";
import { splitting } from "../page/split-engine.js";
import type { OpenOptions } from "../types/index.js";

const fetched = new Fetched(() => $address);
const runtime = new Instance(() =>
  start($separate ? fetched.module : decodeModule($wasm), $cel ? services : $intl ? formatters : () => ({})),
);

/** Opens the page. Never throws, or with `$separate`, where the engine has to be fetched, rejects. */
export function open(options?: OpenOptions): EnginePage | Promise<EnginePage> {
  return $separate ? fetched.ready(undefined).then(() => opened(options)) : opened(options);
}

function opened(options?: OpenOptions): EnginePage {
  const bytes = decode($program);
  return $memory
    ? new MemoryPage(runtime, bytes, options)
    : new EnginePage($split ? splitting(Engine) : Engine, runtime, bytes, options);
}

if ($inline) begin(opened, $budget, opened);
