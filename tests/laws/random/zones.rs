//! Zones whose clocks jump, each with a moment near a jump (IANA time zone database).

use tailorbird::civil::{Civil, DAY, HOUR, MINUTE};
use tailorbird::context::zone::{Change, Zone};

/// The midnight, in UTC, at which a day begins.
pub fn moment(year: i64, month: u8, day: u8) -> i64 {
    Civil { year, month, day }.days() * DAY
}

fn zone(name: &str, changes: &[(i64, i64)]) -> Zone {
    let changes = changes.iter().map(|(at, minutes)| Change { at: *at, offset: minutes * MINUTE }).collect();
    Zone { name: name.into(), changes }
}

/// Eleven of them; some come twice, for both of their jumps.
pub fn zones() -> Vec<(Zone, i64)> {
    let (spring, autumn) = (moment(2026, 3, 29) + HOUR, moment(2026, 10, 25) + HOUR);
    let berlin = zone("Europe/Berlin", &[(i64::MIN, 60), (spring, 120), (autumn, 60)]);
    // Half an hour, at 2:00 local time.
    let (back, on) = (moment(2026, 4, 4) + 15 * HOUR, moment(2026, 10, 3) + 15 * HOUR + 30 * MINUTE);
    let lord_howe = zone("Australia/Lord_Howe", &[(i64::MIN, 660), (back, 630), (on, 660)]);
    // Over the date line: 2011-12-30 never was.
    let line = moment(2011, 12, 30) + 10 * HOUR;
    let apia = zone("Pacific/Apia", &[(i64::MIN, -600), (line, 840)]);
    // For Ramadan, an hour back and on again within five weeks.
    let (fast, feast) = (moment(2026, 2, 15) + 2 * HOUR, moment(2026, 3, 22) + 2 * HOUR);
    let casablanca = zone("Africa/Casablanca", &[(i64::MIN, 60), (fast, 0), (feast, 60)]);
    // Never jumps, and its hours begin at 45 minutes past those of UTC.
    let kathmandu = zone("Asia/Kathmandu", &[(i64::MIN, 345)]);
    // Jumps at midnight, so that a day begins at one o'clock, and another one twice.
    let (begin, end) = (moment(2026, 9, 6) + 4 * HOUR, moment(2026, 4, 5) + 3 * HOUR);
    let santiago = zone("America/Santiago", &[(i64::MIN, -180), (end, -240), (begin, -180)]);
    vec![
        (berlin.clone(), spring),
        (berlin, autumn),
        (lord_howe.clone(), back),
        (lord_howe, on),
        (apia, line),
        (casablanca.clone(), fast),
        (casablanca, feast),
        (kathmandu, moment(2026, 12, 31)),
        (santiago.clone(), begin),
        (santiago, end),
        (Zone::default(), moment(2024, 2, 28)),
    ]
}
