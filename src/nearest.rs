//! Suggestions for "did you mean": the known word that is nearest to an unknown one.

use crate::error::say;
use crate::prelude::*;

/// The nearest of `known`, where it is near enough to be meant.
pub fn nearest<'a>(word: &str, known: &mut dyn Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut near = word.chars().count() / 3 + 2;
    let word: Vec<char> = word.chars().take(LONGEST).collect();
    let mut found = None;
    for known in known {
        let distance = distance(&word, known);
        if distance < near {
            (near, found) = (distance, Some(known));
        }
    }
    found
}

/// `; did you mean …?`, or nothing.
pub fn hint<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, &mut known.into_iter()).map_or_else(String::new, |known| say("; did you mean “{}”?", &[known]))
}

/// A word of junk must not cost its length squared.
const LONGEST: usize = 80;

/// Levenshtein's distance, without regard to case, one row at a time.
fn distance(word: &[char], known: &str) -> usize {
    let mut row: Vec<usize> = (0..=word.len()).collect();
    for (above, letter) in known.chars().take(LONGEST).enumerate() {
        let mut diagonal = above;
        let mut left = above + 1;
        let mut next = vec![left];
        for (mine, upper) in word.iter().zip(row.iter().skip(1)) {
            let same = mine.eq_ignore_ascii_case(&letter);
            left = (left + 1).min(upper + 1).min(diagonal + usize::from(!same));
            diagonal = *upper;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let near = |word| nearest(word, &mut ["now.hour", "now.weekday", "page.path"].into_iter());
        assert_eq!(near("now.houre"), Some("now.hour"));
        assert_eq!(near("now.Hour"), Some("now.hour"));
        assert_eq!(near("elephant"), None);
    }
}
