//! The function `place.near(…)`: a circle around a place, in which the reader is or is not.

use super::facts::FactTable;
use crate::context::near::circle;
use crate::error::{count, say};
use crate::prelude::*;
use crate::program::fact::Fact;
use crate::rule::platform::Platform;
use crate::rule::types::Type;
use crate::text::push_number;

/// The smallest radius. A point of the grid to which positions are rounded may be this far from the reader.
const LEAST_KM: f64 = 10.0;

/// The number of the fact that the reader is within some kilometres of a place. The error is a message: the circle does
/// not exist, or it is finer than a position is known.
pub fn near(facts: &mut FactTable<'_>, latitude: f64, longitude: f64, km: f64) -> Result<u32, String> {
    if !(-90.0..=90.0).contains(&latitude) || !(-180.0..=180.0).contains(&longitude) {
        return Err("a place is a latitude from -90 to 90 and a longitude from -180 to 180, in degrees".to_owned());
    }
    if !(LEAST_KM..f64::INFINITY).contains(&km) {
        return Err(say(
            "a position is only known to about eleven kilometres; ask for {} or more",
            &[&count(LEAST_KM as usize)],
        ));
    }
    let digits = [latitude, longitude, km].map(|number| digits_of(number, facts.platform));
    let path = say("place.near({}, {}, {})", &digits.each_ref().map(String::as_str));
    let number = facts.number(Fact::Near, &path, &path, false, &Type::Bool);
    if let Some(used) = facts.used.get_mut(number as usize) {
        used.circle = Some(circle(latitude, longitude, km));
    }
    Ok(number)
}

/// A number in the fewest digits that tell it from all others, at most seventeen of them after the point.
fn digits_of(number: f64, platform: &dyn Platform) -> String {
    let mut scale = 1;
    let mut text = String::new();
    for digits in 0..18 {
        let scaled = (number.abs() * scale as f64 + 0.5) as i64;
        text = if number.is_sign_negative() { "-".to_owned() } else { String::new() };
        push_number(&mut text, scaled / scale, 1);
        if digits > 0 {
            text.push('.');
            push_number(&mut text, scaled % scale, digits);
        }
        if platform.parse(&text) == number {
            break;
        }
        scale *= 10;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::Manifest;
    use crate::rule::platform::NoPlatform;

    #[test]
    fn a_number_is_written_as_the_site_wrote_it() {
        for text in ["0", "-0", "10", "-33.9", "151.2", "52.520008", "-0.1", "0.30000000000000004", "1234567.5"] {
            assert_eq!(digits_of(text.parse().unwrap(), &NoPlatform), text);
        }
    }

    #[test]
    fn a_circle_is_on_the_earth_and_not_finer_than_the_grid() {
        let manifest = Manifest::default();
        let mut facts = FactTable::new(&manifest, &NoPlatform);
        assert!(near(&mut facts, 91.0, 0.0, 20.0).is_err_and(|message| message.contains("from -90 to 90")));
        assert!(near(&mut facts, 0.0, f64::NAN, 20.0).is_err());
        assert!(near(&mut facts, 0.0, 0.0, 9.9).is_err_and(|message| message.contains("ask for 10 or more")));
        assert!(near(&mut facts, 0.0, 0.0, f64::NAN).is_err());
        assert!(facts.used.is_empty());
    }
}
