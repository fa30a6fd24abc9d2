//! Bytes that are no program → a problem, and answers that leave the page as it is.

use tailorbird::web::author::Compilation;
use tailorbird::web::core::Core;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::asking::{answer_in, at, list, observe};
use crate::formatters::intl;
use crate::site::{EVENING, bytes};

#[wasm_bindgen_test]
fn bytes_that_are_damaged_or_of_another_version_are_refused_and_nothing_else_happens() {
    let sound = bytes();
    let changed = |place: usize| {
        let mut bytes = sound.clone();
        bytes[place] ^= 1;
        bytes
    };
    let (foreign, damaged) = (changed(4), changed(sound.len() - 1));
    for bytes in [b"".as_slice(), b"TBRD", b"no program at all", &sound[..sound.len() / 2], &foreign, &damaged] {
        let mut core = Core::new(intl());
        assert_eq!(at(&core.open(bytes.to_vec()), "severity"), "error");
        assert_eq!(answer_in(&mut core, EVENING, "en"), r#"[{},"UTC"]"#);
        assert_eq!(core.about(&[0.0, 0.0]), "[]");
        assert_eq!(core.patch(&list(&["hero", "p", "", "title", "+a", "+b"])), "[]");
        assert_eq!(core.explain("hero"), "[]");
        assert_eq!(at(&observe(&mut core, &["click", "hero"], &[]), "path"), "/slot");
    }
    assert!(at(&Core::new(intl()).open(foreign.clone()), "message").contains("another version"));
}

#[wasm_bindgen_test]
fn a_page_is_told_what_it_need_not_look_up() {
    let asks = |locales: &str, rule: &str| {
        let variants = format!(r#""a":{{"when":"{rule}","fields":{{"t":"x"}}}},"b":{{}}"#);
        let slots = format!(r#"{{"s":{{"default":"b","variants":{{{variants}}}}}}}"#);
        let manifest = format!(r#"{{"tailorbird":1,"locales":[{locales}],"slots":{slots}}}"#);
        let compilation = Compilation::new(&manifest, true, "", intl());
        let bytes = compilation.bytes().unwrap_or_else(|| panic!("{}", compilation.problems()));
        let mut core = Core::new(intl());
        assert_eq!(core.open(bytes), "");
        core.traits()
    };
    assert_eq!(asks(r#""en""#, "now.hour > 3"), "0");
    assert_eq!(asks(r#""en""#, "place.country == 'DE'"), "1");
    assert_eq!(asks(r#""en","de""#, "now.hour > 3"), "6");
    assert_eq!(asks(r#""en","de""#, "place.country == 'DE'"), "7");
}
