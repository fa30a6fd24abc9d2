//! Vectors, with the names of their items → the bytes of the file.

use super::{DIMS, MAGIC, Method, STEP, VERSION};
use crate::prelude::*;
use crate::program::bytes::checksum;

/// What stands in a file, and does not follow from the rest.
#[derive(Clone, Debug)]
pub struct Catalogue<'a> {
    /// The dimensions.
    pub dims: usize,
    /// The bits of a value in the file.
    pub bits: u8,
    /// λ, the regularisation.
    pub regularisation: f32,
    /// α, the weight of an event.
    pub alpha: f32,
    /// Is λ multiplied by the number of the reader's events?
    pub per_event: bool,
    /// Where they come from.
    pub method: Method,
    /// When they were made, in days since 1970.
    pub date: u32,
    /// What an integer of an item is multiplied by.
    pub scales: &'a [f32],
    /// How popular an item is, of 65,535.
    pub popularity: &'a [u16],
    /// The integers, item by item.
    pub values: &'a [i8],
    /// The ids, end to end.
    pub ids: &'a [u8],
    /// Where each id ends.
    pub ends: &'a [u32],
}

impl Catalogue<'_> {
    /// The bytes. `None`: there are more or fewer vectors than names, or something is longer than the file can say.
    pub fn write(&self) -> Option<Vec<u8>> {
        let items = self.ends.len();
        let sound = self.dims > 0 && self.dims <= DIMS && self.dims.is_multiple_of(STEP) && items > 0;
        if !sound || self.scales.len() != items || self.popularity.len() != items {
            return None;
        }
        if self.values.len() != items.checked_mul(self.dims)? {
            return None;
        }
        let mut to = self.head(u32::try_from(items).ok()?);
        to.extend(self.gram().iter().flat_map(|value| value.to_le_bytes()));
        to.extend(self.scales.iter().flat_map(|value| value.to_le_bytes()));
        to.extend(self.popularity.iter().flat_map(|value| value.to_le_bytes()));
        self.put_values(&mut to);
        self.put_ids(&mut to)?;
        let sum = checksum(&to);
        to.extend(sum.to_le_bytes());
        Some(to)
    }

    fn head(&self, items: u32) -> Vec<u8> {
        let mut to = MAGIC.to_vec();
        to.extend([VERSION, self.bits]);
        to.extend((self.dims as u16).to_le_bytes());
        to.extend(items.to_le_bytes());
        to.extend(self.regularisation.to_le_bytes());
        to.extend(self.alpha.to_le_bytes());
        to.extend([u8::from(self.per_event), self.method as u8, 0, 0]);
        to.extend(self.date.to_le_bytes());
        to
    }

    /// The lower triangle of YᵀY over what the integers stand for.
    fn gram(&self) -> Vec<f32> {
        let mut sums = alloc::vec![0f64; self.dims * (self.dims + 1) / 2];
        for (row, scale) in self.values.chunks_exact(self.dims).zip(self.scales) {
            // Products of integers are exact.
            let square = f64::from(*scale) * f64::from(*scale);
            let mut sums = sums.iter_mut();
            for (place, one) in row.iter().enumerate() {
                let factor = square * f64::from(*one);
                for (other, sum) in row.iter().take(place + 1).zip(&mut sums) {
                    *sum += factor * f64::from(*other);
                }
            }
        }
        sums.into_iter().map(|sum| sum as f32).collect()
    }

    fn put_values(&self, to: &mut Vec<u8>) {
        let byte = |value: &i8| value.cast_unsigned();
        match self.bits {
            4 => to.extend(self.values.as_chunks().0.iter().map(|[low, high]| byte(low) & 15 | byte(high) << 4)),
            _ => to.extend(self.values.iter().map(byte)),
        }
    }

    fn put_ids(&self, to: &mut Vec<u8>) -> Option<()> {
        let mut start = 0;
        for end in self.ends {
            let id = self.ids.get(start..*end as usize)?;
            to.extend(u16::try_from(id.len()).ok()?.to_le_bytes());
            to.extend_from_slice(id);
            start = *end as usize;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Vectors, read::tests::file};
    use super::*;

    #[test]
    fn what_was_read_is_written_as_it_was() {
        for (items, dims, bits) in [(1, 16, 8), (50, 64, 8), (50, 32, 4), (300, 128, 4)] {
            let bytes = file(items, dims, bits, (10.0, 3.0, 1));
            let Vectors { regularisation, alpha, per_event, method, date, .. } = Vectors::read(&bytes).unwrap();
            let Vectors { scales, popularity, values, ids, ends, .. } = Vectors::read(&bytes).unwrap();
            let (scales, popularity, values, ids, ends) =
                (&scales[..], &popularity[..], &values[..], &ids[..], &ends[..]);
            let head = Catalogue {
                dims,
                bits,
                regularisation,
                alpha,
                per_event,
                method,
                date,
                scales,
                popularity,
                values,
                ids,
                ends,
            };
            assert_eq!(head.write().unwrap(), bytes);
        }
    }

    #[test]
    fn lists_of_different_lengths_are_refused() {
        let [scales, popularity, values, ends] = [&[1.0][..], &[0.5][..], &[0.0; 16][..], &[1.0][..]];
        let popularity: Vec<u16> = popularity.iter().map(|one| *one as u16).collect();
        let values: Vec<i8> = values.iter().map(|one| *one as i8).collect();
        let ends: Vec<u32> = ends.iter().map(|one| *one as u32).collect();
        let sound = Catalogue {
            dims: 16,
            bits: 8,
            regularisation: 1.0,
            alpha: 1.0,
            per_event: false,
            method: Method::Als,
            date: 0,
            scales,
            popularity: &popularity,
            values: &values,
            ids: b"a",
            ends: &ends,
        };
        assert!(sound.write().is_some());
        for one in [
            Catalogue { dims: 32, ..sound.clone() },
            Catalogue { dims: 0, ..sound.clone() },
            Catalogue { scales: &[], ..sound.clone() },
            Catalogue { popularity: &[], ..sound.clone() },
            Catalogue { ids: b"", ..sound.clone() },
            Catalogue { ends: &[], ..sound.clone() },
        ] {
            assert!(one.write().is_none());
        }
    }
}
