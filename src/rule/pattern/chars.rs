//! Sets of characters, as ranges in order that neither touch nor overlap.

use crate::prelude::*;

/// The last character there is.
pub const LAST: u32 = 0x10_ffff;

/// Ranges, both ends within.
pub type Chars = Vec<(u32, u32)>;

/// Puts a range into a set.
pub fn add(chars: &mut Chars, mut low: u32, mut high: u32) {
    chars.retain(|(first, last)| {
        let apart = last + 1 < low || high + 1 < *first;
        if !apart {
            low = low.min(*first);
            high = high.max(*last);
        }
        apart
    });
    let place = chars.iter().take_while(|(first, _)| *first < low).count();
    chars.insert(place, (low, high));
}

/// All characters that are not in a set.
pub fn others(chars: &Chars) -> Chars {
    let mut others = Vec::new();
    let mut next = 0;
    for (first, last) in chars {
        if next < *first {
            others.push((next, first - 1));
        }
        next = last + 1;
    }
    if next <= LAST {
        others.push((next, LAST));
    }
    others
}

/// The ASCII letters, digits and `_`: what `\w` and `\b` take for a word.
pub const WORD: &str = "09AZ__az";

/// The sets behind `\d`, `\s` and `\w`, and behind `[:alpha:]` and its like, by name; two letters are a range.
const NAMED: [(&str, &str); 17] = [
    ("d", "09"),
    ("s", "\t\n\x0c\r  "),
    ("w", WORD),
    ("alnum", "09AZaz"),
    ("alpha", "AZaz"),
    ("ascii", "\0\x7f"),
    ("blank", "\t\t  "),
    ("cntrl", "\0\x1f\x7f\x7f"),
    ("digit", "09"),
    ("graph", "!~"),
    ("lower", "az"),
    ("print", " ~"),
    ("punct", "!/:@[`{~"),
    ("space", "\t\r  "),
    ("upper", "AZ"),
    ("word", WORD),
    ("xdigit", "09AFaf"),
];

/// The set of that name.
pub fn named(name: &str) -> Option<Chars> {
    let (_, letters) = NAMED.iter().find(|(known, _)| *known == name)?;
    Some(ranges(letters))
}

/// The set whose ranges are two letters each.
pub fn ranges(letters: &str) -> Chars {
    letters.as_bytes().as_chunks().0.iter().map(|[low, high]| (u32::from(*low), u32::from(*high))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(ranges: &[(u32, u32)]) -> Chars {
        let mut chars = Vec::new();
        ranges.iter().for_each(|(low, high)| add(&mut chars, *low, *high));
        chars
    }

    #[test]
    fn ranges_that_touch_become_one() {
        assert_eq!(set(&[(5, 6), (1, 2), (3, 4)]), [(1, 6)]);
        assert_eq!(set(&[(8, 9), (1, 2), (4, 5)]), [(1, 2), (4, 5), (8, 9)]);
        assert_eq!(set(&[(1, 2), (4, 5), (8, 9), (2, 8)]), [(1, 9)]);
        assert_eq!(set(&[(3, 3), (0, LAST)]), [(0, LAST)]);
    }

    #[test]
    fn the_others_of_the_others_are_the_same() {
        for chars in [set(&[]), set(&[(0, 0)]), set(&[(0, LAST)]), set(&[(3, 5), (LAST, LAST)])] {
            assert_eq!(others(&others(&chars)), chars);
        }
        assert_eq!(others(&set(&[(3, 5)])), [(0, 2), (6, LAST)]);
    }

    #[test]
    fn named_sets_are_in_order() {
        for (name, letters) in NAMED {
            assert_eq!(set(&ranges(letters)), ranges(letters), "{name}");
        }
    }
}
