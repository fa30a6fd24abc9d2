//! The forms of the values that facts have: a text of another form is never one of them.

use crate::context::locale::language;
use crate::error::say;
use crate::manifest::time::dates::{self, DateTime};
use crate::manifest::zones;
use crate::nearest::hint;
use crate::prelude::*;
use crate::program::fact::Fact;
use crate::rule::platform::Platform;

use super::forms_of_pages::{Part, host, path};

/// Why a text can never be the value of a fact, or a part of one; `None`: it can. An empty one stands for a missing value.
pub fn wrong(fact: Fact, text: &str, part: Part, platform: &dyn Platform) -> Option<String> {
    let whole = matches!(part, Part::Whole | Part::Order);
    match fact {
        _ if text.is_empty() => None,
        Fact::Date if whole || part == Part::Start => date(text, whole),
        Fact::Zone if whole => wrong_zone(text, platform),
        Fact::Zone if part == Part::Start && !zones::names().iter().any(|name| name.starts_with(text)) => {
            Some(say("no time zone begins with “{}”", &[text]))
        }
        Fact::Language | Fact::Languages if whole => wrong_language(text, platform),
        Fact::Region if whole => wrong_region(text, platform),
        Fact::LocaleTag if whole => wrong_tag(text, platform),
        Fact::Path if part != Part::Order => path(text, part),
        Fact::Referrer if part != Part::Order => host(text, part),
        _ => None,
    }
}

fn did_you_mean(meant: &str) -> String {
    say("; did you mean “{}”?", &[meant])
}

/// A date is compared as text, so that a digit less would change its order.
fn date(text: &str, whole: bool) -> Option<String> {
    if whole {
        let sound = matches!(dates::parse(text), Some(DateTime::Day(_)));
        return (!sound).then(|| say("“{}” is no date, such as '2026-12-24'{}", &[text, &repaired(text)]));
    }
    let fits = |(letter, form): (char, char)| if form == '0' { letter.is_ascii_digit() } else { letter == form };
    let sound = text.len() <= 10 && text.chars().zip("0000-00-00".chars()).all(fits);
    (!sound).then(|| say("no date begins with “{}”; a date is such as '2026-12-24'", &[text]))
}

/// The same date with all its digits.
fn repaired(text: &str) -> String {
    let digits = |part: &str, count: usize| "0".repeat(count.saturating_sub(part.len())) + part;
    let parts: Vec<&str> =
        text.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let meant = match parts.as_slice() {
        [year, month, day, ..] if year.len() == 4 => [*year, &digits(month, 2), &digits(day, 2)].join("-"),
        [day, month, year] if year.len() == 4 => [*year, &digits(month, 2), &digits(day, 2)].join("-"),
        _ => return String::new(),
    };
    if dates::parse(&meant).is_some() { did_you_mean(&meant) } else { String::new() }
}

/// Why there is no such time zone.
pub fn wrong_zone(name: &str, platform: &dyn Platform) -> Option<String> {
    let is_offset = name.trim_start_matches(['+', '-']).chars().all(|letter| letter.is_ascii_digit() || letter == ':');
    let all = zones::names();
    if is_offset || all.iter().any(|known| known == name) {
        return None;
    }
    // The name or its city alone, in any letters.
    let other = name.replace(' ', "_");
    let city = |known: &str| known.rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(&other));
    let ends = |known: &&String| known.eq_ignore_ascii_case(&other) || city(known);
    let meant = all.iter().find(ends);
    if meant.is_none() && platform.offset(name, 0).is_some() {
        return None;
    }
    let hint = meant.map_or_else(|| hint(name, all.iter().map(String::as_str)), |known| did_you_mean(known));
    Some(say("there is no time zone “{}”{}", &[name, &hint]))
}

/// Why no browser says that it reads this language.
fn wrong_language(text: &str, platform: &dyn Platform) -> Option<String> {
    let first = language(&text.replace('_', "-")).to_ascii_lowercase();
    let today = language(&platform.likely(&first)).to_owned();
    let is_code = (2..=3).contains(&today.len()) && today.bytes().all(|byte| byte.is_ascii_lowercase());
    if !is_code {
        return Some(say("“{}” is no language, such as 'de'", &[text]));
    }
    (today != text).then(|| say("“{}” is no language alone, such as 'de'{}", &[text, &did_you_mean(&today)]))
}

/// Regions that have no time zone of their own, and yet are in the tags of languages.
const FURTHER: &str = "AC BV CP DG EA HM IC TA XK";

/// Why no language tag names this region.
fn wrong_region(text: &str, platform: &dyn Platform) -> Option<String> {
    let upper = text.to_ascii_uppercase();
    let is_number = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    let known =
        |code: &str| FURTHER.contains(code) || zones::words(Fact::Country).iter().any(|country| country == code);
    if is_number || (text.len() == 2 && known(text)) {
        return None;
    }
    let tag = platform.likely(&say("und-{}", &[&upper]));
    let today = tag.rsplit('-').next().unwrap_or_default();
    let meant = [&*upper, today].into_iter().find(|code| text.len() == 2 && code.len() == 2 && known(code));
    let hint = meant.map_or_else(String::new, did_you_mean);
    Some(say("“{}” is no region, such as 'GB' or '419'{}", &[text, &hint]))
}

/// Why no browser says a language by this tag.
fn wrong_tag(text: &str, platform: &dyn Platform) -> Option<String> {
    let mut parts = Vec::new();
    for (place, part) in text.replace('_', "-").split('-').enumerate() {
        let lower = part.to_ascii_lowercase();
        let is_region = part.len() == 2 && place > 0;
        let is_script = part.len() == 4 && place == 1;
        let (head, tail) = lower.split_at_checked(1).unwrap_or((&lower, ""));
        parts.push(match place {
            0 => language(&platform.likely(&lower)).to_ascii_lowercase(),
            _ if is_region => lower.to_ascii_uppercase(),
            _ if is_script => head.to_ascii_uppercase() + tail,
            _ => lower,
        });
    }
    let meant = parts.join("-");
    (meant != text).then(|| say("“{}” is no language tag as browsers write them{}", &[text, &did_you_mean(&meant)]))
}
