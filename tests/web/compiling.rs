//! A manifest as text or as an object → its program, or problems that say where.

use tailorbird::web::author::Compilation;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::asking::at;
use crate::formatters::intl;
use crate::site::{MANIFEST, bytes};

fn problems(manifest: &str, written: bool) -> String {
    let compilation = Compilation::new(manifest, written, "", intl());
    assert!(compilation.bytes().is_none());
    compilation.problems()
}

#[wasm_bindgen_test]
fn an_object_compiles_to_what_its_text_does() {
    let from_text = Compilation::new(MANIFEST, true, "", intl());
    let from_object = Compilation::new(MANIFEST, false, "", intl());
    assert_eq!(from_text.bytes(), Some(bytes()));
    assert_eq!(from_object.bytes(), Some(bytes()));
    assert_eq!(from_text.bytes(), from_object.bytes());
    let found = from_text.problems();
    assert_eq!((at(&found, "length"), at(&found, "0.severity")), ("3".to_owned(), "warning".to_owned()));
    assert_eq!((at(&found, "0.path"), at(&found, "0.line")), ("/slots/may".to_owned(), "34".to_owned()));
    let found = from_object.problems();
    assert_eq!((at(&found, "0.path"), at(&found, "0.line")), ("/slots/may".to_owned(), String::new()));
}

#[wasm_bindgen_test]
fn problems_say_where() {
    let wrong = MANIFEST.replace("now.hour >= 18", "now.hour >=");
    for written in [true, false] {
        let found = problems(&wrong, written);
        assert_eq!(at(&found, "0.path"), "/slots/hero/variants/evening/when");
        assert_eq!(at(&found, "0.severity"), "error");
        assert!(at(&found, "0.column").parse::<u32>().is_ok(), "{found}");
    }
    let unfinished = problems("{\n  \"tailorbird\": 1,", true);
    assert_eq!((at(&unfinished, "0.path"), at(&unfinished, "0.line")), (String::new(), "2".to_owned()));
}

#[wasm_bindgen_test]
fn what_is_no_manifest_is_refused_however_deep_it_is() {
    let deep = "[".repeat(10_000);
    for written in [true, false] {
        for strange in ["null", "", "1", "[]", "{", &deep] {
            assert_eq!(at(&problems(strange, written), "0.severity"), "error", "{strange}");
        }
        assert!(at(&problems(&deep, written), "0.message").contains("levels deep"));
    }
}
