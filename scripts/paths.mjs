// Where things are: every script works from any directory.

import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../", import.meta.url));

/** @param {string} path inside the project */
export const inRoot = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
