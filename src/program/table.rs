//! Tables of records, kept as plain words: a thousand slots are read by one loop, and only what is looked at is
//! taken apart.

use crate::prelude::*;
use core::marker::PhantomData;
use core::slice::Iter;

use super::bytes::Span;

/// Something that is kept as a fixed number of words.
pub trait Record: Sized {
    /// How many words.
    const WIDTH: usize;

    /// Takes it from the words; a word that is missing is 0.
    fn take(words: &mut Iter<'_, u32>) -> Self;

    /// Puts it as [`Record::take`] takes it.
    #[cfg(feature = "compile")]
    fn put(&self, words: &mut Vec<u32>);
}

impl Record for u32 {
    const WIDTH: usize = 1;

    #[inline(always)]
    fn take(words: &mut Iter<'_, u32>) -> Self {
        words.next().copied().unwrap_or_default()
    }

    #[cfg(feature = "compile")]
    fn put(&self, words: &mut Vec<u32>) {
        words.push(*self);
    }
}

impl Record for u64 {
    const WIDTH: usize = 2;

    #[inline(always)]
    fn take(words: &mut Iter<'_, u32>) -> Self {
        let low = u64::from(u32::take(words));
        low | u64::from(u32::take(words)) << 32
    }

    #[cfg(feature = "compile")]
    fn put(&self, words: &mut Vec<u32>) {
        words.extend([*self as u32, (*self >> 32) as u32]);
    }
}

impl Record for Span {
    const WIDTH: usize = 2;

    #[inline(always)]
    fn take(words: &mut Iter<'_, u32>) -> Self {
        Self { start: u32::take(words), count: u32::take(words) }
    }

    #[cfg(feature = "compile")]
    fn put(&self, words: &mut Vec<u32>) {
        words.extend([self.start, self.count]);
    }
}

/// The words of a record. Not generic, so that visitors download it once.
#[inline(never)]
fn record(words: &[u32], number: usize, width: usize) -> Option<&[u32]> {
    words.get(number.checked_mul(width)?..)?.get(..width)
}

/// Records, one after the other.
#[derive(Clone, Debug)]
pub struct Table<T> {
    /// Their words.
    pub words: Vec<u32>,
    kind: PhantomData<T>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl<T> Table<T> {
    /// The table that these words are.
    pub fn new(words: Vec<u32>) -> Self {
        Self { words, kind: PhantomData }
    }
}

impl<T: Record> Table<T> {
    /// How many records.
    pub fn len(&self) -> usize {
        self.words.len() / T::WIDTH
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The record with this number.
    pub fn get(&self, number: usize) -> Option<T> {
        Some(T::take(&mut record(&self.words, number, T::WIDTH)?.iter()))
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
        (0..self.len()).filter_map(|number| self.get(number))
    }

    /// Adds a record and tells its number.
    #[cfg(feature = "compile")]
    pub fn push(&mut self, record: &T) -> u32 {
        record.put(&mut self.words);
        self.len() as u32 - 1
    }

    /// Adds records and tells where they are.
    #[cfg(feature = "compile")]
    pub fn append(&mut self, records: &[T]) -> Span {
        let start = self.len() as u32;
        records.iter().for_each(|record| record.put(&mut self.words));
        Span { start, count: records.len() as u32 }
    }
}
