//! A language of the manifest → its record, which lists the readers that it serves, in the form that `context::locale` reads.
//! Which readers it serves depends on the other languages of the manifest.

use super::distance::{self, PARADIGMS, REGIONS, understood};
use super::draft::Draft;
use crate::context::locale::{TOO_FAR, key, language, region};
use crate::error::{count, say};
use crate::manifest::model::Manifest;
use crate::prelude::*;
use crate::program::records;
use crate::rule::platform::Platform;

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

/// The distance from which on the readers of another language need not be listed for the first one, which stands in for all
/// languages that nobody serves.
const FAR: u32 = 20;

/// The readers that each of the languages serves, in their order. One language alone needs no list.
fn serves(tags: &[String], platform: &dyn Platform) -> Vec<String> {
    if tags.len() < 2 {
        return vec![String::new(); tags.len()];
    }
    let likely: Vec<String> = tags.iter().map(|tag| platform.likely(tag)).collect();
    let foreign: Vec<Vec<(String, u32)>> = likely.iter().map(|tag| foreign(tag, platform)).collect();
    likely.iter().enumerate().map(|(number, tag)| line(number, tag, &likely, &foreign, platform)).collect()
}

/// The readers of one language, as words between spaces: see [`crate::context::locale`].
fn line(number: usize, tag: &str, all: &[String], foreign: &[Vec<(String, u32)>], platform: &dyn Platform) -> String {
    let (key, region) = (key(tag), region(tag));
    let mut words = vec![say("{}{}", &[&count(rank(number, tag, platform)), region])];
    let (usual, others) = distance::regions(key, region);
    if usual != REGIONS {
        words.push(word(0, tag));
    }
    // A long list of regions only tells sisters apart.
    let has_sister = all.iter().filter(|other| self::key(other) == key).count() > 1;
    if has_sister || others.len() < 12 {
        words.extend(others.iter().map(|(region, distance)| word(*distance, &[key, region].join("-"))));
    }
    words.push(word(usual, key));
    let is_shared = |key: &str| foreign.iter().flatten().filter(|(other, _)| other == key).count() > 1;
    for (key, distance) in foreign.get(number).into_iter().flatten() {
        if number > 0 || *distance < FAR + REGIONS || is_shared(key) {
            words.push(word(*distance, key));
        }
    }
    words.join(" ")
}

/// The distance as one character, and whom it is about.
fn word(distance: u32, whom: &str) -> String {
    let distance = u8::try_from(distance).unwrap_or(u8::MAX).min(TOO_FAR as u8);
    String::from(char::from(b'0' + distance)) + whom
}

/// The place among languages that are equally far from a reader: the usual region of a language, the manifest's first, those that
/// are well known, the others.
fn rank(number: usize, tag: &str, platform: &dyn Platform) -> usize {
    if platform.likely(language(tag)) == tag {
        0
    } else if number == 0 {
        1
    } else if PARADIGMS.split(' ').any(|known| known == tag) {
        2
    } else {
        3
    }
}

/// The languages and scripts of readers who understand an offered language, each with its distance from another region.
fn foreign(tag: &str, platform: &dyn Platform) -> Vec<(String, u32)> {
    let mut all: Vec<(String, u32)> = Vec::new();
    for (code, distance) in understood(language(tag)) {
        let likely = platform.likely(code);
        // Some are another language's old names.
        if language(&likely) == code {
            let distance = distance + scripts(key(&likely), key(tag)) + REGIONS;
            all.push((key(&likely).to_owned(), distance));
        }
    }
    let same = |(code, _): &(&str, u32)| language(code) == language(tag);
    all.extend(understood(key(tag)).filter(same).map(|(code, distance)| (code.to_owned(), distance + REGIONS)));
    all.retain(|(_, distance)| *distance < TOO_FAR);
    all
}

/// The distance between the scripts of two languages.
fn scripts(reader: &str, offered: &str) -> u32 {
    if script(reader) == script(offered) {
        return 0;
    }
    understood(offered).find(|(known, _)| *known == reader).map_or(TOO_FAR, |(_, distance)| distance)
}

/// The script of a tag, if it names one: `Hant` of `zh-Hant-TW`.
fn script(tag: &str) -> &str {
    tag.split('-').nth(1).filter(|part| part.len() == 4).unwrap_or_default()
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
    fn one_language_needs_no_list() {
        assert_eq!(lines(&["en-Latn-US"]), [""]);
    }

    #[test]
    fn regions_are_shared_out_among_those_that_are_there() {
        let [us, de] = &lines(&["en-Latn-US", "de-Latn-DE"])[..] else { panic!() };
        assert_eq!(
            us,
            "1US 0en-Latn-US 4en-Latn-AS 4en-Latn-CA 4en-Latn-GU 4en-Latn-MH 4en-Latn-MP 4en-Latn-PH 4en-Latn-PR \
            4en-Latn-UM 4en-Latn-VI 5en-Latn"
        );
        assert_eq!(de, "3DE 4de-Latn");
        let [hk, tw] = &lines(&["zh-Hant-HK", "zh-Hant-TW"])[..] else { panic!() };
        assert_eq!(hk, "1HK 0zh-Hant-HK 4zh-Hant-MO 5zh-Hant Hzh-Hani");
        assert_eq!(tw, "3TW 5zh-Hant-HK 5zh-Hant-MO 5zh-Hant-001 4zh-Hant Hzh-Hani");
        let [mx, latin] = &lines(&["es-Latn-MX", "es-Latn-419"])[..] else { panic!() };
        assert!(
            mx.contains(" 4es-Latn-CO ") && latin.contains(" 4es-Latn-CO ") && latin.starts_with('2'),
            "{mx} {latin}"
        );
    }
}
