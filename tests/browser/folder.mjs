// A folder of its own for a test file, so that files may run at the same time.

import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";

/** It is removed at the end of the file. Inside of a test or a hook: at the end of that. */
export function temporaryFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), `tailorbird-${name}-`));
  after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
