//! A pattern's table and a text → whether the pattern is found in the text.
//!
//! ```text
//! width, count, rows (2 bytes)                 how wide a row is, how many ranges and bytes of rows follow
//! [first byte, class] × count                  the class of a byte is that of the last range that begins at it or before
//! [next state] × rows                          low halves, row by row; the class 0 is the end of the text
//! [next state] × rows                          high halves; left out where no state needs one
//! ```
//!
//! The first two states have no row, because nothing more can change there.

/// The state in which nothing that follows can match.
pub const NEVER: usize = 0;
/// The state in which the pattern was found, whatever follows.
pub const FOUND: usize = 1;
/// The state in which every text begins: the first with a row.
pub const START: usize = 2;

/// Is the pattern found in `text`? Bytes that are no table find nothing; no bytes take more steps than `text` has
/// bytes, and one more.
pub fn matches(table: &[u8], text: &str) -> bool {
    walk(table, text.as_bytes()) == Some(FOUND)
}

fn walk(table: &[u8], text: &[u8]) -> Option<usize> {
    let [width, count, low, high, rest @ ..] = table else {
        return None;
    };
    let (ranges, rest) = rest.split_at_checked(usize::from(*count) * 2)?;
    let (low, high) = rest.split_at_checked(usize::from(u16::from_le_bytes([*low, *high])))?;
    let mut state = START;
    for step in 0..=text.len() {
        let at = (state - START) * usize::from(*width) + text.get(step).map_or(0, |byte| class(ranges, *byte));
        state = usize::from(u16::from_le_bytes([*low.get(at)?, high.get(at).copied().unwrap_or(0)]));
        if state < START {
            return Some(state);
        }
    }
    None
}

fn class(ranges: &[u8], byte: u8) -> usize {
    let mut class = 0;
    for [first, its] in ranges.as_chunks().0 {
        if *first > byte {
            break;
        }
        class = usize::from(*its);
    }
    class
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `^a+$`: the class 1 is `a`, the class 2 everything else.
    const TABLE: [u8; 16] = [3, 3, 6, 0, 0, 2, b'a', 1, b'b', 2, 0, 3, 0, 1, 3, 0];

    #[test]
    fn the_end_of_the_text_is_a_step_too() {
        for (text, found) in [("a", true), ("aaaa", true), ("", false), ("aab", false), ("é", false)] {
            assert_eq!(matches(&TABLE, text), found, "{text}");
        }
    }

    #[test]
    fn a_high_half_is_read_where_there_is_one() {
        let mut table = TABLE.to_vec();
        table.extend([0, 1, 0, 0, 0, 0]);
        assert!(!matches(&table, "a"), "it leads to a state that is not there");
        table[15] = 0;
        assert!(!matches(&table, ""));
    }

    #[test]
    fn a_table_cut_short_finds_nothing() {
        for end in 0..TABLE.len() {
            assert!(!matches(&TABLE[..end], "a"), "{end}");
        }
    }
}
