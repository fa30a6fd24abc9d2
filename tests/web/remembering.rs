//! What happens on a page, and what its reader and the page say → what is counted, exported, explained and erased.

use tailorbird::web::core::Core;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::asking::{at, core, decide, observe};
use crate::site::{EVENING, HOUR, MORNING};

#[wasm_bindgen_test]
fn preferences_are_declared_used_and_taken_back() {
    let mut core = core();
    assert_eq!(observe(&mut core, &["preference", "name", "Ada \"A\""], &[1.0, 0.0]), "");
    assert_eq!(observe(&mut core, &["preference", "size"], &[2.0, 2.5]), "");
    assert_eq!(observe(&mut core, &["preference", "calm"], &[3.0, 1.0]), "");
    assert_eq!(observe(&mut core, &["preference", "topics", "sea", "birds"], &[4.0, 0.0]), "");
    assert_eq!(
        at(&core.export(), "preferences"),
        r#"{"name":"Ada \"A\"","size":2.5,"topics":["sea","birds"],"calm":true}"#
    );
    assert_eq!(at(&decide(&mut core, EVENING), "0.about.4.title"), "Hello, \u{2068}Ada \"A\"\u{2069}");
    assert_eq!(observe(&mut core, &["preference", "name"], &[0.0, 0.0]), "");
    assert_eq!(at(&decide(&mut core, EVENING), "0.about.6"), "evening");
}

#[wasm_bindgen_test]
fn signals_are_told_taken_back_and_never_remembered() {
    let mut core = core();
    let before = core.export();
    let shown = |core: &mut Core| at(&decide(core, EVENING), "3.about.6");
    assert_eq!(observe(&mut core, &["preference", "signal.trending", "rain", "sea"], &[4.0, 0.0]), "");
    assert_eq!(shown(&mut core), "trend");
    assert_eq!(observe(&mut core, &["preference", "signal.headline", "Rain"], &[1.0, 0.0]), "");
    assert_eq!(at(&decide(&mut core, EVENING), "3.about.4.title"), "\u{2068}Rain\u{2069}");
    let refused = observe(&mut core, &["preference", "signal.headline"], &[2.0, 3.0]);
    assert_eq!(at(&refused, "path"), "/value", "a number is no headline");
    let refused = observe(&mut core, &["preference", "signal.name", "Ada"], &[1.0, 0.0]);
    assert_eq!(at(&refused, "path"), "/name", "a preference is no signal");
    // Nothing changed, so nothing is told.
    assert_eq!((shown(&mut core), core.export()), (String::new(), before));
    assert_eq!(observe(&mut core, &["preference", "signal.headline"], &[0.0, 0.0]), "");
    assert_eq!(shown(&mut core), "trend");
}

#[wasm_bindgen_test]
fn what_the_program_reads_is_told() {
    let reads = core().reads();
    assert!(reads.contains("page.topics") && reads.contains("signal.headline"), "{reads}");
    assert!(!reads.contains("device.pointer"), "{reads}");
}

#[wasm_bindgen_test]
fn what_makes_no_sense_is_refused_and_changes_nothing() {
    let mut core = core();
    let before = core.export();
    let refused: [(&[&str], &[f64], &str); 13] = [
        (&["assign", "hero"], &[EVENING], "/kind"),
        (&["explode"], &[], "/kind"),
        (&[], &[], "/kind"),
        (&["reads"], &[0.0], "/kind"),
        (&["signal", "headline"], &[], "/kind"),
        (&["click"], &[], "/slot"),
        (&["click", "none"], &[], "/slot"),
        (&["click", "hero"], &[], "/slot"),
        (&["convert", "", "coffee"], &[EVENING], "/goal"),
        (&["convert", "none", "tea"], &[EVENING], "/slot"),
        (&["preference", "shoe"], &[2.0, 43.0], "/name"),
        (&["preference", "diet", "meat"], &[1.0, 0.0], "/value"),
        (&["preference", "size", "big"], &[1.0, 0.0], "/value"),
    ];
    for (items, numbers, path) in refused {
        let problem = observe(&mut core, items, numbers);
        assert_eq!((at(&problem, "path").as_str(), at(&problem, "severity").as_str()), (path, "error"), "{items:?}");
    }
    assert_eq!(core.export(), before);
}

#[wasm_bindgen_test]
fn visits_and_what_happens_in_slots_are_counted_and_erased() {
    let mut core = core();
    observe(&mut core, &["profile"], &[EVENING, 3.0, MORNING, MORNING, EVENING + HOUR]);
    observe(&mut core, &["click", "hero", "evening"], &[EVENING, 2.0, MORNING, EVENING + HOUR]);
    decide(&mut core, EVENING);
    assert_eq!(observe(&mut core, &["click", "hero"], &[EVENING]), "");
    assert_eq!(observe(&mut core, &["view", "clock"], &[EVENING + HOUR]), "");
    assert_eq!(observe(&mut core, &["convert", "", "tea"], &[EVENING]), "");
    assert_eq!(observe(&mut core, &["convert", "hero", "tea"], &[EVENING]), "");
    assert_eq!(
        core.export(),
        format!(
            r#"{{"visits":3,"firstVisit":{MORNING},"lastVisit":{MORNING},"thisVisit":{EVENING},"preferences":{{}},"events":[{},{},{},{}],"topics":{{}},"interests":[]}}"#,
            // What lies ahead when it is handed in counts as now.
            format_args!(
                r#"{{"kind":"click","slot":"hero","variant":"evening","times":3,"moments":[{MORNING},{EVENING},{EVENING}]}}"#
            ),
            format_args!(
                r#"{{"kind":"view","slot":"clock","variant":"only","times":1,"moments":[{}]}}"#,
                EVENING + HOUR
            ),
            format_args!(r#"{{"kind":"convert","goal":"tea","variant":"","times":1,"moments":[{EVENING}]}}"#),
            format_args!(
                r#"{{"kind":"convert","goal":"tea","variant":"hero/evening","times":1,"moments":[{EVENING}]}}"#
            )
        )
    );
    assert_eq!(observe(&mut core, &["visit"], &[EVENING + HOUR]), "");
    assert_eq!((at(&core.export(), "visits"), at(&core.export(), "lastVisit")), ("4".to_owned(), format!("{EVENING}")));
    core.forget(&[1.0, EVENING + HOUR]);
    let this = EVENING + HOUR;
    assert_eq!(
        core.export(),
        format!(
            r#"{{"visits":1,"firstVisit":{this},"lastVisit":null,"thisVisit":{this},"preferences":{{}},"events":[],"topics":{{}},"interests":[]}}"#
        )
    );
}

#[wasm_bindgen_test]
fn a_decision_is_explained_once_there_is_one() {
    let mut core = core();
    assert_eq!(core.explain("hero"), "[]");
    decide(&mut core, EVENING);
    assert_eq!(at(&core.explain("hero"), "length"), "3", "two reasons, and until when");
    assert_eq!(core.explain("none"), "[]");
}
