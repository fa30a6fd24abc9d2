//! A language of the manifest → its record, which lists the readers that it serves, in the form that `context::locale` reads.
//! Which readers it serves depends on the other languages of the manifest.

use super::draft::Draft;
use crate::context::locale::{language, region};
use crate::error::say;
use crate::manifest::model::Manifest;
use crate::prelude::*;
use crate::program::records;
use crate::rule::platform::Platform;

/// Languages with the regions that write them alike, the best known first, and then the regions that stand for all others.
/// (CLDR 48, `languageMatching`: its paradigm locales and match variables.)
const CLUSTERS: [(&str, &str, &str); 6] = [
    ("en-Latn", "US CA PH PR AS GU MH MP UM VI", "GB 001 AU"),
    ("es-Latn", "419 MX US AR CO CL PE VE EC GT CU BO DO HN PY SV NI CR PR PA UY BZ BR", "ES"),
    ("pt-Latn", "BR US", "PT"),
    ("fr-Latn", "CA", "FR"),
    ("zh-Hant", "HK MO", "TW"),
    ("ar-Arab", "MA DZ TN LY MR EH", "001 EG SA"),
];

/// Tags of the same language.
const SAME: [(&str, &str); 2] = [("nb-Latn", "no-Latn"), ("no-Latn", "nb-Latn")];
/// Languages, each with another one whose readers understand it.
const UNDERSTOOD: [(&str, &str); 7] = [
    ("nb-Latn", "nn-Latn"),
    ("no-Latn", "nn-Latn"),
    ("nn-Latn", "nb-Latn"),
    ("nn-Latn", "no-Latn"),
    ("de-Latn", "gsw-Latn"),
    ("de-Latn", "lb-Latn"),
    ("zh-Hant", "yue-Hant"),
];

/// Writes the languages of a manifest.
pub fn locales(draft: &mut Draft<'_>, manifest: &Manifest) {
    let platform = draft.checker.facts.platform;
    for (tag, serves) in manifest.locales.iter().zip(serves(&manifest.locales, platform)) {
        let rtl = u32::from(is_rtl(&platform.likely(tag)));
        let locale = records::Locale { tag: draft.text(tag), rtl, serves: draft.text(&serves) };
        draft.program.locales.push(&locale);
    }
}

/// Scripts that are written from right to left (CLDR's character orientation).
const RTL_SCRIPTS: [&str; 7] = ["arab", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg"];
/// Languages that are written from right to left.
const RTL_LANGUAGES: [&str; 12] = ["ar", "he", "iw", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ckb", "syr"];

/// Is this language written from right to left? A script in the tag decides before the language does.
fn is_rtl(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    let script =
        tag.split('-').skip(1).find(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    script.map_or_else(|| RTL_LANGUAGES.contains(&language(&tag)), |script| RTL_SCRIPTS.contains(&script))
}

/// The readers that each of the languages serves, in their order.
fn serves(tags: &[String], platform: &dyn Platform) -> Vec<String> {
    let likely: Vec<String> = tags.iter().map(|tag| platform.likely(tag)).collect();
    likely.iter().map(|tag| line(tag, &likely, platform)).collect()
}

/// The readers of one language, as words between spaces.
fn line(tag: &str, all: &[String], platform: &dyn Platform) -> String {
    let key = key(tag);
    let mut words = Vec::new();
    let sisters: Vec<&str> = all.iter().filter(|other| self::key(other) == key).map(|other| region(other)).collect();
    // A language that is there once serves every region and needs no word for that.
    if sisters.len() > 1 {
        words.push(say("={}-{}", &[&key, region(tag)]));
        let (cluster, rest) =
            CLUSTERS.iter().find(|(known, _, _)| *known == key).map_or(("", ""), |row| (row.1, row.2));
        if first(cluster, &sisters) == Some(region(tag)) {
            let others = cluster.split(' ').filter(|other| !sisters.contains(other));
            words.extend(others.map(|other| say("={}-{}", &[&key, other])));
        }
        if default(&sisters, cluster, rest, region(&platform.likely(&key))) == Some(region(tag)) {
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

/// The first item of a list that is there.
fn first<'a>(list: &str, there: &[&'a str]) -> Option<&'a str> {
    list.split(' ').find_map(|one| there.iter().find(|other| **other == one)).copied()
}

/// The region that stands for regions without a rule: one that is known to, one outside the cluster, or the likely region
/// of the language.
fn default<'a>(there: &[&'a str], cluster: &str, rest: &str, likely: &str) -> Option<&'a str> {
    let outside = || there.iter().find(|region| !cluster.split(' ').any(|one| one == **region)).copied();
    let own = there.iter().find(|region| **region == likely).copied();
    first(rest, there).or(if cluster.is_empty() { own } else { None }).or_else(outside).or(own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::platform::NoPlatform;

    #[test]
    fn directions() {
        assert!(is_rtl("ar-EG") && is_rtl("az-Arab") && is_rtl("he"));
        assert!(!is_rtl("en") && !is_rtl("ur-Latn") && !is_rtl("de-CH"));
    }

    /// The tags have all their likely subtags already.
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
