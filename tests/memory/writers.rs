//! Writers that come first, pause, rest, or whose clock is ahead → what each of them adds to what is kept.

use tailorbird::civil::{DAY, MINUTE};
use tailorbird::profile::writer::Writer;
use tailorbird::profile::{EVER, EventKind};
use tailorbird::value::Value;

use crate::entries::{Entries, START, merge};
use crate::pages::{declare, keep, page, program, read, view, views};

#[test]
fn of_several_assignments_the_earliest_counts() {
    let (program, mut store) = (program(1), Entries::new());
    for (id, at) in [("one", START + 9), ("two", START + 3), ("three", START + 6)] {
        let mut tab = page(&program, id, &store, START);
        tab.writer.news.count(EventKind::Assign, "trial", "arm", 1, &[at]);
        keep(&mut tab, &mut store, at);
    }
    assert_eq!(read(&program, &store, START + 10).tally(EventKind::Assign, "trial/arm", EVER).latest, START + 3);
}

#[test]
fn while_the_reader_pauses_nothing_is_kept_and_this_page_still_knows() {
    let (program, mut store) = (program(1), Entries::new());
    let mut tab = page(&program, "one", &store, START);
    tab.writer.allowed |= Writer::PAUSED;
    view(&program, &mut tab, START + 1);
    keep(&mut tab, &mut store, START + 2);
    assert_eq!(views(&read(&program, &store, START + 3)), 0);
    merge(&mut tab, &program, "one", &store, START + 3);
    assert_eq!(views(&tab), 1);
    // What they declare they want, also then.
    declare(&program, &mut tab, "name", Some(Value::text("Ada")), START + 4);
    keep(&mut tab, &mut store, START + 5);
    assert!(read(&program, &store, START + 6).preference(0).is_some());
}

#[test]
fn after_a_rest_a_page_goes_on_under_another_id() {
    let (program, mut store) = (program(1), Entries::new());
    let mut tab = page(&program, "one", &store, START);
    for (at, keys) in [(START + 1, 1), (START + 2, 2), (START + 5 * MINUTE, 2), (START + 11 * MINUTE, 3), (START, 4)] {
        view(&program, &mut tab, at);
        keep(&mut tab, &mut store, at);
        assert_eq!(store.len(), keys, "{at}: {store:?}");
    }
    assert_eq!(views(&read(&program, &store, START + 12 * MINUTE)), 5);
    assert!(!tab.writer.write(START + MINUTE).is_empty(), "the newest is told again");
    assert!(tab.writer.write(START + DAY).is_empty(), "but not for ever");
}

#[test]
fn moments_ahead_of_the_clock_count_as_now() {
    let (program, mut store) = (program(1), Entries::new());
    let mut tab = page(&program, "one", &store, START + 400 * DAY);
    view(&program, &mut tab, START + 400 * DAY);
    keep(&mut tab, &mut store, START + 400 * DAY);
    let told = read(&program, &store, START);
    assert_eq!(told.tally(EventKind::View, "slot-0", EVER).latest, START);
    assert_eq!((told.visits, told.this_visit), (1, Some(START)));
}
