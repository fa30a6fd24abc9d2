//! What one tab erases → it goes from the records of all, and comes back from none.

use std::collections::BTreeSet;

use tailorbird::profile::{EVER, EventKind};
use tailorbird::value::Value;

use crate::entries::{Entries, START, apply, merge};
use crate::pages::{declare, keep, page, program, read, view, views};

#[test]
fn what_was_erased_comes_back_from_no_tab() {
    let (program, mut store) = (program(1), Entries::new());
    let (mut one, mut two) = (page(&program, "one", &store, START), page(&program, "two", &store, START));
    for tab in [&mut one, &mut two] {
        view(&program, tab, START + 1);
        declare(&program, tab, "name", Some(Value::text("Ada")), START + 1);
        keep(tab, &mut store, START + 2);
    }
    one.forget(1, START + 10);
    store.clear();
    assert_eq!((views(&one), one.preference(0).is_none(), one.visits), (0, true, 1));
    keep(&mut one, &mut store, START + 11);
    assert!(store.is_empty(), "nothing is written before there is something new");
    view(&program, &mut one, START + 12);
    keep(&mut one, &mut store, START + 13);
    // The other tab has not heard of it, and writes once more.
    view(&program, &mut two, START + 14);
    keep(&mut two, &mut store, START + 15);
    assert_eq!(views(&read(&program, &store, START + 16)), 1, "what is void does not count");
    let merged = merge(&mut two, &program, "two", &store, START + 17);
    apply(&mut store, &merged.changes);
    assert_eq!((views(&two), two.preference(0).is_none()), (1, true));
    keep(&mut two, &mut store, START + 18);
    assert_eq!(store.len(), 1, "{store:?}");
    assert!(!store.values().any(|text| text.contains("Ada")), "{store:?}");
    let mut three = page(&program, "three", &store, START + 20);
    assert_eq!((views(&three), three.preference(0).is_none()), (1, true));
    view(&program, &mut three, START + 21);
    assert_eq!(views(&three), 2);
}

#[test]
fn what_was_erased_goes_from_the_records_of_others() {
    let (program, mut store) = (program(1), Entries::new());
    let mut one = page(&program, "one", &store, START);
    view(&program, &mut one, START + 1);
    one.writer.news.count(EventKind::Assign, "trial", "arm", 1, &[START + 1]);
    keep(&mut one, &mut store, START + 2);
    view(&program, &mut one, START + 3);
    keep(&mut one, &mut store, START + 4);
    let mut two = page(&program, "two", &store, START + 5);
    assert_eq!(two.tally(EventKind::Assign, "trial/arm", EVER).latest, START + 1);
    two.forget(4, START + 6);
    let merged = merge(&mut two, &program, "two", &store, START + 7);
    assert_eq!(merged.changes.len(), 2, "both copies");
    let keys: BTreeSet<String> = store.keys().cloned().collect();
    apply(&mut store, &merged.changes);
    assert_eq!(store.keys().cloned().collect::<BTreeSet<String>>(), keys, "in their places");
    assert!(!store.values().any(|text| text.contains("trial")), "{store:?}");
    assert_eq!((views(&two), two.tally(EventKind::Assign, "trial", EVER).times), (2, 0));
    assert!(merge(&mut two, &program, "two", &store, START + 8).changes.is_empty(), "and that is all");
    // Who was there already hears of it, and does not bring it back.
    keep(&mut two, &mut store, START + 9);
    merge(&mut one, &program, "one", &store, START + 10);
    keep(&mut one, &mut store, START + 11);
    assert!(!store.values().any(|text| text.contains("trial")), "{store:?}");
    assert_eq!(views(&read(&program, &store, START + 12)), 2);
    // One whose whole record is older than an erasure goes.
    two.forget(1, START + 20);
    let merged = merge(&mut two, &program, "two", &store, START + 21);
    apply(&mut store, &merged.changes);
    assert!(store.is_empty(), "{merged:?}");
}
