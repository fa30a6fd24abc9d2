// The package as strangers get it: packed, installed elsewhere, bundled, opened, imported, run.

import { pack } from "../../scripts/pack.mjs";
import { check, conclude } from "./checks.mjs";
import { install } from "./consumer.mjs";
import { checkFace } from "./face.mjs";
import { checkPages } from "./pages.mjs";
import { checkPrograms } from "./programs.mjs";
import { checkTarball } from "./tarball.mjs";

await check("the package packs, installs and works", async () => {
  const tarball = await pack();
  const { folder, remove } = await install(tarball);
  try {
    await checkTarball(tarball, folder);
    await checkPrograms(folder);
    await checkPages(folder);
  } finally {
    await remove();
  }
});
await checkFace();
conclude();
