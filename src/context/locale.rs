//! Which of the manifest's languages a reader gets, and what a language tag says.

use crate::prelude::*;

/// The numbers of the offered languages, best first: for each language of the reader an exact match, then shorter
/// and shorter tags (RFC 4647, lookup), then any of the same language; the first of the offered comes last.
pub fn negotiate(reader: &[impl AsRef<str>], offered: &[&str]) -> Vec<usize> {
    let mut order = Vec::new();
    let mut add = |found: Option<usize>| {
        if let Some(found) = found
            && !order.contains(&found)
        {
            order.push(found);
        }
    };
    for wanted in reader {
        let mut tag = wanted.as_ref();
        add(position(offered, tag));
        while let Some(end) = tag.bytes().rposition(|byte| byte == b'-') {
            tag = tag.get(..end).unwrap_or_default();
            add(position(offered, tag));
        }
        add(offered.iter().position(|offer| language(offer).eq_ignore_ascii_case(tag)));
    }
    add(Some(0));
    order
}

fn position(offered: &[&str], tag: &str) -> Option<usize> {
    offered.iter().position(|offer| offer.eq_ignore_ascii_case(tag))
}

/// The language of a tag: `zh` of `zh-Hant-TW`.
pub fn language(tag: &str) -> &str {
    pieces(tag, '-').next().unwrap_or_default()
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
        assert_eq!(negotiate(&["fr", "ar-EG", "de-CH"], &["en", "de", "ar"]), [2, 1, 0]);
        assert_eq!(negotiate(&["DE"], &["en", "de"]), [1, 0]);
        assert_eq!(negotiate(&["pt"], &["en", "pt-BR"]), [1, 0]);
        assert_eq!(negotiate(&[""; 0], &["en", "de"]), [0]);
    }

    #[test]
    fn regions() {
        assert_eq!(region("zh-Hant-TW"), "TW");
        assert_eq!(region("es-419"), "419");
        assert_eq!(region("en-u-ca-gregory"), "");
    }
}
