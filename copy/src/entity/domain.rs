//! The domain at the beginning of an address: labels, and a top-level domain that there is.

use std::sync::OnceLock;

use super::Letters;
use super::letters::is_domain;
use super::punycode::{LONGEST, length};

/// All top-level domains of the root zone, in the order of their code points (`tlds` 1.261.0).
const TLDS: &str = include_str!("tlds.txt");

/// More letters than any domain has.
const LONGEST_DOMAIN: usize = 300;
/// The longest of them in letters.
const LONGEST_TLD: usize = 24;

/// Is it a top-level domain?
pub fn is_tld(word: &str) -> bool {
    static SORTED: OnceLock<Vec<&str>> = OnceLock::new();
    let lower = word.to_lowercase();
    let all = SORTED.get_or_init(|| {
        let mut all: Vec<&str> = TLDS.lines().collect();
        all.sort_unstable();
        all
    });
    all.binary_search(&lower.as_str()).is_ok() || lower.strip_prefix("xn--").is_some_and(|rest| !rest.is_empty())
}

/// Behind the longest domain that begins at a place.
pub fn domain(letters: &Letters<'_>, start: usize, is_label: impl Fn(char) -> bool) -> Option<usize> {
    let end = letters.behind_within(start, LONGEST_DOMAIN, |one| is_label(one) || matches!(one, '-' | '_' | '.'));
    let dots: Vec<usize> = (start..end).filter(|place| letters.get(*place) == Some('.')).collect();
    let sound = sound_labels(letters, start, &dots, &is_label);
    // The label before the top-level domain has no “_”.
    (0..sound).rev().find_map(|number| {
        let dot = *dots.get(number)?;
        let from = number.checked_sub(1).and_then(|before| dots.get(before)).map_or(start, |before| before + 1);
        let has_line = (from..dot).any(|place| letters.get(place) == Some('_'));
        if has_line { None } else { tld(letters, dot + 1) }
    })
}

/// How many labels in a row are what labels may be.
fn sound_labels(letters: &Letters<'_>, start: usize, dots: &[usize], is_label: &impl Fn(char) -> bool) -> usize {
    let mut from = start;
    dots.iter()
        .take_while(|dot| {
            let ends = [Some(from), dot.checked_sub(1)];
            let sound = **dot > from && ends.into_iter().flatten().all(|end| letters.get(end).is_some_and(is_label));
            from = **dot + 1;
            sound
        })
        .count()
}

/// Behind the longest top-level domain that begins here and is followed by nothing that would go on with it.
fn tld(letters: &Letters<'_>, start: usize) -> Option<usize> {
    let end = letters.behind_within(start, LONGEST_TLD, |one| is_domain(one) || one == '-');
    (start + 2..=end).rev().find(|end| {
        let goes_on = letters.get(*end).is_some_and(|one| one.is_ascii_alphanumeric() || "@+-".contains(one));
        !goes_on && is_tld(letters.slice(start..*end))
    })
}

/// Can the domain name system have it?
pub fn is_possible(domain: &str) -> bool {
    domain.split('.').all(|label| {
        let is_forged = !label.is_ascii() && label.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("xn--"));
        !is_forged && length(label) <= LONGEST
    }) && domain.split('.').map(|label| length(label) + 1).sum::<usize>() <= 254
}
