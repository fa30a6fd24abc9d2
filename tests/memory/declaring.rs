//! What is declared, handed in or imported → what counts on this page, what is kept, and which of two holds.

use tailorbird::civil::{DAY, HOUR, MINUTE};
use tailorbird::manifest::compile_text;
use tailorbird::profile::EventKind;
use tailorbird::rule::platform::NoPlatform;
use tailorbird::value::Value;

use crate::entries::{Entries, START, apply, merge};
use crate::pages::{declare, keep, page, program, read, reader, views};

#[test]
fn what_is_handed_in_counts_here_and_what_is_imported_is_kept() {
    let (program, mut store) = (program(1), Entries::new());
    for importing in [false, true] {
        let mut tab = page(&program, "one", &store, START);
        tab.writer.importing = importing.then_some(START);
        tab.hand_in(7, START - 30 * DAY, Some(START - DAY), START - 2 * HOUR);
        tab.writer.handed().count(EventKind::View, "slot-0", "welcome", 5, &[START - DAY]);
        tab.prefer(&program, 0, Some(Value::text("Ada")), None).unwrap();
        tab.writer.importing = None;
        merge(&mut tab, &program, "one", &store, START + 1);
        let visits = if importing { 8 } else { 7 };
        assert_eq!((tab.visits, views(&tab), tab.first_visit), (visits, 5, Some(START - 30 * DAY)));
        assert!(tab.preference(0).is_some());
        keep(&mut tab, &mut store, START + 2);
        let kept = read(&program, &store, START + 3);
        let expected = if importing { (8, 5, true) } else { (1, 0, false) };
        assert_eq!((kept.visits, views(&kept), kept.preference(0).is_some()), expected);
        store.clear();
    }
}

#[test]
fn what_was_declared_last_holds_whatever_the_clock_says() {
    let (program, mut store) = (program(1), Entries::new());
    let mut one = page(&program, "one", &store, START);
    declare(&program, &mut one, "name", Some(Value::text("Ada")), START + HOUR);
    keep(&mut one, &mut store, START + 1);
    // The clock was put back by an hour.
    let mut two = page(&program, "two", &store, START + 2);
    declare(&program, &mut two, "name", Some(Value::text("Grace")), START + 3);
    declare(&program, &mut two, "size", Some(Value::Double(-2.5e-7)), START + 3);
    keep(&mut two, &mut store, START + 4);
    let told = read(&program, &store, START + 5);
    assert!(matches!(told.preference(0), Some(Value::Text(name)) if &**name == "Grace"));
    assert!(matches!(told.preference(1), Some(Value::Double(size)) if *size == -2.5e-7));
    // What is handed in gives way, and what is taken back is gone.
    let mut three = reader();
    three.prefer(&program, 0, Some(Value::text("Handed")), None).unwrap();
    merge(&mut three, &program, "three", &store, START + 6);
    assert!(matches!(three.preference(0), Some(Value::Text(name)) if &**name == "Grace"));
    declare(&program, &mut three, "name", None, START + 7);
    keep(&mut three, &mut store, START + 8);
    assert!(read(&program, &store, START + 9).preference(0).is_none());
}

#[test]
fn a_preference_that_a_program_does_not_know_outlives_its_folds() {
    let (program, mut store) = (program(1), Entries::new());
    let known = compile_text(
        r#"{ "tailorbird": 1, "locales": ["en"], "slots": {}, "preferences": {
            "topics": { "type": "list", "values": ["two words", "100 %"] }, "calm": { "type": "flag" },
            "diet": { "type": "choice", "values": ["vegan"] } } }"#,
        &NoPlatform,
    );
    let known = known.program.unwrap();
    let mut one = page(&known, "one", &store, START);
    let topics = Value::List([Value::text("100 %"), Value::text("two words")].into());
    declare(&known, &mut one, "topics", Some(topics), START + 1);
    declare(&known, &mut one, "calm", Some(Value::Bool(true)), START + 1);
    declare(&known, &mut one, "diet", Some(Value::text("vegan")), START + 1);
    keep(&mut one, &mut store, START + 2);
    let before = format!("{:?}", read(&known, &store, START + 3).preferences);
    for day in 1..5 {
        for step in 0..3 {
            let now = START + day * DAY + step * 20 * MINUTE;
            let mut other = reader();
            let merged = merge(&mut other, &program, &format!("other{day}{step}"), &store, now);
            apply(&mut store, &merged.changes);
            keep(&mut other, &mut store, now);
        }
    }
    assert!(!store.keys().any(|key| key.contains("one")), "it was folded and removed: {store:?}");
    let after = read(&known, &store, START + 5 * DAY);
    assert_eq!(format!("{:?}", after.preferences), before);
    assert!(before.contains("100 %") && before.contains("Bool(true)") && before.contains("vegan"), "{before}");
}
