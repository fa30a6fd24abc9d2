//! The almanac: input beside the manifest that says which years matter and which days are holidays in which region.

use super::time::dates::number;
use crate::limits;
use crate::prelude::*;
use crate::protocol::{GROUP, ITEM};

/// Years and holidays. An empty almanac adds nothing to the manifest.
#[derive(Clone, Debug, Default)]
pub struct Almanac {
    /// The first and the last year into which recurrences without an end are expanded.
    pub years: Option<(i64, i64)>,
    /// The years around today, if somebody passed them.
    around: Option<(i64, i64)>,
    /// A list for each region: its code, then its days as they were passed in.
    holidays: Vec<Vec<String>>,
}

impl Almanac {
    /// Reads the text that JavaScript passes: lists of texts. The first has the two years, or the two years around today and
    /// the word `around`, or nothing; each of the others has a region and its days.
    pub fn read(text: &str) -> Self {
        let mut almanac = Self::default();
        for list in text.split(GROUP) {
            almanac.holidays.push(list.split(ITEM).map(str::to_owned).collect());
        }
        match almanac.holidays.remove(0).as_slice() {
            [first, last] => almanac.years = number(first).zip(number(last)),
            [first, last, _] => almanac.around = number(first).zip(number(last)),
            _ => {}
        }
        almanac
    }

    /// The years that matter, whoever says so.
    pub fn span(&self) -> (i64, i64) {
        self.years.or(self.around).unwrap_or(limits::YEARS)
    }

    /// The holidays of a region; `None` if nobody passed a list for it.
    pub fn holidays(&self, region: &str) -> Option<&[String]> {
        let list = self.holidays.iter().find(|list| list.first().is_some_and(|known| known == region));
        list.and_then(|list| list.get(1..))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_from_javascript_is_read() {
        let almanac = Almanac::read("2025\u{1f}2027\u{1e}DE-BY\u{1f}2026-01-01\u{1f}2026-01-06\u{1e}XX");
        assert_eq!(almanac.years, Some((2025, 2027)));
        assert_eq!(almanac.holidays("DE-BY").unwrap(), ["2026-01-01", "2026-01-06"]);
        assert_eq!((almanac.holidays("XX").map(<[_]>::len), almanac.holidays("YY")), (Some(0), None));
        assert_eq!(almanac.span(), (2025, 2027));
        let around = Almanac::read("2025\u{1f}2029\u{1f}around");
        assert_eq!((around.years, around.span()), (None, (2025, 2029)));
        assert_eq!(Almanac::read("").span(), limits::YEARS);
        assert_eq!(Almanac::read("").years, None);
        assert_eq!(Almanac::read("2025").years, None);
    }
}
