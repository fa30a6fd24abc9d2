//! Numbers to and from bytes. Numbers are LEB128; reading past the end gives `None`, never a panic.

use crate::prelude::*;

/// Reads from the front of some bytes.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Reads `bytes` from their start.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// One byte; `None` at the end.
    pub fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// A number without sign. Most are below 128, which is one look.
    #[inline]
    pub fn number(&mut self) -> Option<u64> {
        match *self.rest {
            [byte, ref rest @ ..] if byte < 0x80 => {
                self.rest = rest;
                Some(u64::from(byte))
            }
            _ => self.long(),
        }
    }

    #[inline(never)]
    fn long(&mut self) -> Option<u64> {
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A number that counts or points at something in memory.
    pub fn index(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    /// A number with sign (zigzag).
    pub fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    /// A number of 64 bits, all of them there.
    pub fn whole(&mut self) -> Option<u64> {
        let (bytes, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(u64::from_le_bytes(*bytes))
    }

    /// The number of bytes that are left.
    pub fn left(&self) -> usize {
        self.rest.len()
    }

    /// The next `count` bytes.
    pub fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    /// Leaves out `count` bytes.
    pub fn skip(&mut self, count: usize) -> Option<()> {
        self.take(count).map(drop)
    }

    /// Whether nothing is left.
    pub fn at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// A count, then as many values. A count that cannot be true (each takes a byte at least) is refused before
    /// anything is set aside for it.
    pub fn all<T>(&mut self, read: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.index()?;
        if count > self.rest.len() {
            return None;
        }
        let mut all = Vec::with_capacity(count);
        for _ in 0..count {
            all.push(read(self)?);
        }
        Some(all)
    }

    /// A length, then as many bytes.
    pub fn block(&mut self) -> Option<&'a [u8]> {
        let length = self.index()?;
        self.take(length)
    }
}

/// A range of one of the program's tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first entry.
    pub start: u32,
    /// The number of entries.
    pub count: u32,
}

impl Span {
    /// The entries it means, or none where the list is shorter.
    pub fn of<T>(self, list: &[T]) -> &[T] {
        let start = self.start as usize;
        list.get(start..start.saturating_add(self.count as usize)).unwrap_or(&[])
    }
}

/// Appends to bytes.
#[cfg(feature = "compile")]
#[derive(Clone, Debug, Default)]
pub struct Writer {
    /// The bytes so far.
    pub bytes: Vec<u8>,
}

#[cfg(feature = "compile")]
impl Writer {
    /// A number without sign.
    pub fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// A number with sign, as WebAssembly writes it.
    pub fn signed_number(&mut self, mut number: i64) {
        loop {
            let byte = (number & 0x7f) as u8;
            number >>= 7;
            if number == -i64::from(byte >> 6) {
                return self.bytes.push(byte);
            }
            self.bytes.push(byte | 0x80);
        }
    }

    /// A number with sign.
    pub fn signed(&mut self, number: i64) {
        self.number((number << 1 ^ number >> 63) as u64);
    }

    /// A length, then as many bytes.
    pub fn block(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.bytes.extend_from_slice(bytes);
    }
}

/// A checksum in the manner of FNV-1a (Fowler, Noll, Vo; <http://www.isthe.com/chongo/tech/comp/fnv/>), 32 bytes at a
/// time, because on a page it is taken before anything has been optimised. Each step can be undone, so that two texts
/// that differ in one step are told apart before the last line; the turn brings high bits down to where they matter.
pub fn checksum(bytes: &[u8]) -> u32 {
    let (words, rest) = bytes.as_chunks::<8>();
    let step = |hash: u64, word: u64| (hash ^ word).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(29);
    let word = |hash, word: &[u8; 8]| step(hash, u64::from_le_bytes(*word));
    let (fours, words) = words.as_chunks::<4>();
    // Four hashes beside each other, so that none waits for another's multiplication.
    let start = 0xcbf2_9ce4_8422_2325;
    let (mut one, mut two, mut three, mut four) = (start, start, start, start);
    for [a, b, c, d] in fours {
        (one, two, three, four) = (word(one, a), word(two, b), word(three, c), word(four, d));
    }
    let hash = [one, two, three, four].into_iter().fold(start, step);
    let hash = words.iter().fold(hash, word);
    let hash = rest.iter().fold(hash, |hash, byte| step(hash, u64::from(*byte)));
    (hash >> 32) as u32 ^ hash as u32
}

#[cfg(all(test, feature = "compile"))]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        for number in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX] {
            let mut writer = Writer::default();
            writer.number(number);
            assert_eq!(Reader::new(&writer.bytes).number(), Some(number));
        }
        for number in [0, -1, 1, i64::MIN, i64::MAX] {
            let mut writer = Writer::default();
            writer.signed(number);
            assert_eq!(Reader::new(&writer.bytes).signed(), Some(number));
        }
    }

    #[test]
    fn a_checksum_notices_every_bit_and_the_highest_of_two_words() {
        let bytes: Vec<u8> = (0..99).collect();
        let flipped = |bits: &[usize]| {
            let mut changed = bytes.clone();
            bits.iter().for_each(|bit| changed[bit / 8] ^= 1 << (bit % 8));
            checksum(&changed)
        };
        let whole = checksum(&bytes);
        assert!((0..bytes.len() * 8).all(|bit| flipped(&[bit]) != whole));
        for word in 0..12 {
            assert!((0..word).all(|other| flipped(&[word * 64 + 63, other * 64 + 63]) != whole), "{word}");
        }
        assert_ne!(checksum(bytes.get(..98).unwrap()), whole);
    }

    #[test]
    fn a_count_that_lies_is_refused() {
        let mut writer = Writer::default();
        writer.number(u64::from(u32::MAX));
        assert!(Reader::new(&writer.bytes).block().is_none());
        assert!(Reader::new(&writer.bytes).all(Reader::byte).is_none());
    }
}
