//! Addresses, mentions, hashtags and markup that the brief does not have.

use core::ops::Range;

use tailorbird::error::say;

use super::Text;
use crate::entity::Letters;
use crate::entity::tag::{hashtags, mentions};
use crate::entity::url::urls;

/// How many bytes one looks ahead.
const AHEAD: usize = 200;

/// Addresses, mentions, hashtags and addresses of mail.
pub fn entities(text: &mut Text<'_>) {
    let folded = text.folded.text.clone();
    let letters = Letters::new(&folded);
    let bytes = |range: Range<usize>| letters.byte(range.start)..letters.byte(range.end);
    let addresses = urls(&letters);
    let tags = hashtags(&letters, &addresses);
    let mut all: Vec<(&str, Range<usize>)> = addresses.into_iter().map(|range| ("url", bytes(range))).collect();
    all.extend(schemes(&folded).into_iter().map(|range| ("url", range)));
    all.extend(ats(&folded).into_iter().map(|(is_mail, range)| (if is_mail { "url" } else { "mention" }, range)));
    all.extend(mentions(&letters).into_iter().map(|range| ("mention", bytes(range))));
    all.extend(tags.into_iter().map(|range| ("hashtag", bytes(range))));
    for (kind, range) in all {
        if !text.is_covered(&range) && !text.findings.iter().any(|known| known.range == text.folded.place(&range)) {
            let written = text.raw.get(text.folded.place(&range)).unwrap_or_default();
            text.wrong(kind, &range, say("the brief does not have “{}”; take it out, or add it", &[written]));
        }
    }
}

/// What has a protocol, whatever it is.
fn schemes(text: &str) -> Vec<Range<usize>> {
    let marks = ["://", "javascript:", "mailto:", "data:text", "www.", "tel:"];
    let around = |(at, mark): (usize, &str)| {
        let begin = text.get(..at).unwrap_or_default();
        let start = begin.rfind(|one: char| !one.is_ascii_alphanumeric()).map_or(0, |at| at + 1);
        let rest = text.get(at..).unwrap_or_default();
        let end = at + rest.find(char::is_whitespace).unwrap_or(rest.len());
        let tail =
            text.get(start..end).unwrap_or_default().trim_end_matches(['.', ',', '!', '?', ')', '"', '\'', ';', ':']);
        (tail.len() > mark.len()).then(|| start..start + tail.len())
    };
    marks.into_iter().flat_map(|mark| text.match_indices(mark)).filter_map(around).collect()
}

/// Words with “@” in them: is it an address of mail?
fn ats(text: &str) -> Vec<(bool, Range<usize>)> {
    let is_part = |one: char| one.is_alphanumeric() || "._%+-".contains(one);
    let around = |(at, _): (usize, &str)| {
        let before = text.get(..at).unwrap_or_default();
        let start = before.char_indices().rev().take_while(|(_, one)| is_part(*one)).last().map_or(at, |(at, _)| at);
        let rest = text.get(at + 1..).unwrap_or_default();
        let end = at + 1 + rest.find(|one| !is_part(one)).unwrap_or(rest.len());
        (end > at + 1).then_some((start < at, start..end))
    };
    text.match_indices('@').filter_map(around).collect()
}

/// What would be markup, or a place that nobody filled.
pub fn markup(text: &mut Text<'_>) {
    const PAIRS: [(&str, &str); 8] =
        [("{{", "}}"), ("{$", "}"), ("${", "}"), ("[[", "]]"), ("⟦", "⟧"), ("**", "**"), ("__", "__"), ("](", ")")];
    let raw = text.raw;
    let mut found: Vec<Range<usize>> = raw.match_indices('<').filter_map(|(at, _)| tag(raw, at)).collect();
    found.extend(raw.match_indices('&').filter_map(|(at, _)| reference(raw, at)));
    for (open, close) in PAIRS {
        for (at, _) in raw.match_indices(open) {
            let from = at + open.len();
            found.extend(ahead(raw, from).find(close).map(|end| at..from + end + close.len()));
        }
    }
    found.extend(raw.match_indices('`').map(|(at, _)| at..at + 1));
    found.extend(raw.match_indices("⟦").map(|(at, mark)| at..at + mark.len()));
    for range in found {
        text.raw_wrong("markup", range, "this is markup, or a place that was not filled; take it out");
    }
}

/// What follows, as far as one looks for the end of something.
fn ahead(raw: &str, at: usize) -> &str {
    let rest = raw.get(at..).unwrap_or_default();
    rest.get(..rest.floor_char_boundary(AHEAD)).unwrap_or_default()
}

fn tag(raw: &str, at: usize) -> Option<Range<usize>> {
    let rest = ahead(raw, at + 1);
    rest.starts_with(|one: char| one.is_ascii_alphabetic() || matches!(one, '/' | '!' | '?')).then_some(())?;
    Some(at..at + 1 + rest.find('>').map_or(rest.len(), |end| end + 1))
}

fn reference(raw: &str, at: usize) -> Option<Range<usize>> {
    let rest = ahead(raw, at + 1);
    let end = rest.bytes().take(12).position(|byte| byte == b';').filter(|end| *end > 1)?;
    let name = rest.get(..end)?;
    let sound = name.strip_prefix('#').unwrap_or(name).bytes().all(|byte| byte.is_ascii_alphanumeric());
    sound.then_some(at..at + end + 2)
}
