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

#[test]
fn a_preference_of_the_same_name_and_another_type_is_another_one() {
    let of_type = |kind: &str| {
        let manifest = format!(
            r#"{{ "tailorbird": 1, "locales": ["en"], "slots": {{}}, "preferences": {{ "name": {{ "type": {kind} }} }} }}"#
        );
        compile_text(&manifest, &NoPlatform).program.expect("a sound manifest")
    };
    let values = [
        (of_type(r#""text""#), Value::text("Ada")),
        (of_type(r#""number""#), Value::Double(7.0)),
        (of_type(r#""flag""#), Value::Bool(false)),
        (of_type(r#""list", "values": ["a"]"#), Value::List([Value::text("a")].into())),
    ];
    let mut store = Entries::new();
    for (at, (program, value)) in (START..).step_by(10).zip(&values) {
        let mut tab = page(program, &format!("tab{at}"), &store, at);
        assert!(tab.preference(0).is_none(), "what another program wrote is not read");
        declare(program, &mut tab, "name", Some(value.clone()), at + 1);
        keep(&mut tab, &mut store, at + 2);
    }
    let known = |store: &Entries, now| {
        values.each_ref().map(|(program, value)| {
            read(program, store, now).preference(0).is_some_and(|known| format!("{known:?}") == format!("{value:?}"))
        })
    };
    assert_eq!(known(&store, START + HOUR), [true; 4]);
    // Nor is it taken back, or lost when records are folded.
    let mut tab = page(&values[1].0, "last", &store, START + 2 * HOUR);
    declare(&values[1].0, &mut tab, "name", None, START + 2 * HOUR);
    keep(&mut tab, &mut store, START + 2 * HOUR + 1);
    assert_eq!(known(&store, START + 3 * HOUR), [true, false, true, true]);
    for step in 0..9 {
        let now = START + 4 * HOUR + step * 20 * MINUTE;
        let mut other = reader();
        let merged = merge(&mut other, &values[0].0, &format!("other{step}"), &store, now);
        apply(&mut store, &merged.changes);
        keep(&mut other, &mut store, now);
    }
    assert_eq!(known(&store, START + 9 * HOUR), [true, false, true, true]);
}

#[test]
fn what_was_taken_back_before_types_were_told_stays_taken_back() {
    let program = program(1);
    let mut store = Entries::new();
    let mut one = page(&program, "one", &store, START);
    declare(&program, &mut one, "name", Some(Value::text("Ada")), START + 1);
    declare(&program, &mut one, "size", Some(Value::Double(3.0)), START + 1);
    keep(&mut one, &mut store, START + 2);
    let mut two = page(&program, "two", &store, START + 3);
    let stamp = two.writer.next_stamp(START + 4);
    two.writer.news.declare("name", stamp, "-");
    two.writer.news.declare("size", stamp, "-");
    keep(&mut two, &mut store, START + 5);
    let told = read(&program, &store, START + 6);
    assert!(told.preference(0).is_none() && told.preference(1).is_none());
    let mut three = page(&program, "three", &store, START + 7);
    declare(&program, &mut three, "name", Some(Value::text("Grace")), START + 8);
    keep(&mut three, &mut store, START + 9);
    assert!(read(&program, &store, START + 10).preference(0).is_some());
}
