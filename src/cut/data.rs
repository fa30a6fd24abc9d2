//! The data of a cut engine: what no code and no other data points to any more goes.
//!
//! Where each piece of data is, and which other pieces it points to, the linker has said; `scripts/data-map.mjs` puts it into a
//! section of the engine. What of it code still names is seen in the numbers that stand in its instructions.

use crate::prelude::*;
use crate::program::bytes::{Reader, Writer};
use crate::sorted::sorted;

/// What the section is called.
pub const NAME: &[u8] = b"pieces";

/// What the linker knows.
#[derive(Clone, Debug, Default)]
pub struct Map {
    pieces: Vec<Piece>,
    /// The places in the table of functions that code names.
    pub functions: Vec<u64>,
}

/// A piece of data.
#[derive(Clone, Debug)]
struct Piece {
    start: u32,
    size: u32,
    /// How far behind its end code names it: where a loop over it ends.
    behind: u32,
    /// The pieces that it points to.
    points: Vec<u64>,
    /// The places in the table of the functions that it names.
    functions: Vec<u64>,
}

impl Map {
    /// Reads the section.
    pub fn read(section: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(section);
        let pieces = reader.all(|reader| {
            let (start, size) = (reader.number()? as u32, reader.number()? as u32);
            let behind = reader.number()? as u32;
            Some(Piece {
                start,
                size,
                behind,
                points: reader.all(Reader::number)?,
                functions: reader.all(Reader::number)?,
            })
        })?;
        let functions = reader.all(Reader::number)?;
        reader.at_end().then_some(Self { pieces, functions })
    }

    /// Which pieces are reached. `places` are the numbers in the code that may be addresses.
    pub fn reached(&self, places: Vec<u32>) -> Option<Vec<bool>> {
        let places = sorted(places, &|one, other| one < other);
        let named = |piece: &Piece| {
            let from = places.partition_point(|place| *place < piece.start);
            places.get(from).is_some_and(|place| place - piece.start < piece.size.saturating_add(piece.behind))
        };
        let all = self.pieces.iter().enumerate();
        let mut waiting: Vec<usize> = all.filter(|(_, piece)| named(piece)).map(|(number, _)| number).collect();
        let mut reached = vec![false; self.pieces.len()];
        while let Some(number) = waiting.pop() {
            if !core::mem::replace(reached.get_mut(number)?, true) {
                waiting.extend(self.pieces.get(number)?.points.iter().map(|point| *point as usize));
            }
        }
        Some(reached)
    }

    /// The places in the table of the functions that reached pieces name.
    pub fn named<'a>(&'a self, reached: &'a [bool]) -> impl Iterator<Item = u64> + 'a {
        let all = self.pieces.iter().zip(reached).filter(|(_, reached)| **reached);
        all.flat_map(|(piece, _)| piece.functions.iter().copied())
    }

    /// The data section without the pieces that are not reached, and how many segments it has.
    pub fn prune(&self, section: &[u8], reached: &[bool]) -> Option<(Vec<u8>, u64)> {
        let all = || self.pieces.iter().zip(reached);
        let holds = |piece: &Piece, at: u32| at.wrapping_sub(piece.start) < piece.size;
        let is_kept = |at: u32| all().any(|(piece, reached)| *reached && holds(piece, at));
        silenced(section, &|at| !is_kept(at) && all().any(|(piece, _)| holds(piece, at)))
    }
}

/// How many zeros in a row say less than that another segment begins.
const GAP: usize = 8;

/// The section without what is at these addresses. Memory is zeros before anything is in it, so that those need not be there.
fn silenced(section: &[u8], is_gone: &dyn Fn(u32) -> bool) -> Option<(Vec<u8>, u64)> {
    let mut reader = Reader::new(section);
    let (mut out, mut segments) = (Writer::default(), 0);
    for _ in 0..reader.number()? {
        // `i32.const PLACE end`, in the memory that there is.
        (reader.number()? == 0 && reader.byte()? == 65).then_some(())?;
        let start = reader.number()? as u32;
        (reader.byte()? == 11).then_some(())?;
        let bytes: Vec<u8> =
            (start..).zip(reader.block()?).map(|(at, byte)| if is_gone(at) { 0 } else { *byte }).collect();
        let mut at = 0;
        while let Some((from, to)) = segment(&bytes, at) {
            segments += 1;
            out.bytes.extend([0, 65]);
            out.signed_number(i64::from(start) + from as i64);
            out.bytes.push(11);
            out.block(bytes.get(from..to)?);
            at = to;
        }
    }
    let mut section = Writer::default();
    section.number(segments);
    section.bytes.extend(out.bytes);
    Some((section.bytes, segments))
}

/// The next bytes from a place on, up to where so many zeros follow.
fn segment(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let rest = bytes.get(at..)?;
    let from = at + rest.iter().position(|byte| *byte != 0)?;
    let (mut to, mut zeros) = (from, 0);
    for (place, byte) in bytes.iter().enumerate().skip(from) {
        zeros = if *byte == 0 { zeros + 1 } else { 0 };
        if zeros == 0 {
            to = place + 1;
        } else if zeros > GAP {
            break;
        }
    }
    Some((from, to))
}
