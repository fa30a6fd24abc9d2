//! The bytes of a file of vectors → the vectors, or where and why not.

use super::{DIMS, ITEMS, MAGIC, Method, STEP, VERSION, Vectors};
use crate::error::Problem;
use crate::prelude::*;
use crate::program::bytes::{Reader, checksum};
use crate::text::push_number;

impl Vectors {
    /// Reads a file.
    ///
    /// # Errors
    /// When the bytes are no such file, one of another version, cut off, changed, or say what cannot be: with the place, which
    /// is a part of the file such as `/items/3`.
    pub fn read(bytes: &[u8]) -> Result<Self, Problem> {
        let mut reader = Reader::new(bytes);
        if reader.take(MAGIC.len()) != Some(MAGIC) {
            return Err(Problem::error("", "this is no file of vectors: it does not begin with “TBVC”"));
        }
        if reader.byte() != Some(VERSION) {
            return Err(Problem::error("/version", "these vectors are of another version: make them again"));
        }
        let cut = || Problem::error("", too_short(bytes.len()));
        let mut vectors = head(&mut reader).ok_or_else(cut)??;
        let items = vectors.scales.capacity();
        let tables = tables(&mut reader, &mut vectors, items).ok_or_else(cut)?;
        let ids = ids(&mut reader, &mut vectors, items).ok_or_else(cut)?;
        let sum = word(&mut reader).ok_or_else(cut)?;
        if !reader.at_end() {
            return Err(Problem::error("", "something follows after the end of the file"));
        }
        let covered = bytes.get(..bytes.len().saturating_sub(4)).unwrap_or_default();
        if sum != checksum(covered) {
            return Err(Problem::error("/checksum", "these vectors are damaged: their checksum is another"));
        }
        tables.and(ids).map(|()| vectors)
    }
}

type Checked = Result<(), Problem>;

/// The head, with room for as many scales as there are items. `None`: it is cut off.
fn head(reader: &mut Reader<'_>) -> Option<Result<Vectors, Problem>> {
    let bits = reader.byte()?;
    let dims = usize::from(half(reader)?);
    let items = word(reader)? as usize;
    let (regularisation, alpha) = (float(reader)?, float(reader)?);
    let (per, method) = (reader.byte()?, reader.byte()?);
    let reserved = half(reader)?;
    let date = word(reader)?;
    let refuse = |place: &str, why: &'static str| Some(Err(Problem::error(place, why)));
    if bits != 8 && bits != 4 {
        return refuse("/bits", "a value has 8 or 4 bits");
    }
    if dims == 0 || dims > DIMS || !dims.is_multiple_of(STEP) {
        return refuse("/dims", "vectors have 16 to 128 dimensions, in steps of 16");
    }
    if items == 0 || items > ITEMS {
        return refuse("/items", "there have to be 1 to 1,000,000 items");
    }
    if !(regularisation.is_finite() && regularisation > 0.0) {
        return refuse("/regularisation", "the regularisation has to be a number above zero");
    }
    if !(alpha.is_finite() && alpha >= 0.0) {
        return refuse("/alpha", "the weight of an event has to be a number from zero on");
    }
    let Some(method) = Method::ALL.get(usize::from(method)).copied() else {
        return refuse("/method", "there is no such method");
    };
    if per > 1 || reserved != 0 {
        return refuse("/per", "the regularisation is by reader (0) or by event (1)");
    }
    // Nothing is set aside for what is not there: it takes two bytes an item at the least.
    if reader.left() < items.saturating_mul(6 + dims * usize::from(bits) / 8) {
        return None;
    }
    Some(Ok(Vectors {
        dims,
        bits,
        regularisation,
        alpha,
        per_event: per == 1,
        method,
        date,
        gram: Vec::with_capacity(dims * (dims + 1) / 2),
        scales: Vec::with_capacity(items),
        popularity: Vec::with_capacity(items),
        values: Vec::with_capacity(items * dims),
        ids: Vec::new(),
        ends: Vec::with_capacity(items),
        table: Vec::new(),
    }))
}

