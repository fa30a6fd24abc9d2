//! The languages of a manifest → what each is good for, as `context::locale` reads it: only the runtime knows the reader,
//! but who else is there is known here.

use super::read::{Object, short, texts};
use super::report::Report;
use crate::context::locale::{language, region};
use crate::error::say;
use crate::prelude::*;
use crate::rule::platform::Platform;

/// Regions that write a language alike, those whose writing is best known first; then what stands for all others.
/// (CLDR 48, `languageMatching`: its paradigm locales and match variables.)
const CLUSTERS: [(&str, &str, &str); 6] = [
    ("en-Latn", "US CA PH PR AS GU MH MP UM VI", "GB 001 AU"),
    ("es-Latn", "419 MX US AR CO CL PE VE EC GT CU BO DO HN PY SV NI CR PR PA UY BZ BR", "ES"),
    ("pt-Latn", "BR US", "PT"),
    ("fr-Latn", "CA", "FR"),
    ("zh-Hant", "HK MO", "TW"),
    ("ar-Arab", "MA DZ TN LY MR EH", "001 EG SA"),
];

/// Languages that are one and the same here, and those that readers of another understand.
const SAME: [(&str, &str); 2] = [("nb-Latn", "no-Latn"), ("no-Latn", "nb-Latn")];
const UNDERSTOOD: [(&str, &str); 7] = [
    ("nb-Latn", "nn-Latn"),
    ("no-Latn", "nn-Latn"),
    ("nn-Latn", "nb-Latn"),
    ("nn-Latn", "no-Latn"),
    ("de-Latn", "gsw-Latn"),
    ("de-Latn", "lb-Latn"),
    ("zh-Hant", "yue-Hant"),
];

/// Reads the languages of a manifest.
pub(super) fn read(object: &Object<'_>, report: &mut Report<'_>) -> Vec<String> {
    if object.need("locales", report).is_none() {
        return Vec::new();
    }
    object
        .part("locales", report, |node, place, report| {
            let locales = texts(node, place, report)?;
            for (number, locale) in locales.iter().enumerate() {
                if !is_locale(locale) {
                    report.error(
                        &place.item(number, node.at),
                        say("“{}” is no language tag, such as “en” or “pt-BR”", &[short(locale)]),
                    );
                }
            }
            Some(locales)
        })
        .unwrap_or_default()
}

/// A well-formed tag as far as it matters here: a language, then subtags (RFC 5646).
fn is_locale(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=8).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// What each of the languages is good for, in their order.
pub fn serves(tags: &[String], services: &dyn Platform) -> Vec<String> {
    let likely: Vec<String> = tags.iter().map(|tag| services.likely(tag)).collect();
    likely.iter().map(|tag| line(tag, &likely, services)).collect()
}

fn line(tag: &str, all: &[String], services: &dyn Platform) -> String {
    let key = key(tag);
    let mut words = Vec::new();
    let sisters: Vec<&str> = all.iter().filter(|other| self::key(other) == key).map(|other| region(other)).collect();
    // Alone it serves every region, and needs no word for that.
    if sisters.len() > 1 {
        words.push(say("={}-{}", &[&key, region(tag)]));
        let (cluster, rest) =
            CLUSTERS.iter().find(|(known, _, _)| *known == key).map_or(("", ""), |row| (row.1, row.2));
        if first(cluster, &sisters) == Some(region(tag)) {
            let others = cluster.split(' ').filter(|other| !sisters.contains(other));
            words.extend(others.map(|other| say("={}-{}", &[&key, other])));
        }
        if default(&sisters, cluster, rest, region(&services.likely(&key))) == Some(region(tag)) {
            words.push(say("*{}", &[&key]));
        }
    }
    words.push(say("+{}", &[&key]));
    words.extend(others(&SAME, &key).map(|other| say("+{}", &[other])));
    words.extend(others(&UNDERSTOOD, &key).map(|other| say("~{}", &[other])));
    words.join(" ")
}

/// The script of a tag, if it names one: `Hant` of `zh-Hant-TW`.
fn script(tag: &str) -> &str {
    tag.split('-').nth(1).filter(|part| part.len() == 4).unwrap_or_default()
}

/// `zh-Hant` of `zh-Hant-TW`.
fn key(tag: &str) -> String {
    if script(tag).is_empty() { language(tag).to_ascii_lowercase() } else { [language(tag), script(tag)].join("-") }
}

fn others<'a>(pairs: &'a [(&str, &'a str)], key: &str) -> impl Iterator<Item = &'a str> {
    pairs.iter().filter(move |(known, _)| *known == key).map(|(_, other)| *other)
}

/// The first of a list that is there.
fn first<'a>(list: &str, there: &[&'a str]) -> Option<&'a str> {
    list.split(' ').find_map(|one| there.iter().find(|other| **other == one)).copied()
}

/// Who stands for regions that are named nowhere: what is known to, what is in no cluster, what the language itself is likely of.
fn default<'a>(there: &[&'a str], cluster: &str, rest: &str, likely: &str) -> Option<&'a str> {
    let outside = || there.iter().find(|region| !cluster.split(' ').any(|one| one == **region)).copied();
    let own = there.iter().find(|region| **region == likely).copied();
    first(rest, there).or(if cluster.is_empty() { own } else { None }).or_else(outside).or(own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::platform::NoPlatform;

    /// The tags are as they are likely already.
    fn lines(tags: &[&str]) -> Vec<String> {
        serves(&tags.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>(), &NoPlatform)
    }

    #[test]
    fn a_language_that_is_there_once_serves_every_region() {
        assert_eq!(lines(&["en-Latn-US", "de-Latn-DE"]), ["+en-Latn", "+de-Latn ~gsw-Latn ~lb-Latn"]);
    }

    #[test]
    fn regions_are_shared_out_among_those_that_are_there() {
        assert_eq!(lines(&["fr-Latn-CA", "fr-Latn-FR"]), ["=fr-Latn-CA +fr-Latn", "=fr-Latn-FR *fr-Latn +fr-Latn"]);
        let [hk, tw] = &lines(&["zh-Hant-HK", "zh-Hant-TW"])[..] else { panic!() };
        assert_eq!(hk, "=zh-Hant-HK =zh-Hant-MO +zh-Hant ~yue-Hant");
        assert_eq!(tw, "=zh-Hant-TW *zh-Hant +zh-Hant ~yue-Hant");
        let [mx, latin] = &lines(&["es-Latn-MX", "es-Latn-419"])[..] else { panic!() };
        assert!(!mx.contains("CO") && latin.contains("=es-Latn-CO "), "{mx} {latin}");
    }
}
