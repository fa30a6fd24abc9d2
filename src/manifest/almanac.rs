//! What whoever compiles hands in beside the manifest: which years matter, and which days are holidays where.

use super::schedule::number;
use crate::prelude::*;
use crate::protocol::{GROUP, ITEM};

/// Years and holidays. Empty, nothing but the manifest counts.
#[derive(Clone, Debug, Default)]
pub struct Almanac {
    /// The first and the last year into which recurrences without an end are expanded.
    pub years: Option<(i64, i64)>,
    /// Lists of texts: a region, then its days as they were handed in.
    holidays: Vec<Vec<String>>,
}

impl Almanac {
    /// Reads what crosses from JavaScript: lists of texts. The first has the two years or nothing; each of the others has a region and its days.
    pub fn read(text: &str) -> Self {
        let mut almanac = Self::default();
        for list in text.split(GROUP) {
            almanac.holidays.push(list.split(ITEM).map(str::to_owned).collect());
        }
        if let [first, last] = almanac.holidays.remove(0).as_slice() {
            almanac.years = number(first).zip(number(last));
        }
        almanac
    }

    /// The days of a region, where somebody handed in a list for it.
    pub fn holidays(&self, region: &str) -> Option<&[String]> {
        let list = self.holidays.iter().find(|list| list.first().is_some_and(|known| known == region));
        list.and_then(|list| list.get(1..))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_crosses_is_read() {
        let almanac = Almanac::read("2025\u{1f}2027\u{1e}DE-BY\u{1f}2026-01-01\u{1f}2026-01-06\u{1e}XX");
        assert_eq!(almanac.years, Some((2025, 2027)));
        assert_eq!(almanac.holidays("DE-BY").unwrap(), ["2026-01-01", "2026-01-06"]);
        assert_eq!((almanac.holidays("XX").map(<[_]>::len), almanac.holidays("YY")), (Some(0), None));
        assert_eq!(Almanac::read("").years, None);
        assert_eq!(Almanac::read("2025").years, None);
    }
}
