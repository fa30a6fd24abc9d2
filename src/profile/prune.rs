//! Pruning: what a contribution is cut to before it is written, so that a record is never longer than [`limits::BASE`].

use super::contribution::{Contribution, Declared};
use super::counter::{Counter, EventKind};
use super::interest::Interest;
use crate::limits;
use crate::prelude::*;

const DAY: i64 = 86_400_000;
/// The time for which moments are kept in a base: no cap looks back further than a month.
const MONTH: i64 = 32 * DAY;
/// The moments of a counter that are kept however little room there is.
const FEW: usize = 3;
/// The time by which an event that says more than a view is forgotten later, each by one step.
const WORTH: i64 = 30 * DAY;

/// Takes out what is too old, then as much as there is no room for: of what was declared the longest, beyond half of it; moments
/// that no cap of a few counts to; the counters of what happened least recently; and the interests that nobody heard of for longest.
pub fn prune(contribution: &mut Contribution, now: i64, oldest: i64) -> String {
    contribution.merge_visits(limits::STARTS);
    contribution.limit(oldest, true);
    contribution.learned.prune(now);
    let (mut most, since) = (limits::MOMENTS, now.saturating_sub(MONTH));
    let Contribution { declared, .. } = contribution;
    let mut written = String::new();
    declared.iter().for_each(|one| one.write(&mut written));
    let mut over = written.len().saturating_sub(limits::BASE / 2);
    drop_least(declared, &mut over, |one| -(one.value.len() as i64), Declared::write);
    loop {
        let lines = contribution.write(most, since);
        let mut over = lines.len().saturating_sub(limits::BASE);
        if over == 0 {
            return lines;
        }
        if most > FEW {
            most /= 4;
            continue;
        }
        drop_least(&mut contribution.counters, &mut over, worth, |one, out| one.write(most, since, out));
        let heard = |one: &Interest| one.at.max(one.since);
        drop_least(&mut contribution.learned.interests, &mut over, heard, Interest::write);
        if over > 0 {
            // The last line each time: what was learned first stays.
            let lines = &mut contribution.others;
            let last = lines.bytes().rev().skip(1).position(|byte| byte == b'\n');
            lines.truncate(last.map_or(0, |last| lines.len() - last - 1));
        }
    }
}

/// Takes out what is worth least until so many bytes are no longer written.
fn drop_least<T>(all: &mut Vec<T>, over: &mut usize, worth: impl Fn(&T) -> i64, write: impl Fn(&T, &mut String)) {
    while *over > 0 && !all.is_empty() {
        let (mut least, mut lowest) = (0, i64::MAX);
        for (place, one) in all.iter().enumerate() {
            if worth(one) < lowest {
                (least, lowest) = (place, worth(one));
            }
        }
        let mut written = String::new();
        write(&all.remove(least), &mut written);
        *over = over.saturating_sub(written.len());
    }
}

/// The latest moment of what is worth keeping; a conversion is kept as long as a view three steps younger.
fn worth(counter: &Counter) -> i64 {
    let kind = if counter.kind == EventKind::Assign { EventKind::Convert } else { counter.kind };
    counter.latest().saturating_add(kind as i64 * WORTH)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: i64 = 1_782_475_200_000;

    #[test]
    fn what_happened_least_recently_goes_first_and_views_before_conversions() {
        let mut contribution = Contribution::default();
        for day in 0..400 {
            let at = NOON - day * DAY;
            for kind in [EventKind::View, EventKind::Convert] {
                contribution.count(
                    kind,
                    "a slot with a rather long name",
                    &crate::text::shared(&day.to_string()),
                    1,
                    &[at],
                );
            }
        }
        contribution.declare("name", 1, "t Ada");
        let lines = prune(&mut contribution, NOON, i64::MIN);
        assert!(lines.len() <= limits::BASE && lines.len() > limits::BASE * 9 / 10, "{}", lines.len());
        let oldest = |kind| {
            let all = contribution.counters.iter().filter(|counter| counter.kind == kind);
            all.map(Counter::latest).min().unwrap_or(NOON)
        };
        let (view, conversion) = (oldest(EventKind::View), oldest(EventKind::Convert));
        assert!(view > conversion, "{view} {conversion}");
        let kept_all = contribution.counters.iter().filter(|counter| counter.kind == EventKind::View).count();
        assert_eq!(kept_all as i64, (NOON - view) / DAY + 1, "none is left out between");
        assert!(lines.contains("p name 1 t Ada"));
    }

    #[test]
    fn what_is_too_old_goes_and_of_visits_the_first_and_the_latest_stay() {
        let mut contribution = Contribution::default();
        (0..60).for_each(|day| contribution.begin(NOON + day * DAY));
        contribution.count(EventKind::View, "hero", "old", 3, &[NOON]);
        contribution.count(EventKind::View, "hero", "new", 3, &[NOON, NOON + 55 * DAY, NOON + 59 * DAY]);
        let lines = prune(&mut contribution, NOON + 60 * DAY, NOON + DAY);
        assert_eq!(
            (contribution.starts.len(), contribution.before, contribution.starts[0]),
            (limits::STARTS, 40, NOON)
        );
        assert!(!lines.contains("old") && lines.contains("new"));
        let mut again = Contribution::default();
        again.read(&lines, true, true, i64::MAX);
        assert_eq!((again.starts.len(), again.before), (limits::STARTS, 40));
        let moments: Vec<i64> = again.counters[0].moments.iter().copied().filter(|moment| *moment != 0).collect();
        assert_eq!(moments, [NOON + 55 * DAY, NOON + 59 * DAY], "no cap looks back further");
    }

    #[test]
    fn what_a_page_cannot_read_of_variants_it_leaves_as_it_is() {
        let lines = "b hero bold 7 1 1\nb hero calm 7 1 1\n";
        let mut contribution = Contribution::default();
        contribution.read(lines, true, true, NOON);
        assert_eq!(prune(&mut contribution, NOON, NOON - DAY), lines);
        contribution.read(&lines.repeat(400), true, true, NOON);
        let kept = prune(&mut contribution, NOON, NOON - DAY);
        assert!(kept.len() <= limits::BASE && kept.starts_with("b hero bold 7 1 1\n"), "{}", kept.len());
        let mut forgotten = Contribution::default();
        forgotten.read(lines, true, false, NOON);
        assert_eq!(forgotten.lines(), "");
    }
}
