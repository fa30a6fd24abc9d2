// The package as strangers get it: packed, installed elsewhere, bundled, opened, imported, run.

import "./tarball.mjs";
import "./programs.mjs";
import "./pages.mjs";
import "./minifiers.mjs";
import "./frameworks.mjs";
import "./edge.mjs";
import "./page-object.mjs";
