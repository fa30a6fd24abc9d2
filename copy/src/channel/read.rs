//! The table of channels, and a site's own file over it: keys that it gives take the place of the table's.

use std::sync::OnceLock;

use tailorbird::error::say;
use tailorbird::manifest::read::json::Node;
use tailorbird::manifest::read::object::Object;
use tailorbird::manifest::read::values::{flag, text, whole};
use tailorbird::manifest::report::{Place, Report};
use tailorbird::nearest::hint;

use super::{Channel, Unit};
use crate::file::read;

/// The table: what each channel counts, when that was noted, and where the platform says it.
pub const TABLE: &str = include_str!("channels.json");

const KEYS: [&str; 16] = [
    "name",
    "unit",
    "limit",
    "advice",
    "bytes",
    "fold",
    "link",
    "emojiBytes",
    "shortMentions",
    "links",
    "hashtags",
    "mentions",
    "forbidden",
    "noted",
    "source",
    "note",
];
/// More than any channel takes.
const MOST: usize = 1_000_000;

/// All channels, by name.
pub type Channels = Vec<(String, Channel)>;

/// The channels of the table.
pub fn table() -> Channels {
    static READ: OnceLock<Channels> = OnceLock::new();
    READ.get_or_init(|| over(TABLE, Vec::new(), &mut Report::new(TABLE, true))).clone()
}

/// The channels of a file over those that are known.
pub fn over(text: &str, known: Channels, report: &mut Report<'_>) -> Channels {
    let Some(node) = read(text, report) else { return known };
    let place = Place::root(node.at);
    let Some(object) = Object::any(&node, &place, report) else { return known };
    let mut all = known;
    for (name, node) in object.entries().filter(|(name, _)| *name != "$schema") {
        let place = place.key(name, node.at);
        let number = all.iter().position(|(known, _)| known == name);
        let base = number.and_then(|number| all.get(number)).map(|(_, channel)| channel.clone()).unwrap_or_default();
        let Some(channel) = one(node, &place, base, report) else { continue };
        match number.and_then(|number| all.get_mut(number)) {
            Some(known) => known.1 = channel,
            None => all.push((name.to_owned(), channel)),
        }
    }
    all
}

fn one(node: &Node, place: &Place<'_>, base: Channel, report: &mut Report<'_>) -> Option<Channel> {
    let object = Object::read(node, place, &KEYS, report)?;
    let mut channel = base;
    let number = |key: &str, into: &mut Option<u32>, report: &mut Report<'_>| {
        let most = "a whole number from 1 to {} was expected";
        *into = object.part(key, report, |node, place, report| whole(node, place, MOST, most, report)).or(*into);
    };
    number("limit", &mut channel.limit, report);
    number("advice", &mut channel.advice, report);
    number("bytes", &mut channel.bytes, report);
    number("fold", &mut channel.fold, report);
    number("link", &mut channel.link, report);
    number("links", &mut channel.links, report);
    number("hashtags", &mut channel.hashtags, report);
    number("mentions", &mut channel.mentions, report);
    channel.name = object.part("name", report, text).unwrap_or(channel.name);
    channel.unit = object.part("unit", report, unit).unwrap_or(channel.unit);
    channel.forbidden = object.part("forbidden", report, text).unwrap_or(channel.forbidden);
    channel.emoji_bytes = object.part("emojiBytes", report, flag).unwrap_or(channel.emoji_bytes);
    channel.short_mentions = object.part("shortMentions", report, flag).unwrap_or(channel.short_mentions);
    object.part("noted", report, day);
    object.part("source", report, text);
    if channel.limit.is_none() && channel.advice.is_none() && channel.bytes.is_none() {
        report.error(place, "a channel has a “limit”, or an “advice” where only practice says how long its texts are");
    }
    Some(channel)
}

fn unit(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Unit> {
    let name = text(node, place, report)?;
    let found = Unit::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, unit)| unit);
    if found.is_none() {
        let names = Unit::ALL.map(|(name, _)| name);
        let (all, hint) = (names.join(", "), hint(&name, names));
        report.error(place, say("what a channel counts is one of {}{}", &[&all, &hint]));
    }
    found
}

fn day(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<String> {
    let day = text(node, place, report)?;
    if crate::brief::day::parse(&day).is_none() {
        report.error(place, "a day such as 2026-11-30 was expected");
    }
    Some(day)
}
