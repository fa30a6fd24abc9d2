//! Counters: how long a text is for a channel.

use core::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::width::pixels;
use super::{Channel, Unit};
use crate::entity::Letters;
use crate::entity::tag::{hashtags, mentions};
use crate::entity::url::urls;

/// How much an address counts on X.
const LINK: u32 = 23;

/// How long a text is.
pub fn length(text: &str, channel: &Channel) -> u32 {
    if channel.unit == Unit::Weighted {
        return weighted(text, channel.link.unwrap_or(LINK), true);
    }
    let letters = Letters::new(text);
    let addresses = if channel.link.is_some() { urls(&letters) } else { Vec::new() };
    let mut sum = 0;
    let mut from = 0;
    for Range { start, end } in addresses {
        sum += plain(letters.slice(from..start), channel) + channel.link.unwrap_or_default();
        from = end;
    }
    sum + plain(letters.slice(from..letters.len()), channel)
}

fn plain(text: &str, channel: &Channel) -> u32 {
    let text = if channel.short_mentions { without_servers(text) } else { text.to_owned() };
    let count = match channel.unit {
        Unit::Graphemes => text.graphemes(true).count(),
        Unit::Utf16 => text.encode_utf16().count(),
        Unit::Bytes => text.len(),
        Unit::Pixels => return pixels(&text),
        _ if channel.emoji_bytes => with_emoji(&text),
        _ => text.chars().count(),
    };
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn with_emoji(text: &str) -> usize {
    text.graphemes(true).map(|one| if is_emoji(one) { one.len() } else { one.chars().count() }).sum()
}

/// Of “@name@server” only “@name” counts.
fn without_servers(text: &str) -> String {
    let letters = Letters::new(text);
    let mut kept = String::new();
    let mut place = 0;
    while place < letters.len() {
        let far = if letters.get(place) == Some('@') { far_name(&letters, place) } else { None };
        let (end, behind) = far.unwrap_or((place + 1, place + 1));
        kept.push_str(letters.slice(place..end));
        place = behind;
    }
    kept
}

/// Behind the name, and behind its server.
fn far_name(letters: &Letters<'_>, place: usize) -> Option<(usize, usize)> {
    let name = letters.behind(place + 1, |one| one.is_ascii_alphanumeric() || one == '_');
    let server = letters.behind(name + 1, |one| one.is_alphanumeric() || "_.-".contains(one));
    (letters.get(name) == Some('@') && name > place + 1 && server > name + 1).then_some((name, server))
}

/// The length of a text on X (`twitter-text`, configuration 3): an address counts 23, an emoji 2, a letter of most scripts that are
/// written with spaces 1, others 2. Letters are composed before.
pub fn weighted(text: &str, link: u32, emoji: bool) -> u32 {
    let text: String = text.nfc().collect();
    let letters = Letters::new(&text);
    let mut sum = 0;
    let mut from = 0;
    for Range { start, end } in urls(&letters) {
        sum += weights(letters.slice(from..start), emoji) + 100 * link;
        from = end;
    }
    (sum + weights(letters.slice(from..letters.len()), emoji)) / 100
}

fn weights(text: &str, emoji: bool) -> u32 {
    let letter = |one: char| if is_light(one) { 100 } else { 200 };
    if !emoji {
        return text.chars().map(letter).sum();
    }
    text.graphemes(true).map(|one| if is_emoji(one) { 200 } else { one.chars().map(letter).sum::<u32>() }).sum()
}

fn is_light(letter: char) -> bool {
    matches!(u32::from(letter), 0..=4351 | 8192..=8205 | 8208..=8223 | 8242..=8247)
}

/// Is this one emoji? Digits are, where a keycap follows; signs such as ©, where a mark says so.
pub fn is_emoji(grapheme: &str) -> bool {
    let mut letters = grapheme.chars();
    let Some(first) = letters.next() else { return false };
    let marked = grapheme.contains(['\u{fe0f}', '\u{20e3}']);
    match first {
        '#' | '*' | '0'..='9' | '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}' => marked,
        '\u{1f1e6}'..='\u{1f1ff}' => letters.next().is_some(),
        '\u{2194}'..='\u{21aa}'
        | '\u{231a}'..='\u{23ff}'
        | '\u{25aa}'..='\u{25fe}'
        | '\u{2600}'..='\u{27bf}'
        | '\u{2934}'..='\u{2935}'
        | '\u{2b05}'..='\u{2b55}'
        | '\u{3030}'
        | '\u{303d}'
        | '\u{3297}'
        | '\u{3299}'
        | '\u{1f000}'..='\u{1f1e5}'
        | '\u{1f200}'..='\u{1faff}' => true,
        _ => false,
    }
}

/// How many there are of what a channel limits besides its length.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Addresses.
    pub links: u32,
    /// Hashtags.
    pub hashtags: u32,
    /// Mentions.
    pub mentions: u32,
}

/// Counts them.
pub fn parts(text: &str) -> Parts {
    let letters = Letters::new(text);
    let addresses = urls(&letters);
    Parts {
        hashtags: hashtags(&letters, &addresses).len() as u32,
        links: addresses.len() as u32,
        mentions: mentions(&letters).len() as u32,
    }
}

/// May it be posted at all? It has something in it, and no letter that is none.
pub fn is_valid(text: &str) -> bool {
    !text.is_empty() && !text.chars().any(crate::entity::letters::is_invalid)
}
