//! The words of an arm of an experiment.

#[cfg(feature = "compile")]
use super::bytes::Span;

/// How an arm of an experiment is drawn. Its words, a range of `reads`, are the name of the experiment, the kind of unit, and
/// draws: the version of the hash and what it is for (see [`Draws::of`]), a seed, and a range of buckets.
pub struct Draws;

impl Draws {
    /// The unit is a reader.
    pub const READER: u32 = 0;
    /// It is an hour of UTC.
    pub const HOUR: u32 = 1;
    /// It is a day of UTC.
    pub const DAY: u32 = 2;

    /// The arm's own range.
    pub const ARM: u32 = 0;
    /// The buckets that are not held out.
    pub const HOLDOUT: u32 = 1;
    /// The experiment's range of its layer.
    pub const LAYER: u32 = 2;
    /// The buckets that take part.
    pub const TRAFFIC: u32 = 3;

    /// The words of a draw.
    #[cfg(feature = "compile")]
    pub fn of(purpose: u32, version: u32, seed: Span, (from, to): (u32, u32)) -> [u32; 5] {
        [purpose << 2 | version, seed.start, seed.count, from, to]
    }
}
