// The package as strangers get it: packed, installed elsewhere, bundled, opened, imported, run.

import "./tarball.mjs";
import "./programs.mjs";
import "./pages.mjs";
import "./page-object.mjs";
