//! Shares of one report for two servers, of which neither learns what it says, while both together learn the sum of all reports.
//!
//! It is Prio3Histogram for two aggregators (draft-irtf-cfrg-vdaf-18, section 7.4.4; Corrigan-Gibbs and Boneh: Prio, 2017), as the
//! crate `prio` has it. Each report is in one of so many cells, such as "arm 1, reached the goal", and comes with a proof that it is
//! in no more than one. Nothing here asks for anything: chance comes in as a value.

use core::fmt;

use prio::codec::Encode;
use prio::vdaf::prio3::Prio3Histogram;
use prio::vdaf::test_utils::TestVectorClient;

#[cfg(target_arch = "wasm32")]
mod web;

/// How many bytes of chance one report takes.
pub const CHANCE: usize = 128;
/// How many bytes tell one report from another.
pub const NONCE: usize = 16;
/// The most cells, so that a report takes milliseconds and no more than 20 KB.
pub const CELLS: usize = 1000;

/// Why there are no shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There has to be one cell, and there may be no more than [`CELLS`].
    Cells,
    /// A chunk has from one cell to all of them.
    Chunk,
    /// There is no such cell.
    Cell,
    /// [`CHANCE`] bytes of chance are needed, no more and no fewer.
    Chance,
}

impl fmt::Display for Refusal {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            Self::Cells => "a report has from 1 to 1000 cells",
            Self::Chunk => "a chunk has from 1 cell to all of them",
            Self::Cell => "there is no such cell",
            Self::Chance => "a report takes 128 bytes of chance",
        })
    }
}

/// What the two servers have agreed on.
#[derive(Clone, Copy, Debug)]
pub struct Task<'a> {
    /// What it is for: shares for one context say nothing in another.
    pub context: &'a [u8],
    /// How many cells there are.
    pub cells: usize,
    /// How many cells are proved at once; about the square root of all is quickest.
    pub chunk: usize,
}

/// One report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shares {
    /// What both servers get.
    pub public: Vec<u8>,
    /// What the first server gets besides.
    pub leader: Vec<u8>,
    /// What the second server gets besides.
    pub helper: Vec<u8>,
}

/// Divides a report.
///
/// ```
/// use aggregate::{shares, Task, CHANCE};
///
/// let task = Task { context: b"headline", cells: 4, chunk: 2 };
/// let one = shares(task, 3, &[7; 16], &[1; CHANCE]).unwrap();
/// assert_eq!((one.public.len(), one.helper.len()), (64, 64));
/// assert!(shares(task, 4, &[7; 16], &[1; CHANCE]).is_err());
/// ```
///
/// # Errors
/// What [`Refusal`] says.
pub fn shares(task: Task<'_>, cell: usize, nonce: &[u8; NONCE], chance: &[u8]) -> Result<Shares, Refusal> {
    if !(1..=CELLS).contains(&task.cells) {
        return Err(Refusal::Cells);
    }
    if !(1..=task.cells).contains(&task.chunk) {
        return Err(Refusal::Chunk);
    }
    if cell >= task.cells {
        return Err(Refusal::Cell);
    }
    if chance.len() != CHANCE {
        return Err(Refusal::Chance);
    }
    // What could be wrong was looked at above.
    let histogram = Prio3Histogram::new_histogram(2, task.cells, task.chunk).map_err(|_| Refusal::Cells)?;
    let (public, inputs) =
        histogram.shard_with_random(task.context, &cell, nonce, chance).map_err(|_| Refusal::Cell)?;
    let mut inputs = inputs.iter().map(|share| share.get_encoded().unwrap_or_default());
    Ok(Shares {
        public: public.get_encoded().unwrap_or_default(),
        leader: inputs.next().unwrap_or_default(),
        helper: inputs.next().unwrap_or_default(),
    })
}
