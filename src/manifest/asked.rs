//! What rules and words ask of a name → no more of the table of zones than that asks for.

use super::names::Names;
use super::places::{table, today};
use crate::context::near::circle;
use crate::error::{count, say};
use crate::prelude::*;
use crate::program::bytes::Span;
use crate::program::fact::Fact;
use crate::rule::platform::Platform;
use crate::rule::types::Type;
use crate::text::push_number;
use crate::value::Value;

/// The least radius that can be asked for: a grid point is never farther than this from where the reader is.
const LEAST_KM: f64 = 10.0;

impl Names<'_> {
    /// Notes that a name's value itself is wanted.
    pub fn want(&mut self, number: u32) {
        if let Some(used) = self.used.get_mut(number as usize) {
            used.valued = true;
        }
    }

    /// The zones that rules ask for by a name that they no longer go by, each with the name by which it goes today. They
    /// are told once.
    pub fn outdated(&mut self) -> Vec<(String, String)> {
        let mut outdated = Vec::new();
        for used in &mut self.used {
            if used.name.fact == Fact::Zone {
                used.words.retain(|old| match today(old) {
                    Some(today) => {
                        outdated.push((old.clone(), today));
                        false
                    }
                    None => true,
                });
            }
        }
        outdated
    }

    /// Whether the reader is within some kilometres of a place: the number of the name that tells.
    ///
    /// # Errors
    /// A sentence, when there is no such circle or it is finer than what is known of a position.
    pub fn near(&mut self, latitude: f64, longitude: f64, km: f64) -> Result<u32, String> {
        if !(-90.0..=90.0).contains(&latitude) || !(-180.0..=180.0).contains(&longitude) {
            return Err("a place is a latitude from -90 to 90 and a longitude from -180 to 180, in degrees".to_owned());
        }
        if !(LEAST_KM..f64::INFINITY).contains(&km) {
            return Err(say(
                "a position is only known to about eleven kilometres; ask for {} or more",
                &[&count(LEAST_KM as usize)],
            ));
        }
        let path = say(
            "place.near({}, {}, {})",
            &[latitude, longitude, km].map(|number| shown(number, self.services)).each_ref().map(String::as_str),
        );
        let number = self.number(Fact::Near, &path, &path, false, &Type::Bool);
        if let Some(used) = self.used.get_mut(number as usize) {
            used.circle = Some(circle(latitude, longitude, km));
        }
        Ok(number)
    }

    /// Gives every name the table that it needs, now that all that is asked of it is known.
    pub fn settle(&mut self, constants: &mut Vec<Value>) {
        for used in &mut self.used {
            let asked = match used.name.fact {
                Fact::Near => {
                    used.name.key = Span { start: constants.len() as u32, count: 0 };
                    constants.extend(used.circle.into_iter().flatten().map(Value::Double));
                    continue;
                }
                // What is in no list is the empty word.
                Fact::Zone | Fact::Country | Fact::Continent | Fact::Subregion => {
                    let whole = used.valued || used.words.iter().any(String::is_empty);
                    Some(used.words.as_slice()).filter(|_| !whole)
                }
                Fact::Season | Fact::Hemisphere | Fact::Daylight | Fact::Weekend => None,
                _ => continue,
            };
            used.name.key = self.texts.place(&table(used.name.fact, asked));
        }
    }
}

/// A number with no more digits than tell it from all others, and no more than seventeen of them after the point.
fn shown(number: f64, platform: &dyn Platform) -> String {
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
    use crate::context::Context;
    use crate::decide::facts::Facts;
    use crate::manifest::Manifest;
    use crate::profile::Profile;
    use crate::program::Program;
    use crate::rule::platform::NoPlatform;

    #[test]
    fn near_is_told_by_four_constants() {
        let manifest = Manifest::default();
        let mut names = Names::new(&manifest, &NoPlatform);
        assert_eq!(names.near(52.5, 13.4, 20.0), Ok(0));
        assert_eq!(names.near(-33.9, 151.2, 100.0), Ok(1));
        assert_eq!(names.near(52.5, 13.4, 20.0), Ok(0));
        let mut program = Program { constants: vec![Value::Null], ..Program::default() };
        names.settle(&mut program.constants);
        names.used.iter().for_each(|used| {
            program.names.push(&used.name);
        });
        assert_eq!(program.constants.len(), 9);
        let near = |position| {
            let context = Context { position, ..Context::default() };
            let facts = Facts::of(&program, &context, &Profile::default());
            [0, 1].map(|name| facts.value(name).is_some_and(Value::holds))
        };
        assert_eq!(near(Some((526, 133))), [true, false]);
        assert_eq!(near(Some((-331, 1509))), [false, true]);
        assert_eq!(near(None), [false, false]);
        // A program whose constants are gone says no.
        program.constants.truncate(3);
        let context = Context { position: Some((526, 133)), ..Context::default() };
        assert!(!Facts::of(&program, &context, &Profile::default()).value(0).is_some_and(Value::holds));
    }

    #[test]
    fn a_number_is_shown_as_it_was_written() {
        for text in ["0", "-0", "10", "-33.9", "151.2", "52.520008", "-0.1", "0.30000000000000004", "1234567.5"] {
            assert_eq!(shown(text.parse().unwrap(), &NoPlatform), text);
        }
    }

    #[test]
    fn a_circle_is_on_the_earth_and_not_finer_than_the_grid() {
        let manifest = Manifest::default();
        let mut names = Names::new(&manifest, &NoPlatform);
        assert!(names.near(91.0, 0.0, 20.0).is_err_and(|message| message.contains("from -90 to 90")));
        assert!(names.near(0.0, f64::NAN, 20.0).is_err());
        assert!(names.near(0.0, 0.0, 9.9).is_err_and(|message| message.contains("ask for 10 or more")));
        assert!(names.near(0.0, 0.0, f64::NAN).is_err());
        assert!(names.used.is_empty());
    }
}
