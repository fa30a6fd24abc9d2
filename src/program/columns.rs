//! The words of a table as bytes: column by column, each word by how much it differs from the one above. (Measured on the
//! manifest of the demo: half of what the words are after compression.)

use alloc::vec;

use super::bytes::Reader;
#[cfg(feature = "compile")]
use super::bytes::Writer;
use crate::prelude::*;

/// Reads the words of records that have so many of them: how many records, and then their columns. Each word takes a byte at
/// least, so that a count that cannot be true is refused before anything is set aside for it.
#[inline(never)]
pub fn read(reader: &mut Reader<'_>, width: usize) -> Option<Vec<u8>> {
    let count = reader.index()?.checked_mul(width).filter(|count| *count <= reader.left())?;
    let mut words = vec![0; 4 * count];
    for column in 0..width {
        let mut last = 0u32;
        for word in words.as_chunks_mut::<4>().0.iter_mut().skip(column).step_by(width) {
            last = last.wrapping_add(reader.signed()? as u32);
            *word = last.to_le_bytes();
        }
    }
    Some(words)
}

/// Writes what [`read`] reads.
#[cfg(feature = "compile")]
pub fn write(words: &[u8], width: usize, writer: &mut Writer) {
    let words = words.as_chunks::<4>().0;
    writer.number((words.len() / width) as u64);
    for column in 0..width {
        let mut last = 0;
        for word in words.iter().skip(column).step_by(width) {
            let word = u32::from_le_bytes(*word);
            writer.signed(i64::from(word.wrapping_sub(last) as i32));
            last = word;
        }
    }
}

#[cfg(all(test, feature = "compile"))]
mod tests {
    use super::*;

    #[test]
    fn words_come_back() {
        for (width, count) in [(1, 0), (1, 7), (5, 1), (3, 40)] {
            let words: Vec<u8> =
                (0..width * count).flat_map(|place: u32| place.wrapping_mul(0x9e37_79b9).to_le_bytes()).collect();
            let mut writer = Writer::default();
            write(&words, width as usize, &mut writer);
            let mut reader = Reader::new(&writer.bytes);
            assert_eq!(read(&mut reader, width as usize), Some(words));
            assert!(reader.at_end());
            let cut = &writer.bytes[..writer.bytes.len() - 1];
            assert!(read(&mut Reader::new(cut), width as usize).is_none());
        }
    }

    #[test]
    fn a_count_that_lies_is_refused() {
        let mut writer = Writer::default();
        writer.number(u64::from(u32::MAX));
        assert!(read(&mut Reader::new(&writer.bytes), 3).is_none());
    }
}
