//! Where on Earth, and when → what the sun makes of it: night, dawn, day or dusk, and when that changes.
//!
//! The sun's place is the Astronomical Almanac's low-precision formula (0.01° from 1950 to 2050); the heights are those
//! of NOAA's solar calculator: the day begins when the sun's upper edge rises through the usual refraction (its centre
//! is 0.833° below a level horizon), dawn with civil twilight (6°). The moments lie within ten seconds of an
//! ephemeris and two minutes of that calculator (`tests/sun.rs`). Hills and weather move what is seen by more.

use super::civil::DAY;

/// `place.daylight`
pub const DAYLIGHT: [&str; 4] = ["night", "dawn", "day", "dusk"];

/// Noon of 2000-01-01 UTC, from which the formulas count.
const EPOCH: i64 = 946_728_000_000;
/// The sines of the heights above which there is twilight (-6°) and day (-0.833°).
const LIMITS: [f64; 2] = [-0.104_528, -0.014_538];

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
    let [a, b, c, d] = [6.283_179_3_f32, -41.338_943, 81.395_36, -71.474_72].map(f64::from);
    turns * (a + square * (b + square * (c + square * d)))
}

/// A place under the sun.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    /// North of the equator, in turns.
    pub latitude: f64,
    /// East of Greenwich, in turns.
    pub longitude: f64,
}

impl Spot {
    /// The place that four characters say: tenths of a degree from the south pole and from the date line, twelve bits
    /// each, six to a character from `'0'` on.
    pub fn read(code: &str) -> Self {
        let bits = code.bytes().fold(0, |bits, byte| bits << 6 | u32::from(byte.wrapping_sub(b'0')));
        let turns = |tenths: u32, middle: f64| (f64::from(tenths) - middle) / 3600.0;
        Self { latitude: turns(bits >> 12, 900.0), longitude: turns(bits & 4095, 1800.0) }
    }

    /// What the sun makes of it now, as a place in [`DAYLIGHT`], and the moment at which that changes; if it does not
    /// change for a day or two, a moment until which it does not.
    pub fn daylight(self, now: i64) -> (u8, i64) {
        let (word, mut until) = self.half(now);
        for _ in 0..3 {
            let (next, later) = self.half(until);
            if next != word {
                break;
            }
            until = later;
        }
        (word, until)
    }

    /// The same within half a day, from midnight to noon or from noon to midnight, in which the sun only rises or only
    /// sinks. What holds now is told by the moments of change, so that the two can never disagree.
    fn half(self, now: i64) -> (u8, i64) {
        let mut number = (2.0 * (days(now) + self.longitude)) as i64 - 2;
        while self.turn(number + 1) <= now {
            number += 1;
        }
        let (start, end) = (self.turn(number), self.turn(number + 1));
        let (mut level, mut until) = (0, end);
        for limit in LIMITS {
            let is_above = |at| self.sun(at)[2] > limit;
            let mut above = is_above(start);
            if above != is_above(end) {
                let (mut before, mut change) = (start, end);
                while change - before > 1 {
                    let middle = (before + change) / 2;
                    if is_above(middle) == above {
                        before = middle;
                    } else {
                        change = middle;
                    }
                }
                if change <= now {
                    above = !above;
                } else {
                    until = until.min(change);
                }
            }
            level += u8::from(above);
        }
        // Twilight is dusk in the half that begins with a noon: those have the even numbers.
        (if level == 1 && number & 1 == 0 { 3 } else { level }, until)
    }

    /// The moment of a noon or midnight: half days since noon of 2000-01-01 at this place, by the sun.
    fn turn(self, number: i64) -> i64 {
        let mean = moment(number as f64 / 2.0 - self.longitude);
        let [toward, west, _] = self.sun(mean);
        // The sun is ahead of the mean sun or behind it by up to four degrees, so the tangent is the angle.
        mean - (west / toward * (DAY as f64 / core::f64::consts::TAU)) as i64
    }

    /// Where the sun stands: toward the meridian and west of it, both in the plane of the equator, and the sine of its
    /// height.
    fn sun(self, at: i64) -> [f64; 3] {
        let days = days(at);
        let mean = 0.779_055_6 + days * 0.002_737_909_4;
        let anomaly = 0.993_133 + days * 0.002_737_778_6;
        let along = mean + sine(anomaly) * (0.005_319_4 + 0.000_111 * cosine(anomaly));
        // The Earth's axis leans by 23.44°.
        let (x, y, north) = (cosine(along), 0.917_49 * sine(along), 0.397_75 * sine(along));
        let meridian = mean + days + self.longitude;
        let toward = cosine(meridian) * x + sine(meridian) * y;
        let west = sine(meridian) * x - cosine(meridian) * y;
        [toward, west, cosine(self.latitude) * toward + sine(self.latitude) * north]
    }
}

fn days(at: i64) -> f64 {
    (at - EPOCH) as f64 / DAY as f64
}

fn moment(days: f64) -> i64 {
    EPOCH + (days * DAY as f64) as i64
}
