// What tests of built pages share: hashes as a policy names them.

import { createHash } from "node:crypto";

export const hashOf = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;
