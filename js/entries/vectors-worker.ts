/** What each of the workers runs that train item vectors. */

import { work } from "../vectors/worker.js";

work();
