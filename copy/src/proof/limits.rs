//! What a channel does not take.

use tailorbird::error::{count, say};

use super::Text;
use crate::channel::Channel;
use crate::channel::count::{length, parts};

/// Everything that is too much for a channel.
pub fn limits(text: &mut Text<'_>, channel: &Channel) {
    let raw = text.raw;
    let long = length(raw, channel);
    let name = channel.name.as_str();
    for (most, is_error) in [(channel.limit, true), (channel.advice, false)] {
        if let Some(most) = most.filter(|most| long > *most) {
            let unit = channel.unit.name();
            let message = say("{} takes {} {}, this has {}; shorten it", &[name, &count(most), unit, &count(long)]);
            text.whole("length", is_error, message);
            break;
        }
    }
    if let Some(most) = channel.bytes.filter(|most| raw.len() > *most as usize) {
        text.whole(
            "length",
            true,
            say("{} takes {} bytes, this has {}; shorten it", &[name, &count(most), &count(raw.len())]),
        );
    }
    let parts = parts(raw);
    for (what, number, most) in [
        ("links", parts.links, channel.links),
        ("hashtags", parts.hashtags, channel.hashtags),
        ("mentions", parts.mentions, channel.mentions),
    ] {
        if let Some(most) = most.filter(|most| number > *most) {
            text.whole(
                "parts",
                true,
                say("{} takes {} {}, this has {}; take some out", &[name, &count(most), what, &count(number)]),
            );
        }
    }
    for (at, letter) in raw.char_indices() {
        let range = at..at + letter.len_utf8();
        if channel.forbidden.contains(letter) {
            text.raw_wrong(
                "letter",
                range,
                say("{} does not take “{}”; take it out", &[name, letter.encode_utf8(&mut [0; 4])]),
            );
        } else if matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') && channel.limit.is_some() {
            text.raw_wrong("isolate", range, say("{} counts what keeps directions apart; take it out", &[name]));
            text.findings.iter_mut().rev().take(1).for_each(|one| one.is_error = false);
        }
    }
}
