//! A moment, a zone, a language, a page and a device → what each slot shows, why, and until when.

use tailorbird::protocol::{Ask, ContextNumber};
use tailorbird::web::core::Core;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::asking::{answer_in, ask, at, core, decide_in, list, lists, numbers, observe, told};
use crate::site::{EVENING, HOUR, MORNING};

#[wasm_bindgen_test]
fn every_slot_is_decided_and_those_that_may_load_are_named() {
    let mut core = core();
    let answer = answer_in(&mut core, EVENING, "en");
    assert_eq!(answer.lines().count(), 6, "{answer}");
    let head = answer.lines().next().unwrap();
    assert!(head.starts_with(r#"[{"preference.name":"","now.hour":18,"#) && head.ends_with(r#","UTC"]"#), "{head}");
    let told = told(&core, &answer);
    assert_eq!(at(&told, "0.marks"), "30", "the first fails, the second holds");
    assert_eq!(at(&told, "0.until"), format!("{}", EVENING + 6.0 * HOUR));
    let about = r#"["hero",0,"en","ltr",{"title":"Good evening","link":"/tonight"},0,"evening"]"#;
    assert_eq!(at(&told, "0.about"), about);
    assert!(core.tried(&[0.0, 9.0]).contains(r#"["evening","now.hour >= 18",1]"#), "{}", core.tried(&[0.0, 9.0]));
    assert_eq!(core.tried(&[4.0, 1.0, 9.0, 1.0]), r#"[["plain"]]"#);
    assert_eq!(at(&told, "1.about.5"), "1", "values stand in the words");
    assert_eq!(at(&told, "4.about"), r#"["may",1,"en","ltr",{},0,"plain"]"#);
    assert_eq!((at(&told, "4.marks"), at(&told, "4.until")), ("2".to_owned(), String::new()));
}

#[wasm_bindgen_test]
fn what_did_not_change_is_not_told_again() {
    let mut core = core();
    let first = answer_in(&mut core, EVENING, "en");
    assert_eq!(answer_in(&mut core, EVENING, "en"), first.lines().next().unwrap());
    let later = answer_in(&mut core, MORNING, "en");
    let places: Vec<&str> = later.lines().skip(1).map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(places, ["0", "1"], "the clock's words hold until another minute: {later}");
    observe(&mut core, &["preference", "name", "Ada"], &[1.0, 0.0]);
    assert_eq!(answer_in(&mut core, MORNING, "en").lines().count(), 2);
}

#[wasm_bindgen_test]
fn a_question_is_asked_by_its_number() {
    let mut core = core();
    let texts = lists(&[&["UTC"], &[], &[], &["en"], &["en"], &[]]);
    assert_eq!(ask(&mut core, Ask::Decide, &texts, &numbers(EVENING, &[], &[])).lines().count(), 6);
    assert_eq!(ask(&mut core, Ask::About, "", &[0.0, 1.0]), core.about(&[0.0, 1.0]));
    let both = [core.about(&[0.0, 1.0]), core.about(&[0.0, 0.0])].join("").replace("][", ",");
    assert_eq!(core.about(&[0.0, 1.0, 0.0, 0.0]), both);
    // Of a variant that is known only the fields are told.
    assert_eq!(core.about(&[0.0, -1.0]), format!("[{}]", at(&core.about(&[0.0, 0.0]), "0.4")));
    let place = list(&["hero", "h1", "", "title", "+Server", "+Server"]);
    assert_eq!(ask(&mut core, Ask::Tried, "", &[0.0, 2.0]), core.tried(&[0.0, 2.0]));
    assert_eq!(ask(&mut core, Ask::Patch, &place, &[]), r#"[[0,"Good evening"]]"#);
    assert_eq!(ask(&mut core, Ask::Observe, &list(&["view", "hero"]), &[]), "");
    assert_eq!(ask(&mut core, Ask::Explain, "hero", &[]), core.explain("hero"));
    assert_eq!(ask(&mut core, Ask::Export, "", &[]), core.export());
    assert_eq!(ask(&mut core, Ask::Traits, "", &[]), "7");
    assert_eq!(ask(&mut core, Ask::Reads, "", &[]), core.reads());
    assert_eq!(ask(&mut core, Ask::Settled, "", &[1.0]).len(), 5);
}

#[wasm_bindgen_test]
fn an_unknown_question_has_no_answer() {
    for number in [Ask::ALL.len() as u8, 99, 255] {
        assert_eq!(core().ask(number, "", &[]), "", "{number}");
    }
}

#[wasm_bindgen_test]
fn the_language_brings_its_direction() {
    let told = decide_in(&mut core(), EVENING, "ar-EG");
    assert_eq!((at(&told, "0.about.2"), at(&told, "0.about.3")), ("ar".to_owned(), "rtl".to_owned()));
    assert_eq!(at(&told, "0.about.4.title"), "مساء الخير");
}

#[wasm_bindgen_test]
fn the_zone_is_its_changes() {
    let mut core = core();
    let changes = [f64::NEG_INFINITY, HOUR, EVENING - 1.0, 2.0 * HOUR, EVENING + 1.0, 9.0 * HOUR];
    let known = numbers(EVENING, &[], &changes);
    let answer = core.decide(&lists(&[&["Some/Where"], &[], &[], &["en"], &["en"], &[]]), &known);
    assert_eq!(at(&told(&core, &answer), "1.about.4.time"), "\u{2068}2026-06-26\u{2069} [n,en,20,,]:[n,en,0,,]");
}

#[wasm_bindgen_test]
fn page_and_device_are_facts() {
    let mut core = core();
    let variant = |core: &mut Core, texts: &[&[&str]], device: &[(ContextNumber, f64)]| {
        let answer = core.decide(&lists(texts), &numbers(EVENING, device, &[f64::NEG_INFINITY, 0.0]));
        at(&told(core, &answer), "2.about.6")
    };
    let unknown: &[(ContextNumber, f64)] = &[];
    let calm_phone = &[(ContextNumber::Viewport, 0.0), (ContextNumber::ReducedMotion, 1.0)];
    assert_eq!(variant(&mut core, &[&["UTC"], &[], &[], &[], &[], &[]], calm_phone), "phone");
    assert_eq!(
        variant(&mut core, &[&["UTC"], &["/sale"], &[], &[], &[], &["a", "b", "utm_source", "news"]], unknown),
        "campaign"
    );
    assert_eq!(variant(&mut core, &[&["UTC"], &["/"], &["example.com"], &[], &[], &[]], unknown), "guest");
    assert_eq!(variant(&mut core, &[&["UTC"], &[], &[], &[], &[], &[], &["sea", "birds"]], unknown), "topical");
    let clear_and_fast =
        &[(ContextNumber::Contrast, 1.0), (ContextNumber::Connection, 3.0), (ContextNumber::Source, 2.0)];
    assert_eq!(variant(&mut core, &[], clear_and_fast), "clear");
    assert_eq!(variant(&mut core, &[], unknown), "none");
}

#[wasm_bindgen_test]
fn handed_in_nothing_or_nonsense_it_still_decides() {
    for (texts, numbers) in
        [("", &[][..]), ("\u{1e}\u{1f}\u{1e}\u{1f}\u{1f}", &[f64::NAN; 9]), ("x", &[f64::INFINITY, 250.0, -7.0, 1e300])]
    {
        assert_eq!(core().decide(texts, numbers).lines().count(), 6, "{texts:?}");
        assert_eq!(core().about(numbers), "[]", "{texts:?}");
    }
}

#[wasm_bindgen_test]
fn numbers_and_dates_are_written_by_the_platform() {
    let told = decide_in(&mut core(), EVENING, "de-AT");
    assert_eq!(at(&told, "1.about.4.size"), r#"[n,de-AT;de,en,1234.5,,{"minimumFractionDigits":2}]"#);
    let date = r#"{"year":"numeric","month":"long","day":"numeric","weekday":"long"}"#;
    assert_eq!(at(&told, "1.about.4.long"), format!("[d,de-AT;de,en,{EVENING},UTC,{date}]"));
}
