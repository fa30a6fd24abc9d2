//! Item vectors: the file that a site publishes beside its manifest → items by number, and a reader's history → scores.
//!
//! ```text
//! "TBVC" · version · bits · dims · items · λ · α · per · method · 0 · date · gram · scales · popularity · vectors · ids · checksum
//! ```
//!
//! Everything is little-endian. A value of a vector is its integer times the scale of its item. Only the file's own text is
//! trusted with nothing: every length and number is looked at before it is used.

pub mod fold;
pub mod mmr;
pub mod read;
mod scan;
pub mod score;
pub mod write;

use crate::prelude::*;

/// What a file begins with.
pub const MAGIC: &[u8; 4] = b"TBVC";
/// The version of its form.
pub const VERSION: u8 = 1;
/// The bytes before the first table.
pub const HEAD: usize = 28;
/// Dimensions come in steps of this size.
pub const STEP: usize = 16;
/// The most dimensions.
pub const DIMS: usize = 128;
/// The most items: the vectors of so many are 64 MB.
pub const ITEMS: usize = 1_000_000;

/// Where vectors come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Method {
    /// Alternating least squares.
    Als,
    /// Counts of pairs.
    Counts,
    /// Texts.
    Texts,
    /// Made elsewhere.
    Elsewhere,
}

impl Method {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::Als, Self::Counts, Self::Texts, Self::Elsewhere];
}

/// A file of vectors, read.
#[derive(Clone, Debug)]
pub struct Vectors {
    /// The dimensions.
    pub dims: usize,
    /// The bits of a value in the file.
    pub bits: u8,
    /// λ, the regularisation.
    pub regularisation: f32,
    /// α, the weight of an event.
    pub alpha: f32,
    /// Is λ multiplied by the number of the reader's events, as Spark does it?
    pub per_event: bool,
    /// Where they come from.
    pub method: Method,
    /// When they were made, in days since 1970.
    pub date: u32,
    /// The lower triangle of YᵀY, row by row.
    pub gram: Vec<f32>,
    /// What an integer of an item is multiplied by.
    pub scales: Vec<f32>,
    /// How popular an item is, of 65,535.
    pub popularity: Vec<u16>,
    /// The integers, item by item.
    pub values: Vec<i8>,
    /// The ids, end to end.
    ids: Vec<u8>,
    /// Where each id ends.
    ends: Vec<u32>,
    /// Numbers of items plus one, each where the hash of its id says or behind; 0 where there is none.
    table: Vec<u32>,
}

impl Vectors {
    /// The number of items.
    pub fn len(&self) -> usize {
        self.scales.len()
    }

    /// Are there no items?
    pub fn is_empty(&self) -> bool {
        self.scales.is_empty()
    }

    /// The id of an item.
    pub fn id(&self, item: usize) -> &[u8] {
        let end = |number: usize| self.ends.get(number).map_or(0, |end| *end as usize);
        let start = item.checked_sub(1).map_or(0, end);
        self.ids.get(start..end(item)).unwrap_or_default()
    }

    /// The number of the item with this id.
    pub fn find(&self, id: &[u8]) -> Option<usize> {
        self.slot(id).ok()
    }

    /// The integers of an item.
    pub fn of(&self, item: usize) -> &[i8] {
        let start = item.saturating_mul(self.dims);
        self.values.get(start..start.saturating_add(self.dims)).unwrap_or_default()
    }

    /// The number of an item, or the place in the table where it would be.
    fn slot(&self, id: &[u8]) -> Result<usize, usize> {
        let mask = self.table.len().wrapping_sub(1);
        let mut place = hash(id) as usize & mask;
        // The table is twice as long as there are items, so that it ends.
        for _ in 0..self.table.len() {
            match self.table.get(place).map(|number| *number as usize) {
                Some(0) | None => break,
                Some(number) if self.id(number - 1) == id => return Ok(number - 1),
                Some(_) => place = (place + 1) & mask,
            }
        }
        Err(place)
    }
}

/// FNV-1a.
fn hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}
