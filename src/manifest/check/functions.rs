//! The functions of a site, each call of which stands for a fact: `seen('hero')`, `now.daysUntil('2026-12-24')`.

use super::facts::FactTable;
use super::goals::goal;
use super::near::near;
use crate::error::{count, say};
use crate::limits;
use crate::manifest::time::dates::{self, DateTime};
use crate::nearest::hint;
use crate::prelude::*;
use crate::program::bytes::Span;
use crate::program::fact::Fact;
use crate::rule::types::{Argument, Type};

/// The number and the type of the fact that a call stands for; `None` if there is no such function. The error is a message
/// and the number of the argument that it is about.
pub fn fact(
    facts: &mut FactTable<'_>,
    name: &str,
    arguments: &[Argument],
) -> Option<Result<(u32, Type), (usize, String)>> {
    let text = match arguments {
        [Argument::Text(text)] => Some(text.as_str()),
        _ => None,
    };
    let number = match name {
        "interest" | "rising" => match text {
            // Nothing is learned of such a topic.
            Some(topic) if topic.is_empty() || topic.len() > limits::TOPIC => {
                Err(say("a topic has 1 to {} bytes", &[&count(limits::TOPIC)]))
            }
            Some(topic) => {
                let (fact, ty) =
                    if name == "rising" { (Fact::Rising, Type::Bool) } else { (Fact::Interest, Type::Double) };
                let path = say("{}('{}')", &[name, topic]);
                return Some(Ok((facts.number(fact, topic, &path, false, &ty), ty)));
            }
            None => Err(say("“{}” takes one text: 'TOPIC'", &[name])),
        },
        "seen" | "clicked" | "dismissed" | "converted" => match text {
            Some(place) => counter(facts, name, place),
            None if name == "converted" => Err("“converted” takes one text: 'GOAL'".to_owned()),
            None => Err(say("“{}” takes one text: 'SLOT' or 'SLOT/VARIANT'", &[name])),
        },
        "now.daysUntil" | "now.daysSince" => match text.map(dates::parse) {
            Some(Some(DateTime::Day(day))) => {
                let fact = if name == "now.daysUntil" { Fact::DaysUntil } else { Fact::DaysSince };
                let path = say("{}('{}')", &[name, text.unwrap_or_default()]);
                Ok(facts.number_by_key(fact, Span { start: day as u32, count: 0 }, &path, false, &Type::Int))
            }
            _ => Err(say("“{}” takes one date, such as '2026-12-24'", &[name])),
        },
        "place.near" => {
            let number = match arguments {
                [Argument::Number(latitude), Argument::Number(longitude), Argument::Number(km)] => {
                    near(facts, *latitude, *longitude, *km)
                }
                _ => Err("“place.near” takes a latitude, a longitude and kilometres".to_owned()),
            };
            return Some(number.map(|number| (number, Type::Bool)).map_err(|message| (0, message)));
        }
        _ => return None,
    };
    // A call without one text is wrong as a whole.
    let place = if text.is_some() { 0 } else { usize::MAX };
    Some(number.map(|number| (number, Type::Int)).map_err(|message| (place, message)))
}

/// The number of the count that `seen('hero')` and the like stand for.
fn counter(facts: &mut FactTable<'_>, function: &str, place: &str) -> Result<u32, String> {
    let path = say("{}('{}')", &[function, place]);
    if function == "converted" {
        goal(facts.manifest, place)?;
        return Ok(facts.number(Fact::Converted, place, &path, false, &Type::Int));
    }
    let (slot, variant) = place.split_once('/').map_or((place, None), |(slot, variant)| (slot, Some(variant)));
    let slots = &facts.manifest.slots;
    let Some(found) = slots.iter().find(|known| known.name == slot) else {
        return Err(say("there is no slot “{}”{}", &[slot, &hint(slot, slots.iter().map(|slot| slot.name.as_str()))]));
    };
    let variants = || found.variants.iter().map(|variant| variant.name.as_str());
    if let Some(variant) = variant
        && !variants().any(|known| known == variant)
    {
        return Err(say("the slot “{}” has no variant “{}”{}", &[slot, variant, &hint(variant, variants())]));
    }
    let fact = match function {
        "seen" => Fact::Seen,
        "clicked" => Fact::Clicked,
        _ => Fact::Dismissed,
    };
    Ok(facts.number(fact, place, &path, false, &Type::Int))
}
