//! "Did you mean": the known word that is nearest to an unknown one.

use crate::prelude::*;

/// The nearest of `known`, where it is near enough to be meant.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = word.chars().count() / 3 + 1;
    let word: Vec<char> = word.chars().take(LONGEST).collect();
    let distances = known.into_iter().map(|known| (distance(&word, known), known));
    distances.filter(|(distance, _)| *distance <= near).min_by_key(|(distance, _)| *distance).map(|(_, known)| known)
}

/// `; did you mean …?`, or nothing.
pub fn hint<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, known).map_or_else(String::new, |known| format!("; did you mean “{known}”?"))
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
        let known = ["now.hour", "now.weekday", "page.path"];
        assert_eq!(nearest("now.houre", known), Some("now.hour"));
        assert_eq!(nearest("now.Hour", known), Some("now.hour"));
        assert_eq!(nearest("elephant", known), None);
    }
}
