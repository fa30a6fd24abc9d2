//! Languages: the one of the manifest that a reader gets, and the parts of a language tag.
//!
//! The tags of a reader come with their likely script and region (`zh-Hant-TW` for `zh-TW`), which the platform knows,
//! so that no table of languages travels. What each language of the manifest is good for was worked out while
//! compiling: a line of words. `=zh-Hant-TW`: nothing that is there is nearer to these readers; `*zh-Hant`: it stands
//! for all regions that are named nowhere; `+zh-Hant`: it is this language in this script; `~nn-Latn`: readers of that
//! one understand it.

use crate::prelude::*;
use crate::text::pieces;

/// The numbers of the manifest's languages, best first: for each language of the reader what is nearest to their region,
/// then all that are the same language in the same script, then what they understand; the first of the manifest comes
/// last. `offered` are the lines of words.
pub fn negotiate(reader: &[impl AsRef<str>], offered: &[&str]) -> Vec<usize> {
    let mut order = Vec::new();
    for wanted in reader {
        let tag = wanted.as_ref();
        let end = tag.bytes().rposition(|byte| byte == b'-').unwrap_or(tag.len());
        let key = tag.get(..end).unwrap_or_default();
        for (mark, sought) in [(b'=', tag), (b'*', key), (b'+', key), (b'~', key)] {
            for (number, serves) in offered.iter().enumerate() {
                let says = |word: &str| word.bytes().next() == Some(mark) && word.get(1..) == Some(sought);
                if pieces(serves, ' ').any(says) {
                    add(&mut order, number);
                }
            }
        }
    }
    add(&mut order, 0);
    order
}

/// Puts a language last, unless it is there already.
fn add(order: &mut Vec<usize>, number: usize) {
    for known in order.iter() {
        if *known == number {
            return;
        }
    }
    order.push(number);
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

    #[test]
    fn the_readers_order_counts() {
        let offered = ["+en-Latn", "+de-Latn", "+ar-Arab"];
        assert_eq!(negotiate(&["fr-Latn-FR", "ar-Arab-EG", "de-Latn-CH"], &offered), [2, 1, 0]);
        assert_eq!(negotiate(&[""; 0], &offered), [0]);
        assert_eq!(negotiate(&["", "not a tag", "en_US", "-", "=", "+en-Latn"], &offered), [0]);
    }

    #[test]
    fn another_script_is_another_language() {
        let offered = ["+en-Latn", "+sr-Cyrl", "+sr-Latn"];
        assert_eq!(negotiate(&["sr-Latn-RS"], &offered), [2, 0]);
        assert_eq!(negotiate(&["sr-Cyrl-ME"], &offered), [1, 0]);
    }

    #[test]
    fn the_nearest_region_comes_first_and_its_sisters_after_it() {
        let offered = [
            "=en-Latn-US =en-Latn-PR +en-Latn",
            "=en-Latn-GB *en-Latn +en-Latn",
            "=en-Latn-AU +en-Latn",
            "=de-Latn-DE +de-Latn",
        ];
        assert_eq!(negotiate(&["en-Latn-PR"], &offered), [0, 1, 2]);
        assert_eq!(negotiate(&["en-Latn-NZ"], &offered), [1, 0, 2]);
        assert_eq!(negotiate(&["en-Latn-AU", "de-Latn-DE"], &offered), [2, 1, 0, 3]);
    }

    #[test]
    fn what_is_only_understood_comes_after_what_is_the_same() {
        let offered = ["+en-Latn", "+nb-Latn +no-Latn ~nn-Latn", "+nn-Latn ~nb-Latn ~no-Latn"];
        assert_eq!(negotiate(&["nn-Latn-NO"], &offered), [2, 1, 0]);
        assert_eq!(negotiate(&["no-Latn-NO"], &offered), [1, 2, 0]);
    }

    #[test]
    fn regions() {
        assert_eq!(region("zh-Hant-TW"), "TW");
        assert_eq!(region("es-419"), "419");
        assert_eq!(region("en-u-ca-gregory"), "");
    }
}
