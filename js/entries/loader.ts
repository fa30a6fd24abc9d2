/** `tailorbird/loader`: a manifest becomes its module where a bundler runs webpack's loaders and takes no plugins. */

import { build } from "../entries/build.js";
import { type LoaderContext, load } from "../plugin/loader.js";

export type { LoaderOptions } from "../plugin/loader.js";

export default function loader(this: LoaderContext, manifest: string): string {
  return load(build, this, manifest);
}
