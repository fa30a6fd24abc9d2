//! Languages: the ones of the manifest that a reader gets, and the parts of a language tag.
//!
//! The tags of a reader come with their likely script and region (`zh-Hant-TW` for `zh-TW`), which the platform knows,
//! so that no table of languages travels. What each language of the manifest is good for was worked out while
//! compiling, as CLDR's distances: a line of words. First a digit, its rank among those that are equally far, and its region:
//! `0US`. Then a character for each distance (`0` is none, the next one is 1) and the readers at that distance: those of
//! one region, `4en-Latn-CA`, or all that read a language in a script, `5en-Latn`. Of the latter those in the language's own region
//! are nearer by [`NEARER`].

use crate::prelude::*;
use crate::text::pieces;
use alloc::rc::Rc;

/// How much nearer a language is in the reader's own region.
const NEARER: u32 = 4;
/// How much farther each next language of a reader counts.
const DEMOTION: u32 = 5;
/// Whoever is so far from a language, or farther, is not served by it.
pub const TOO_FAR: u32 = 50;

/// The numbers of the manifest's languages, nearest first, without those that nobody of these wants; the first of the
/// manifest comes last. `offered` are the lines of words.
pub fn negotiate(wanted: &[Rc<str>], offered: &[&str]) -> Vec<usize> {
    // Each as one number: how near, and one more than which.
    let mut found: Vec<u64> = Vec::new();
    for (number, serves) in offered.iter().enumerate() {
        let mut nearest = u32::MAX;
        for (place, tag) in (0..).zip(wanted) {
            if let Some((distance, rank)) = distance(serves, tag)
                && distance + DEMOTION * place < TOO_FAR
            {
                // Of two that are equally far the one for the earlier language counts, then the one of the lower rank.
                nearest = nearest.min((distance + DEMOTION * place) << 16 | place << 4 | rank);
            }
        }
        if nearest < u32::MAX {
            found.push((u64::from(nearest) << 32) + number as u64 + 1);
        }
    }
    let (mut order, mut last) = (Vec::with_capacity(found.len() + 1), 0);
    while let Some(next) = found.iter().copied().filter(|one| *one > last).min() {
        order.push((next - 1) as u32 as usize);
        last = next;
    }
    if !order.contains(&0) {
        order.push(0);
    }
    order
}

/// How far a reader's language is from one that serves these readers, and the rank of that one.
fn distance(serves: &str, tag: &str) -> Option<(u32, u32)> {
    let digit = |byte: &u8| u32::from(byte.wrapping_sub(b'0'));
    let mut words = pieces(serves, ' ');
    let (rank, home) = words.word().as_bytes().split_first()?;
    let mut found = None;
    for word in words {
        let (first, whom) = word.as_bytes().split_first()?;
        if whom == tag.as_bytes() {
            return Some((digit(first), digit(rank)));
        }
        if whom == key(tag).as_bytes() {
            let nearer = if tag.as_bytes().ends_with(home) { NEARER } else { 0 };
            found = Some((digit(first).saturating_sub(nearer), digit(rank)));
        }
    }
    found
}

/// The language and the script: `zh-Hant` of `zh-Hant-TW`.
pub fn key(tag: &str) -> &str {
    let end = tag.bytes().rposition(|byte| byte == b'-').unwrap_or(tag.len());
    tag.get(..end).unwrap_or_default()
}

/// The language of a tag: `zh` of `zh-Hant-TW`.
pub fn language(tag: &str) -> &str {
    pieces(tag, '-').word()
}

/// The region of a tag, if it names one: `TW` of `zh-Hant-TW`.
pub fn region(tag: &str) -> &str {
    let is_region = |part: &&str| match part.len() {
        2 => part.bytes().all(|byte| byte.is_ascii_alphabetic()),
        3 => part.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    };
    pieces(tag, '-').skip(1).take_while(|part| part.len() > 1).find(is_region).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(wanted: &[&str], offered: &[&str]) -> Vec<usize> {
        negotiate(&wanted.iter().map(|tag| Rc::from(*tag)).collect::<Vec<_>>(), offered)
    }

    #[test]
    fn the_readers_order_counts() {
        let offered = ["0US 5en-Latn", "0DE 4de-Latn", "0EG 4ar-Arab"];
        assert_eq!(order(&["fr-Latn-FR", "ar-Arab-EG", "de-Latn-CH"], &offered), [2, 1, 0]);
        assert_eq!(order(&[], &offered), [0]);
        assert_eq!(order(&["", "not a tag", "en_US", "-", "=", "5en-Latn"], &offered), [0]);
        assert_eq!(order(&["en-Latn-US"], &["", " ", "\u{fe}", "0 9"]), [0]);
    }

    #[test]
    fn the_nearest_region_comes_first_and_its_sisters_after_it() {
        let offered = [
            "0US 0en-Latn-US 4en-Latn-PR 5en-Latn",
            "2GB 0en-Latn-GB 5en-Latn-PR 3en-Latn",
            "3AU 4en-Latn",
            "0DE 4de-Latn",
        ];
        assert_eq!(order(&["en-Latn-PR"], &offered), [0, 2, 1]);
        assert_eq!(order(&["en-Latn-NZ"], &offered), [1, 2, 0]);
        assert_eq!(order(&["en-Latn-AU", "de-Latn-DE"], &offered), [2, 1, 0, 3]);
    }

    #[test]
    fn what_is_only_understood_comes_after_what_is_the_same() {
        let offered = ["0US 5en-Latn", "0NO 4nb-Latn 5no-Latn Hnn-Latn", "0NO 4nn-Latn Hnb-Latn Hno-Latn"];
        assert_eq!(order(&["nn-Latn-NO"], &offered), [2, 1, 0]);
        assert_eq!(order(&["no-Latn-NO"], &offered), [1, 2, 0]);
        assert_eq!(order(&["nb-Latn-NO", "en-Latn-GB"], &offered), [1, 0, 2]);
    }

    #[test]
    fn regions() {
        assert_eq!(region("zh-Hant-TW"), "TW");
        assert_eq!(region("es-419"), "419");
        assert_eq!(region("en-u-ca-gregory"), "");
    }
}
