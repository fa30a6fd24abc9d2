//! Caps, cool-downs, goals and the moments of what happened → what they stop, held against counting by hand.

use tailorbird::civil::{DAY, MINUTE};
use tailorbird::context::Context;
use tailorbird::context::zone::Zone;
use tailorbird::manifest::compile_text;
use tailorbird::profile::{EventKind, Profile};
use tailorbird::rule::platform::NoPlatform;

use crate::chance::Chance;
use crate::random::zones::zones;
use crate::walk::decide_all;

/// One limit and some events → whether it stops its variant, by the words of the manifest's reference alone.
fn stops(limit: &str, moments: &[i64], visit: i64, zone: &Zone, now: i64) -> bool {
    let day = |at: i64| (at + zone.offset(at)).div_euclid(DAY);
    let monday = |at: i64| (day(at) + 3).div_euclid(7);
    let counted = |counts: &dyn Fn(i64) -> bool| moments.iter().filter(|moment| counts(**moment)).count() >= 2;
    match limit {
        "session" => counted(&|at| at >= visit),
        "day" => counted(&|at| day(at) == day(now)),
        "week" => counted(&|at| monday(at) == monday(now)),
        "ever" => moments.len() >= 2,
        "cooldown" => moments.iter().any(|at| now - at < 2 * DAY),
        _ => !moments.is_empty(),
    }
}

/// Whether a limit stops, and until when, is what comes out of counting by hand and looking at every minute.
#[test]
fn limits_stop_as_long_as_counted_by_hand() {
    let limits = ["session", "day", "week", "ever", "cooldown", "goal"];
    let (mut stopped, mut ended) = (0, 0);
    for seed in 5000..5200 {
        let mut chance = Chance(seed);
        let (zone, around) = zones().swap_remove(chance.below(11));
        let limit = limits[seed as usize % limits.len()];
        let (kind, place, written) = match limit {
            "cooldown" => (EventKind::Dismiss, ("a", "c"), r#""cooldown":2"#.to_owned()),
            "goal" => (EventKind::Convert, ("tea", ""), r#""stopAfter":"tea""#.to_owned()),
            per => (EventKind::View, ("a", "c"), format!(r#""cap":{{"times":2,"per":"{per}"}}"#)),
        };
        let text = format!(
            r#"{{"tailorbird":1,"locales":["en"],"goals":{{"tea":{{}}}},"slots":{{"a":{{"default":"b","variants":{{"c":{{{written}}},"b":{{}}}}}}}}}}"#
        );
        let program = compile_text(&text, &NoPlatform).program.expect("sound");
        let now = around + chance.between(-2 * DAY, 2 * DAY).div_euclid(MINUTE) * MINUTE;
        let visit = now - chance.between(0, DAY);
        let mut profile = Profile { this_visit: Some(visit), ..Profile::default() };
        let moments: Vec<i64> =
            (0..chance.below(5)).map(|_| now - chance.between(0, 3 * DAY).div_euclid(MINUTE) * MINUTE).collect();
        for moment in &moments {
            profile.count(kind, place.0, place.1, 1, false).expect("there are few").note(*moment);
        }
        let context = Context { now, zone: zone.clone(), ..Context::default() };
        let decision = decide_all(&program, &context, &profile).all.remove(0);
        let by_hand = |at| stops(limit, &moments, visit, &zone, at);
        assert_eq!(decision.variant == 1, by_hand(now), "seed {seed}: {limit} at {now}, {moments:?}");
        let end = (1..11 * 1440).map(|minutes| now + minutes * MINUTE).find(|at| !by_hand(*at));
        assert_eq!(decision.until, end.filter(|_| by_hand(now)), "seed {seed}: {limit} at {now}, {moments:?}");
        stopped += usize::from(by_hand(now));
        ended += usize::from(decision.until.is_some());
    }
    assert!(stopped > 60 && ended > 30, "too little is stopped to mean anything: {stopped}, {ended} of them end");
}
