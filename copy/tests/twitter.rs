//! `twitter-text`'s conformance suite (`../shared/conformance/twitter-text`): weighted lengths, validity, and what a text mentions.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::path::Path;

use copy::channel::Channel;
use copy::channel::count::{is_valid, length, weighted};
use copy::entity::Letters;
use copy::entity::tag::{cashtags, hashtags, mentions};
use copy::entity::url::urls;
use yaml_rust2::{Yaml, YamlLoader};

const LIMIT: u32 = 280;

/// The cases of a group: a description, a text and what is expected.
fn cases(file: &str, groups: &[&str]) -> Vec<(String, String, Yaml)> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(1);
    let found =
        above.map(|folder| folder.join("shared/conformance/twitter-text").join(file)).find(|path| path.exists());
    let text = std::fs::read_to_string(found.expect("the suite is not here")).unwrap();
    let suite = YamlLoader::load_from_str(&text).unwrap().remove(0);
    let of = |case: &Yaml| {
        let text = |key: &str| case[key].as_str().unwrap().to_owned();
        (text("description"), text("text"), case["expected"].clone())
    };
    groups
        .iter()
        .flat_map(|group| suite["tests"][*group].as_vec().unwrap().iter().map(of).collect::<Vec<_>>())
        .collect()
}

fn texts(list: &Yaml, key: &str) -> Vec<String> {
    let one = |item: &Yaml| item.as_str().or_else(|| item[key].as_str()).unwrap().to_owned();
    list.as_vec().map_or_else(Vec::new, |list| list.iter().map(one).collect())
}

fn lengths(group: &str, emoji: bool, least: usize) {
    let cases = cases("validate.yml", &[group]);
    assert!(cases.len() >= least, "{} cases", cases.len());
    for (name, text, expected) in cases {
        let length = weighted(&text, 23, emoji);
        assert_eq!(i64::from(length), expected["weightedLength"].as_i64().unwrap(), "{name}");
        assert_eq!(i64::from(length * 1000 / LIMIT), expected["permillage"].as_i64().unwrap(), "{name}");
        assert_eq!(is_valid(&text) && length <= LIMIT, expected["valid"].as_bool().unwrap(), "{name}");
    }
}

#[test]
#[ignore = "needs ../shared/conformance/twitter-text"]
fn texts_are_as_long_as_x_counts_them() {
    lengths("WeightedTweetsCounterTest", false, 20);
    lengths("WeightedTweetsWithDiscountedEmojiCounterTest", true, 22);
    lengths("UnicodeDirectionalMarkerCounterTest", true, 2);
}

#[test]
#[ignore = "needs ../shared/conformance/twitter-text"]
fn posts_of_the_first_length_are_valid_or_not() {
    let first = Channel { link: Some(23), ..Channel::default() };
    for (name, text, expected) in cases("validate.yml", &["tweets"]) {
        // Each letter counted one but those of addresses, and 140 were allowed.
        let valid = is_valid(&text) && length(&text, &first) <= 140;
        assert_eq!(valid, expected.as_bool().unwrap(), "{name}");
    }
}

#[test]
#[ignore = "needs ../shared/conformance/twitter-text"]
fn addresses_mentions_and_hashtags_are_found() {
    let url = ["urls", "urls_with_indices", "urls_with_directional_markers", "tco_urls_with_params"];
    for (name, text, expected) in cases("extract.yml", &url) {
        let letters = Letters::new(&text);
        let found: Vec<_> = urls(&letters).into_iter().map(|range| letters.slice(range).to_owned()).collect();
        assert_eq!(found, texts(&expected, "url"), "{name}: {text}");
    }
    for (name, text, expected) in cases("extract.yml", &["hashtags", "hashtags_from_astral", "hashtags_with_indices"]) {
        let letters = Letters::new(&text);
        let ranges = hashtags(&letters, &urls(&letters)).into_iter();
        let found: Vec<_> = ranges.map(|range| letters.slice(range.start + 1..range.end).to_owned()).collect();
        assert_eq!(found, texts(&expected, "hashtag"), "{name}: {text}");
    }
    for (name, text, expected) in
        cases("extract.yml", &["mentions", "mentions_with_indices", "mentions_or_lists_with_indices"])
    {
        let letters = Letters::new(&text);
        let name_of = |range: std::ops::Range<usize>| {
            let whole = letters.slice(range.start + 1..range.end);
            whole.split('/').next().unwrap_or_default().to_owned()
        };
        let found: Vec<_> = mentions(&letters).into_iter().map(name_of).collect();
        assert_eq!(found, texts(&expected, "screen_name"), "{name}: {text}");
    }
    for (name, text, expected) in cases("extract.yml", &["cashtags", "cashtags_with_indices"]) {
        let letters = Letters::new(&text);
        let found: Vec<_> =
            cashtags(&letters).into_iter().map(|range| letters.slice(range.start + 1..range.end).to_owned()).collect();
        assert_eq!(found, texts(&expected, "cashtag"), "{name}: {text}");
    }
}

/// Those of RFC 3986 that X does not make a link of either.
const OTHER_URLS: [&str; 4] =
    ["Valid url: port and userinfo", "Valid url: ipv4", "Valid url: ipv6", "Valid url: sub delims and question marks"];

#[test]
#[ignore = "needs ../shared/conformance/twitter-text"]
fn single_names_tags_and_addresses_are_valid_or_not() {
    type Find = fn(&Letters<'_>) -> Vec<std::ops::Range<usize>>;
    let lists: Find =
        |letters| mentions(letters).into_iter().filter(|one| letters.slice(one.clone()).contains('/')).collect();
    let groups: [(&str, Find); 5] = [
        ("usernames", mentions),
        ("lists", lists),
        ("hashtags", |letters| hashtags(letters, &urls(letters))),
        ("urls", urls),
        ("urls_without_protocol", urls),
    ];
    for (group, find) in groups {
        for (name, text, expected) in cases("validate.yml", &[group]) {
            let letters = Letters::new(&text);
            let is_whole = find(&letters).contains(&(0..letters.len()));
            assert_eq!(
                is_whole,
                expected.as_bool().unwrap() && !OTHER_URLS.contains(&name.as_str()),
                "{group}: {name}"
            );
        }
    }
}
