/** The questions of the scorer. They are stated twice, once here and once in `src/protocol`; `tests/protocol.rs` compares the two. */

/** The questions that the scorer answers. `src/protocol/mod.rs` documents what each takes and answers. */
export enum Score {
  Open,
  Find,
  Names,
  Fold,
  Top,
  Of,
  Like,
  Diverse,
  About,
}
