//! The tables of time zones that a program needs: only the countries, regions and zones that its rules and words use.

use crate::manifest::check::facts::FactTable;
use crate::manifest::zones::table;
use crate::prelude::*;
use crate::program::bytes::Span;
use crate::program::fact::Fact;
use crate::value::Value;

/// Gives each fact about a place its table, or its circle, now that all uses of it are known.
pub fn zone_tables(facts: &mut FactTable<'_>, constants: &mut Vec<Value>) {
    for used in &mut facts.used {
        let words = match used.name.fact {
            Fact::Near => {
                used.name.key = Span { start: constants.len() as u32, count: 0 };
                constants.extend(used.circle.into_iter().flatten().map(Value::Double));
                continue;
            }
            // A comparison with the empty word needs the whole table, because a zone that it does not list has that word.
            Fact::Zone | Fact::Country | Fact::Continent | Fact::Subregion => {
                let whole = used.needs_value || used.words.iter().any(String::is_empty);
                Some(used.words.as_slice()).filter(|_| !whole)
            }
            Fact::Season | Fact::Hemisphere | Fact::Daylight | Fact::Weekend => None,
            _ => continue,
        };
        used.name.key = facts.texts.place(&table(used.name.fact, words));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::Context;
    use crate::decide::facts::Facts;
    use crate::manifest::Manifest;
    use crate::manifest::check::near::near;
    use crate::profile::Profile;
    use crate::program::Program;
    use crate::rule::platform::NoPlatform;

    #[test]
    fn a_circle_is_kept_as_four_constants() {
        let manifest = Manifest::default();
        let mut facts = FactTable::new(&manifest, &NoPlatform);
        assert_eq!(near(&mut facts, 52.5, 13.4, 20.0), Ok(0));
        assert_eq!(near(&mut facts, -33.9, 151.2, 100.0), Ok(1));
        assert_eq!(near(&mut facts, 52.5, 13.4, 20.0), Ok(0));
        let mut program = Program { constants: vec![Value::Null], ..Program::default() };
        zone_tables(&mut facts, &mut program.constants);
        facts.used.iter().for_each(|used| {
            program.names.push(&used.name);
        });
        assert_eq!(program.constants.len(), 9);
        let is_near = |position| {
            let context = Context { position, ..Context::default() };
            let facts = Facts::of(&program, &context, &Profile::default());
            [0, 1].map(|name| facts.value(name).is_some_and(Value::holds))
        };
        assert_eq!(is_near(Some((526, 133))), [true, false]);
        assert_eq!(is_near(Some((-331, 1509))), [false, true]);
        assert_eq!(is_near(None), [false, false]);
        // A program whose constants are gone says no.
        program.constants.truncate(3);
        let context = Context { position: Some((526, 133)), ..Context::default() };
        assert!(!Facts::of(&program, &context, &Profile::default()).value(0).is_some_and(Value::holds));
    }
}