/// The numbers of all items. `None`: they are cut off.
fn tables(reader: &mut Reader<'_>, vectors: &mut Vectors, items: usize) -> Option<Checked> {
    let dims = vectors.dims;
    let mut checked = Ok(());
    let mut refuse = |place: &str, number: usize, why: &'static str| {
        if checked.is_ok() {
            checked = Err(Problem::error(numbered(place, number), why));
        }
    };
    for number in 0..dims * (dims + 1) / 2 {
        let value = float(reader)?;
        if !value.is_finite() {
            refuse("/gram/", number, "this is no finite number");
        }
        vectors.gram.push(value);
    }
    for number in 0..items {
        let scale = float(reader)?;
        if !(scale.is_finite() && scale >= 0.0) {
            refuse("/scales/", number, "a scale is a number from zero on");
        }
        vectors.scales.push(scale);
    }
    for _ in 0..items {
        vectors.popularity.push(half(reader)?);
    }
    let (least, per_byte) = if vectors.bits == 8 { (-127, 1) } else { (-7, 2) };
    for (number, byte) in reader.take(items * dims / per_byte)?.iter().enumerate() {
        let pair = if per_byte == 1 { [*byte as i8, 0] } else { [(*byte << 4) as i8 >> 4, *byte as i8 >> 4] };
        for value in pair.iter().take(per_byte) {
            if *value < least {
                refuse("/items/", number * per_byte / dims, "a value of its vector is out of range");
            }
            vectors.values.push(*value);
        }
    }
    Some(checked)
}

/// The ids of all items, and the table by which they are found. `None`: they are cut off.
fn ids(reader: &mut Reader<'_>, vectors: &mut Vectors, items: usize) -> Option<Checked> {
    let mut checked = Ok(());
    vectors.table.resize((items * 2).next_power_of_two(), 0);
    for number in 0..items {
        let length = half(reader)?;
        let id = reader.take(usize::from(length))?;
        vectors.ids.extend_from_slice(id);
        vectors.ends.push(vectors.ids.len() as u32);
        let why = match vectors.slot(id) {
            _ if id.is_empty() => "an item has no id",
            _ if str::from_utf8(id).is_err() => "the id of an item is no UTF-8",
            Ok(_) => "an item is here twice",
            Err(place) => {
                if let Some(free) = vectors.table.get_mut(place) {
                    *free = number as u32 + 1;
                }
                continue;
            }
        };
        if checked.is_ok() {
            checked = Err(Problem::error(numbered("/items/", number), why));
        }
    }
    Some(checked)
}

fn half(reader: &mut Reader<'_>) -> Option<u16> {
    Some(u16::from_le_bytes(reader.take(2)?.try_into().ok()?))
}

fn word(reader: &mut Reader<'_>) -> Option<u32> {
    Some(u32::from_le_bytes(reader.take(4)?.try_into().ok()?))
}

fn float(reader: &mut Reader<'_>) -> Option<f32> {
    word(reader).map(f32::from_bits)
}

fn numbered(place: &str, number: usize) -> String {
    let mut text = String::from(place);
    push_number(&mut text, number as i64, 1);
    text
}

