//! The windows of a schedule on the clock of a named zone → windows that are the same moments for every reader. The platform
//! knows the offsets while compiling, so that no visitor downloads any.

use crate::civil::{DAY, MINUTE};
use crate::context::zone::{Change, Zone};
use crate::prelude::*;
use crate::program::records::{Moment, Window};
use crate::rule::platform::Platform;

/// The time between two looks for a change of the offset.
const STEP: i64 = 7 * DAY;

/// The offsets of a zone from one moment to another; `None`: the platform has no such zone.
fn offsets(name: &str, from: i64, to: i64, platform: &dyn Platform) -> Option<Zone> {
    let mut changes = vec![Change { at: from, offset: platform.offset(name, from)? }];
    let mut at = from;
    while at < to {
        let (next, before) = ((at + STEP).min(to), changes.last()?.offset);
        let offset = platform.offset(name, next)?;
        if offset != before {
            changes.push(Change { at: change(name, at, next, offset, platform)?, offset });
        }
        at = next;
    }
    Some(Zone { name: name.into(), changes })
}

/// The minute between two moments at which the offset became this.
fn change(name: &str, from: i64, to: i64, offset: i64, platform: &dyn Platform) -> Option<i64> {
    let (mut before, mut after) = (from.div_euclid(MINUTE), to.div_euclid(MINUTE));
    while after - before > 1 {
        let middle = before.midpoint(after);
        let known = platform.offset(name, middle * MINUTE)? == offset;
        *(if known { &mut after } else { &mut before }) = middle;
    }
    Some(after * MINUTE)
}

/// The windows on the clock of a zone. Hours of each week that have no end are worked out for `span`, two moments; the answer
/// says whether that is not all. `None`: the platform has no such zone.
pub fn windows(
    written: &[Window],
    name: &str,
    span: (i64, i64),
    platform: &dyn Platform,
) -> Option<(Vec<Window>, bool)> {
    let ends = written.iter().flat_map(|window| [window.from, window.to]);
    let locals = ends.filter_map(|end| if let Moment::Local(local) = end { Some(local) } else { None });
    let (mut first, mut last) = (i64::MAX, i64::MIN);
    let open = |window: &Window| window.weekly != 0 && [window.from, window.to].contains(&Moment::Open);
    let (spanned, bounded) = (written.iter().any(open), [span.0, span.1]);
    for local in locals.chain(bounded.into_iter().filter(|_| spanned)) {
        (first, last) = (first.min(local), last.max(local));
    }
    if first > last {
        // Both ends are open, or moments.
        return platform.offset(name, 0).map(|_| (written.to_vec(), false));
    }
    let zone = offsets(name, first - 2 * DAY, last + 2 * DAY, platform)?;
    let mut all = Vec::new();
    for window in written {
        let at = |end| if let Moment::Local(local) = end { Moment::Instant(zone.moment(local)) } else { end };
        let window = Window { from: at(window.from), to: at(window.to), ..*window };
        if window.weekly == 0 { all.push(window) } else { all.extend(weekly(&window, &zone)) }
    }
    Some((all, spanned && zone.changes.len() > 1))
}

/// The hours of each week on UTC's clock: as many windows as the zone has offsets in the meantime.
fn weekly(window: &Window, zone: &Zone) -> Vec<Window> {
    let mut all = Vec::new();
    let (from, to) = (bound(window.from, i64::MIN), bound(window.to, i64::MAX));
    for (number, change) in zone.changes.iter().enumerate() {
        let begins = if number == 0 { i64::MIN } else { change.at };
        let ends = zone.changes.get(number + 1).map_or(i64::MAX, |next| next.at);
        let (from, to) = (from.max(begins), to.min(ends));
        if from < to {
            let end = |at| if at == i64::MIN || at == i64::MAX { Moment::Open } else { Moment::Instant(at) };
            all.push(Window { from: end(from), to: end(to), weekly: in_utc(window.weekly, change.offset) });
        }
    }
    all
}

fn bound(end: Moment, open: i64) -> i64 {
    if let Moment::Instant(at) = end { at } else { open }
}

/// The days and hours on a clock with this offset, on UTC's clock.
fn in_utc(weekly: u32, offset: i64) -> u32 {
    let (enters, leaves) = (i64::from(weekly >> 7 & 0x7ff), i64::from(weekly >> 18));
    let enters = enters - offset.div_euclid(MINUTE);
    let days = enters.div_euclid(1440);
    let length = leaves - i64::from(weekly >> 7 & 0x7ff);
    let enters = enters.rem_euclid(1440);
    let weekdays =
        (0..7).filter(|day| weekly >> day & 1 == 1).fold(0, |set, day| set | 1 << (day + days).rem_euclid(7));
    Window::UTC | weekdays | (enters as u32) << 7 | ((enters + length) as u32) << 18
}
