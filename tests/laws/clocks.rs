//! Clocks at the ends of time, and clocks that jump → an answer, and schedules that begin and end once.

use tailorbird::civil::{HOUR, MINUTE};
use tailorbird::context::Context;
use tailorbird::context::zone::{Change, Zone};
use tailorbird::decide::decide;
use tailorbird::limits;
use tailorbird::manifest::compile_text;
use tailorbird::profile::Profile;
use tailorbird::rule::platform::NoPlatform;

use crate::chance::Chance;
use crate::random::manifests::program;
use crate::random::zones::{moment, zones};
use crate::walk::walk;

#[test]
fn clocks_at_the_ends_of_time_get_an_answer() {
    for seed in 2200..2300 {
        let mut chance = Chance(seed);
        let program = program(&mut chance, moment(2026, 6, 1), seed);
        for now in [i64::MIN, i64::MIN + 1, limits::FIRST_MOMENT, -1, 0, limits::LAST_MOMENT, i64::MAX] {
            for (zone, _) in zones() {
                let wild = Zone {
                    changes: vec![
                        Change { at: i64::MIN, offset: i64::MAX / 4 },
                        Change { at: i64::MAX, offset: i64::MIN / 4 },
                    ],
                    ..zone.clone()
                };
                for zone in [zone, wild] {
                    let context = Context { now, zone, ..Context::default() };
                    walk(&program, &context, &Profile::default());
                }
            }
        }
    }
}

/// The moments of a zone that jumps: what is skipped begins when it has been skipped, what comes twice begins once.
#[test]
fn schedules_meet_clocks_that_jump() {
    let (berlin, _) = zones().swap_remove(0);
    let decide_at = |schedule: &str, zone: &Zone, now: i64| {
        let text = format!(
            r#"{{"tailorbird":1,"locales":["en"],"slots":{{"a":{{"default":"b","variants":{{"c":{{"schedule":{schedule}}},"b":{{}}}}}}}}}}"#
        );
        let program = compile_text(&text, &NoPlatform).program.expect("sound");
        let decision = decide(
            &program,
            &Context { now, zone: zone.clone(), ..Context::default() },
            &Profile::default(),
            &[0],
            &NoPlatform,
        )
        .all
        .remove(0);
        (decision.variant, decision.until)
    };
    // 2:30 on the 29th of March is skipped: the clock goes from 2:00 to 3:00, which is 1:00 UTC.
    let skipped = moment(2026, 3, 29) + HOUR;
    let from = r#"{"from":"2026-03-29T02:30"}"#;
    assert_eq!(decide_at(from, &berlin, skipped - 1).0, 1);
    // The clock then shows 3:00 or more, so 2:30 lies behind: it begins at 1:30 UTC at the latest, at 1:00 UTC at best.
    let begins = decide_at(from, &berlin, skipped - 1).1.expect("it begins");
    assert!((skipped..=skipped + 30 * MINUTE).contains(&begins), "{begins}");
    assert_eq!(decide_at(from, &berlin, begins).0, 0);
    // 2:30 on the 25th of October comes twice: it begins the first time, at 0:30 UTC, and stays.
    let first = moment(2026, 10, 25) + 30 * MINUTE;
    let from = r#"{"from":"2026-10-25T02:30"}"#;
    assert_eq!(decide_at(from, &berlin, first - 1), (1, Some(first)));
    for later in [first, first + HOUR - 1, first + HOUR] {
        assert_eq!(decide_at(from, &berlin, later).0, 0, "{later}");
    }
    // A day that never was begins and ends when the clock jumps over it.
    let (apia, line) = zones().swap_remove(4);
    let day = r#"{"from":"2011-12-30","to":"2011-12-30"}"#;
    assert_eq!(decide_at(day, &apia, line - 1), (1, Some(line)));
    assert_eq!(decide_at(day, &apia, line), (1, None));
}
