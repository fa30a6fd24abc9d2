//! Places of a page and what stands in them → what is put there, what is given back, and what is refused.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::asking::{at, core, decide, list, lists};
use crate::site::{EVENING, MORNING};

#[wasm_bindgen_test]
fn only_what_differs_is_patched() {
    let mut core = core();
    assert_eq!(core.patch(&list(&["hero", "h1", "", "title", "+Server", "+Server"])), "[]", "nothing was decided yet");
    decide(&mut core, EVENING);
    let places = lists(&[
        &["hero", "h1", "", "title", "+Server", "+Server"],
        &["hero", "h2", "", "title", "+Server", "+Good evening"],
        &["hero", "a", "href", "link", "+/", "+/"],
        &["hero", "a", "title", "title", "", ""],
    ]);
    assert_eq!(core.patch(&places), r#"[[0,"Good evening"],[2,"/tonight"],[3,"Good evening"]]"#);
    assert_eq!(core.patch(""), "[]");
    assert_eq!(core.patch(&lists(&[&["hero"], &["none", "p", "", "title", "", ""]])), "[]");
}

#[wasm_bindgen_test]
fn a_field_that_is_not_there_gives_back_the_servers_words() {
    let mut core = core();
    decide(&mut core, MORNING);
    let places = lists(&[
        &["hero", "a", "href", "link", "+/", "+/tonight"],
        &["hero", "h1", "title", "tip", "", "+A tip"],
        &["hero", "h1", "title", "tip", "+", "+A tip"],
        &["hero", "p", "", "lead", "+Server", "+Server"],
    ]);
    assert_eq!(core.patch(&places), r#"[[0,"/"],[1,null],[2,""]]"#);
}

#[wasm_bindgen_test]
fn what_could_run_or_load_is_refused_and_words_never_become_a_link() {
    let mut core = core();
    decide(&mut core, EVENING);
    for (element, attribute, field) in [
        ("a", "onclick", "title"),
        ("a", "style", "title"),
        ("img", "src", "link"),
        ("iframe", "srcdoc", "title"),
        ("a", "href", "title"),
        ("img", "srcset", "link"),
        ("p", "hidden", "title"),
        ("script", "", "title"),
        ("style", "", "title"),
    ] {
        let answer = core.patch(&list(&[&"hero", &element, &attribute, &field, &"+x", &"+x"].map(|item| *item)));
        assert_eq!(at(&answer, "0.1"), "null", "{element} {attribute}");
        assert!(at(&answer, "0.2").len() > 10, "{answer}");
    }
}
