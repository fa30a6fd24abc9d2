//! Measuring a voice: its words are told apart from others, and what was written is read again.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use copy::answer::answer;
use copy::voice::learn::{distance, learn};

#[test]
fn words_that_others_use_less_are_found() {
    let own = ["The harbour is calm. Harbour tea in the harbour.", "A calm harbour, and tea."];
    let other = ["The city is loud. City coffee in the city.", "A loud city, and coffee."];
    let measured = learn(&own, "en-GB", &other);
    let z = |word: &str| measured.words.iter().find(|(known, _)| known == word).map_or(0.0, |(_, z)| *z);
    assert!(z("harbour") > 0.5 && z("harbour") > z("tea"), "{:?}", measured.words);
    assert!(z("city") < 0.0 && z("the").abs() < 0.6, "{:?}", measured.words);
    assert!(distance(own[0], &measured).0 < distance(other[0], &measured).0);
    assert_eq!((measured.language.as_str(), measured.size), ("en", (2, 14)));
}

#[test]
fn what_was_measured_is_read_again() {
    let told = answer(6, "de\u{1f}Der Hafen ist ruhig. Tee am Hafen!\u{1e}Wir trinken Tee am Hafen.\u{1f}");
    let voice = format!("{{ \"measured\": {told} }}");
    assert_eq!(answer(5, &voice), "{\"problems\":[]}");
    let far = answer(7, &format!("Der Hafen ist ruhig.\u{1f}{voice}"));
    assert!(far.starts_with("{\"distance\":") && far.contains("\"problems\":[]"), "{far}");
    assert!(answer(6, "ar\u{1f}\u{1f}").contains("\"samples\":0"));
}
