//! The sun at a place on Earth: night, dawn, day or dusk, and the moment at which that changes.
//!
//! The sun's place is the Astronomical Almanac's low-precision formula; the heights are those of NOAA's solar
//! calculator: the day begins when the sun's upper edge rises through the usual refraction (its centre is 0.833° below
//! a level horizon), dawn with civil twilight (6°). What holds is told minute by minute, so a moment can be half a
//! minute off by that alone; `tests/sun.rs` holds all of them to one minute of an ephemeris and to two of that
//! calculator. Hills and weather move what is seen by more.

use crate::civil::{DAY, MINUTE};
use crate::limits::FIRST_MOMENT;

/// `place.daylight`
pub const DAYLIGHT: [&str; 4] = ["night", "dawn", "day", "dusk"];

/// Noon of 2000-01-01 UTC, from which the formulas count, in minutes since the first moment there is.
const EPOCH: i64 = (946_728_000_000 - FIRST_MOMENT) / MINUTE;
/// The sines of -0.833° and of -6°.
const DAY_ABOVE: f64 = -0.014_538;
const NIGHT_BELOW: f64 = -0.104_528;
/// Minutes in a day.
const MINUTES: i64 = DAY / MINUTE;

/// The sine of an angle, which is given in turns; to a millionth. `core` has none.
pub fn sine(turns: f64) -> f64 {
    cosine(turns - 0.25)
}

/// The cosine of an angle, which is given in turns.
#[inline(never)]
pub fn cosine(turns: f64) -> f64 {
    // Folded to a quarter turn around 0, where four terms of the sine do (fitted for the least relative error).
    let turns = (turns - turns as i64 as f64).abs() - 0.5;
    let turns = turns.abs() - 0.25;
    let square = turns * turns;
    turns * (6.283_179_3 + square * (-41.338_943 + square * (81.395_36 + square * -71.474_72)))
}

/// The daylight at a place now, as a place in [`DAYLIGHT`], and the moment at which it changes; where it does not
/// change for a day, a moment until which it does not. The place is four characters: tenths of a degree from the south
/// pole and from the date line, twelve bits each, six to a character from `'0'` on.
pub fn daylight(code: &str, now: i64) -> (u8, i64) {
    let bits = code.bytes().fold(0, |bits, byte| bits << 6 | u32::from(byte.wrapping_sub(b'0')));
    let turns = |tenths: u32, middle: f64| (f64::from(tenths) - middle) / 3600.0;
    let now = (now - FIRST_MOMENT) / MINUTE;
    let look = |minute| minute_of(turns(bits >> 12, 900.0), turns(bits & 4095, 1800.0), minute);
    let (first, same) = look(now);
    let mut until = now + same;
    while until < now + MINUTES {
        let (word, same) = look(until);
        if word != first {
            break;
        }
        until += same;
    }
    (first, FIRST_MOMENT + until * MINUTE)
}

/// The daylight of a whole minute, which is that of its middle, and for how many minutes it lasts at least.
fn minute_of(latitude: f64, longitude: f64, minute: i64) -> (u8, i64) {
    let days = ((minute - EPOCH) as f64 + 0.5) / MINUTES as f64;
    let mean = 0.779_055_6 + days * 0.002_737_909_4;
    // The Earth is nearest to the sun early in January, and then the fastest.
    let along = mean + 0.005_32 * sine(mean + 0.213);
    // In the plane of the equator, and north of it: the Earth's axis leans by 23.44°.
    let (x, y, north) = (cosine(along), 0.917_49 * sine(along), 0.397_75 * sine(along));
    let meridian = mean + days + longitude;
    let toward = cosine(meridian) * x + sine(meridian) * y;
    let west = sine(meridian) * x - cosine(meridian) * y;
    // The sine of the sun's height: above that of -0.833° it is day, above that of -6° there is twilight.
    let height = cosine(latitude) * toward + sine(latitude) * north;
    let (word, apart) = if height > DAY_ABOVE {
        (2, height - DAY_ABOVE)
    } else if height < NIGHT_BELOW {
        (0, NIGHT_BELOW - height)
    } else {
        (if west > 0.0 { 3 } else { 1 }, 0.0)
    };
    // It changes by less than 0.0045 in a minute, anywhere.
    (word, (apart / 0.0045) as i64 + 1)
}
