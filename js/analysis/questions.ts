/** The questions of the statistics. They are stated twice, once here and once in `src/protocol`; `tests/protocol.rs` compares the two. */

/** The questions that the analysis build answers, with numbers. `src/analysis` documents what each takes and answers. */
export enum Statistic {
  Compare,
  Randomised,
  Guard,
  Switchback,
  Split,
  Correct,
  Plan,
  Bounds,
}