fn too_short(length: usize) -> String {
    let mut text = String::from("this file of vectors is cut off: it ends after ");
    push_number(&mut text, length as i64, 1);
    text.push_str(" bytes");
    text
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::HEAD;
    use super::*;

    /// A file of so many items, whose values a small generator makes.
    pub fn file(items: u32, dims: usize, bits: u8, (regularisation, alpha, per): (f32, f32, u8)) -> Vec<u8> {
        let mut seed = 7_u64;
        let mut next = move |most: i64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as i64 % (2 * most + 1) - most
        };
        let most = if bits == 8 { 127 } else { 7 };
        let values: Vec<i8> = (0..items as usize * dims).map(|_| next(most) as i8).collect();
        let scales: Vec<f32> = (0..items).map(|item| 0.5 / (most as f32 * (1 + item % 5) as f32)).collect();
        let mut bytes = [MAGIC, &[VERSION, bits][..]].concat();
        bytes.extend((dims as u16).to_le_bytes());
        bytes.extend(items.to_le_bytes());
        bytes.extend(regularisation.to_le_bytes());
        bytes.extend(alpha.to_le_bytes());
        bytes.extend([per, 0, 0, 0]);
        bytes.extend(20_000_u32.to_le_bytes());
        for row in 0..dims {
            for column in 0..=row {
                let sum: f64 = (0..items as usize)
                    .map(|item| {
                        let value = |place: usize| f64::from(values[item * dims + place]) * f64::from(scales[item]);
                        value(row) * value(column)
                    })
                    .sum();
                bytes.extend((sum as f32).to_le_bytes());
            }
        }
        scales.iter().for_each(|scale| bytes.extend(scale.to_le_bytes()));
        (0..items).for_each(|item| bytes.extend(((item * 37) as u16).to_le_bytes()));
        if bits == 8 {
            bytes.extend(values.iter().map(|value| *value as u8));
        } else {
            bytes.extend(values.chunks(2).map(|pair| pair[0] as u8 & 15 | (pair[1] as u8) << 4));
        }
        for item in 0..items {
            let id = format!("item-{item}");
            bytes.extend((id.len() as u16).to_le_bytes());
            bytes.extend(id.as_bytes());
        }
        seal(bytes)
    }

    fn seal(mut bytes: Vec<u8>) -> Vec<u8> {
        bytes.extend(checksum(&bytes).to_le_bytes());
        bytes
    }

    fn refused(bytes: &[u8]) -> (String, String) {
        let problem = Vectors::read(bytes).err().unwrap();
        (problem.path, problem.message.into_owned())
    }

    #[test]
    fn a_file_comes_back() {
        for (items, dims, bits) in [(1, 16, 8), (50, 64, 8), (50, 32, 4), (1000, 128, 4)] {
            let vectors = Vectors::read(&file(items, dims, bits, (10.0, 3.0, 1))).unwrap();
            assert_eq!((vectors.len(), vectors.dims, vectors.bits), (items as usize, dims, bits));
            assert_eq!((vectors.regularisation, vectors.alpha, vectors.per_event), (10.0, 3.0, true));
            for item in 0..items as usize {
                let id = format!("item-{item}");
                assert_eq!((vectors.id(item), vectors.find(id.as_bytes())), (id.as_bytes(), Some(item)));
                assert_eq!((vectors.of(item).len(), vectors.popularity[item]), (dims, item as u16 * 37));
            }
            assert_eq!((vectors.find(b"nobody"), vectors.of(items as usize).len()), (None, 0));
        }
    }

    #[test]
    fn values_of_four_bits_are_those_of_eight() {
        let [four, again] = [0, 1].map(|_| Vectors::read(&file(9, 16, 4, (1.0, 1.0, 0))).unwrap());
        assert!(four.values.iter().any(|value| *value < 0) && four.values.iter().all(|value| value.abs() <= 7));
        assert_eq!(four.values, again.values);
    }

    #[test]
    fn a_file_that_is_cut_anywhere_is_refused() {
        let whole = file(3, 16, 8, (1.0, 1.0, 0));
        for length in 0..whole.len() {
            assert!(Vectors::read(&whole[..length]).is_err(), "{length}");
        }
        assert_eq!(refused(&whole[..200]).1, "this file of vectors is cut off: it ends after 200 bytes");
        assert_eq!(refused(&[&whole[..], b"!"].concat()).1, "something follows after the end of the file");
    }

    #[test]
    fn every_bit_that_is_turned_is_noticed() {
        let whole = file(2, 16, 8, (1.0, 1.0, 0));
        for bit in 0..whole.len() * 8 {
            let mut turned = whole.clone();
            turned[bit / 8] ^= 1 << (bit % 8);
            assert!(Vectors::read(&turned).is_err(), "{bit}");
        }
    }

    #[test]
    fn what_cannot_be_is_refused_with_its_place() {
        let whole = file(3, 16, 8, (1.0, 1.0, 0));
        let scales = HEAD + 16 * 17 / 2 * 4;
        let with = |at: usize, value: &[u8]| {
            let mut bytes = whole[..whole.len() - 4].to_vec();
            bytes.splice(at..at + value.len(), value.iter().copied());
            seal(bytes)
        };
        let nan = f32::NAN.to_le_bytes();
        let ids = scales + 3 * 6 + 3 * 16;
        for (bytes, place) in [
            (with(0, b"TBRD"), ""),
            (with(4, &[2]), "/version"),
            (with(5, &[7]), "/bits"),
            (with(6, &[17]), "/dims"),
            (with(8, &[0]), "/items"),
            (with(12, &nan), "/regularisation"),
            (with(12, &(-1.0_f32).to_le_bytes()), "/regularisation"),
            (with(16, &nan), "/alpha"),
            (with(20, &[2]), "/per"),
            (with(21, &[4]), "/method"),
            (with(HEAD + 8, &nan), "/gram/2"),
            (with(scales + 4, &nan), "/scales/1"),
            (with(scales + 18 + 2 * 16, &[128]), "/items/2"),
            (with(ids + 8 + 2, b"item-0"), "/items/1"),
            (with(ids + 2, &[255]), "/items/0"),
            (with(8, &u32::MAX.to_le_bytes()), "/items"),
            (with(8, &999_999_u32.to_le_bytes()), ""),
        ] {
            assert_eq!(refused(&bytes).0, place, "{:?}", refused(&bytes));
        }
    }
}
