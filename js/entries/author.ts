/** `tailorbird/author`: the runtime, and everything that reads, checks and compiles a manifest. */

export {
  type Checked,
  type Compiled,
  check,
  compile,
  compileFor,
  hours,
  moves,
  open,
  simulate,
} from "../author/author.js";
export type { Hours, HoursOptions, Move, Moves } from "../author/experiments.js";
export type {
  Grid,
  Preferences,
  SimulatedReader,
  SimulatedRow,
  SimulatedSlot,
  Simulation,
  Viewport,
} from "../author/simulate.js";
export type * from "../types/index.js";
