//! Tables of records, kept as the plain words that the bytes of a program are: nothing is taken apart when a program is
//! read, and of a thousand slots only what is looked at ever is.

use crate::prelude::*;
use core::marker::PhantomData;
use core::slice::Iter;

use super::bytes::Span;

/// A word as it is kept: a number of 32 bits, its lowest byte first.
pub type Word = [u8; 4];

/// Something that is kept as a fixed number of words.
pub trait Record: Sized {
    /// The number of words.
    const WIDTH: usize;

    /// Takes it from the words; a word that is missing is 0.
    fn read(words: &mut Iter<'_, Word>) -> Self;

    /// Puts it as [`Record::read`] takes it.
    #[cfg(feature = "compile")]
    fn write(&self, words: &mut Vec<u8>);
}

/// A record that tables are made of.
pub trait Row: Record {
    /// The record that bytes begin with. Written for each kind, so that all its words are looked for at once.
    fn first(bytes: &[u8]) -> Option<Self>;
}

/// Makes a record one that tables are made of.
macro_rules! rows {
    ($($name:ty)*) => {$(
        impl $crate::program::table::Row for $name {
            #[inline(always)]
            fn first(bytes: &[u8]) -> Option<Self> {
                const BYTES: usize = 4 * <$name as $crate::program::table::Record>::WIDTH;
                let (words, _) = bytes.first_chunk::<BYTES>()?.as_chunks();
                Some($crate::program::table::Record::read(&mut words.iter()))
            }
        }
    )*};
}
pub(crate) use rows;

rows!(u32 Span);

impl Record for u32 {
    const WIDTH: usize = 1;

    #[inline(always)]
    fn read(words: &mut Iter<'_, Word>) -> Self {
        words.next().map_or(0, |word| Self::from_le_bytes(*word))
    }

    #[cfg(feature = "compile")]
    fn write(&self, words: &mut Vec<u8>) {
        words.extend(self.to_le_bytes());
    }
}

impl Record for u64 {
    const WIDTH: usize = 2;

    #[inline(always)]
    fn read(words: &mut Iter<'_, Word>) -> Self {
        let low = u64::from(u32::read(words));
        low | u64::from(u32::read(words)) << 32
    }

    #[cfg(feature = "compile")]
    fn write(&self, words: &mut Vec<u8>) {
        words.extend(self.to_le_bytes());
    }
}

impl Record for Span {
    const WIDTH: usize = 2;

    #[inline(always)]
    fn read(words: &mut Iter<'_, Word>) -> Self {
        Self { start: u32::read(words), count: u32::read(words) }
    }

    #[cfg(feature = "compile")]
    fn write(&self, words: &mut Vec<u8>) {
        self.start.write(words);
        self.count.write(words);
    }
}

/// Records, one after the other.
#[derive(Clone, Debug)]
pub struct Table<T> {
    words: Vec<u8>,
    kind: PhantomData<T>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { words: Vec::new(), kind: PhantomData }
    }
}

impl<T: Row> Table<T> {
    /// The number of bytes that a record takes.
    const BYTES: usize = 4 * T::WIDTH;

    /// Their words, and how many a record has.
    pub fn words_mut(&mut self) -> (&mut Vec<u8>, usize) {
        (&mut self.words, T::WIDTH)
    }

    /// The same, to be written.
    #[cfg(feature = "compile")]
    pub fn words(&self) -> (&Vec<u8>, usize) {
        (&self.words, T::WIDTH)
    }

    /// The number of records.
    pub fn len(&self) -> usize {
        self.words.len() / Self::BYTES
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The record with this number.
    pub fn get(&self, number: usize) -> Option<T> {
        T::first(self.words.get(number.checked_mul(Self::BYTES)?..)?)
    }

    /// The record with this number plus one; 0 stands for none.
    pub fn before(&self, number: u32) -> Option<T> {
        self.get((number as usize).checked_sub(1)?)
    }

    /// The records of a span, as far as there are any.
    pub fn of(&self, span: Span) -> impl Iterator<Item = T> + '_ {
        let start = span.start as usize;
        (start..start.saturating_add(span.count as usize)).map_while(|number| self.get(number))
    }

    /// All records.
    pub fn iter(&self) -> impl Iterator<Item = T> + '_ {
        self.of(Span { start: 0, count: self.len() as u32 })
    }

    /// Adds a record and tells its number.
    #[cfg(feature = "compile")]
    pub fn push(&mut self, record: &T) -> u32 {
        record.write(&mut self.words);
        self.len() as u32 - 1
    }

    /// Adds records and tells where they are.
    #[cfg(feature = "compile")]
    pub fn append(&mut self, records: &[T]) -> Span {
        let start = self.len() as u32;
        records.iter().for_each(|record| record.write(&mut self.words));
        Span { start, count: records.len() as u32 }
    }
}
