//! Channels: the table is sound, what each counts, and what is wrong with a site's own file.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use copy::channel::count::length;
use copy::channel::read::{Channels, TABLE, over, table};
use tailorbird::manifest::report::Report;

fn long(text: &str, name: &str) -> u32 {
    let all = table();
    length(text, &all.iter().find(|(known, _)| known == name).unwrap().1)
}

fn read(text: &str) -> (Channels, Vec<String>) {
    let mut report = Report::new(text, true);
    let all = over(text, table(), &mut report);
    let told = report.into_problems().into_iter();
    let place = |number: Option<u32>| number.map_or(String::new(), |number| number.to_string());
    (all, told.map(|one| format!("{} {}: {}", place(one.line), one.path, one.message)).collect())
}

#[test]
fn every_row_of_the_table_has_a_day_and_a_source() {
    let mut report = Report::new(TABLE, true);
    let all = over(TABLE, Vec::new(), &mut report);
    assert_eq!(report.into_problems(), []);
    assert!(all.len() >= 20);
    let rows = TABLE.lines().filter(|line| line.starts_with("  \""));
    for row in rows {
        assert!(row.contains("\"noted\": \"20") && row.contains("\"source\": \"https://"), "{row}");
    }
}

#[test]
fn each_channel_counts_in_its_own_way() {
    let family = "👨‍👩‍👧‍👦";
    assert_eq!(long(family, "x"), 2);
    assert_eq!(long(family, "bluesky"), 1);
    assert_eq!(long(family, "threads"), 25);
    assert_eq!(long(family, "instagram"), 7);
    assert_eq!(long(family, "telegram"), 11);
    assert_eq!(long(family, "youtube-description"), 25);
    assert_eq!(long("Hi @anna@social.example, see https://example.com/a/long/path", "mastodon"), 14 + 23);
    assert_eq!(long("€ … ’", "x"), 2 + 1 + 2 + 1 + 1);
    assert_eq!(long("مرحبا", "x"), 5);
    // 20 pixels: a digit is .556 of that.
    assert_eq!(long("0000000000", "page-title"), 112);
    assert!(long("iiii", "page-title") < long("MMMM", "page-title") / 3);
    assert_eq!(long("é", "page-title"), long("e", "page-title"));
}

#[test]
fn a_site_overrides_a_row_and_adds_others() {
    let (all, told) =
        read(r#"{ "mastodon": { "limit": 5000 }, "fax": { "name": "Fax", "unit": "bytes", "limit": 80 } }"#);
    assert_eq!(told, [] as [&str; 0]);
    let of = |name: &str| all.iter().find(|(known, _)| known == name).unwrap().1.clone();
    assert_eq!((of("mastodon").limit, of("mastodon").link), (Some(5000), Some(23)));
    assert_eq!((of("fax").limit, of("fax").unit.name()), (Some(80), "bytes"));
}

#[test]
fn a_wrong_file_says_where() {
    let (_, told) = read(
        "{\n\"x\": { \"unit\": \"letters\",\n \"limitt\": 3, \"fold\": 0, \"noted\": \"2026-02-30\" },\n\"fax\": {} }",
    );
    assert_eq!(
        told,
        [
            "3 /x/limitt: there is no key “limitt” here; did you mean “limit”?",
            "3 /x/fold: a whole number from 1 to 1000000 was expected",
            "2 /x/unit: what a channel counts is one of weighted, graphemes, points, utf16, bytes, pixels",
            "3 /x/noted: a day such as 2026-11-30 was expected",
            "4 /fax: a channel has a “limit”, or an “advice” where only practice says how long its texts are",
        ]
    );
    assert_eq!(read("{\n  \"x\": ").1, ["2 /x: the text ends where a value was expected"]);
}
