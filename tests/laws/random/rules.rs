//! Chance → rules that are sound, with the clock in most of their leaves.

use super::schedules::date;
use crate::chance::Chance;

/// A rule, at most `depth` operators deep.
pub fn rule(chance: &mut Chance, depth: usize) -> String {
    if depth == 0 || chance.once_in(3) {
        return leaf(chance);
    }
    let (left, right) = (rule(chance, depth - 1), rule(chance, depth - 1));
    match chance.below(6) {
        0 => format!("!({left})"),
        1 => format!("({left}) ? ({right}) : ({})", leaf(chance)),
        2 => format!("({left}) == ({right})"),
        3 => format!("({left}) || ({right})"),
        _ => format!("({left}) && ({right})"),
    }
}

fn leaf(chance: &mut Chance) -> String {
    let compare = chance.of(&["<", "<=", ">", ">=", "==", "!="]);
    let number =
        |chance: &mut Chance, name: &str, first, last| format!("{name} {compare} {}", chance.between(first, last));
    match chance.below(38) {
        0 | 1 => number(chance, "now.hour", 0, 25),
        35 | 36 => format!("calendar.e{}", chance.below(3)),
        2 => number(chance, "now.minute", 0, 61),
        3 => number(chance, "now.day", 1, 33),
        4 => number(chance, "now.month", 1, 14),
        5 => number(chance, "now.year", 2009, 2030),
        6 => format!("now.weekday {} ['saturday', 'sunday', '{}']", "in", chance.of(&["monday", "friday"])),
        7 => format!("now.partOfDay == '{}'", chance.of(&["night", "morning", "afternoon", "evening"])),
        8 => format!("now.season != '{}'", chance.of(&["winter", "spring", "summer", "autumn"])),
        9 => format!("now.date == '{}'", date(chance)),
        10 => number(chance, "now.hour * 60 + now.minute", 0, 1440),
        11 => number(chance, "visitor.visits", 0, 5),
        12 => number(chance, "visitor.daysAway", 0, 9),
        13 => format!("'sea' in preference.topics || preference.diet == '{}'", chance.of(&["all", "green"])),
        14 => "preference.calm".to_owned(),
        15 => format!("preference.size {compare} {}.5", chance.below(5)),
        16 => "has(preference.name) && preference.name.trim().size() > 3".to_owned(),
        17 => number(chance, "60 / now.minute", 0, 60),
        18 => format!("page.path.startsWith('/{}')", chance.of(&["a", "b", ""])),
        19 => format!("device.viewport == '{}' || place.hemisphere == 'south'", chance.of(&["phone", "desktop"])),
        20 => format!("locale.language == '{}'", chance.of(&["en", "de"])),
        21 => format!("'{}' in page.topics", chance.of(&["sea", "b"])),
        22 => format!("page.source {} '{}'", chance.of(&["==", "!="]), chance.of(&["mail", "search", "own", "none"])),
        23 => format!("device.contrast == 'more' || device.connection != '{}'", chance.of(&["2g", "4g"])),
        24 => format!("signal.warning == '{}'", chance.of(&["none", "storm"])),
        25 => format!("has(signal.degrees) && signal.degrees {compare} {}.5", chance.below(5)),
        26 => "'sea' in signal.trending || signal.headline.size() > 3".to_owned(),
        27 => "signal.match".to_owned(),
        28 => format!("place.daylight != '{}'", chance.of(&["night", "dawn", "day", "dusk", ""])),
        29 => format!("place.country == '{}' || place.continent == 'asia'", chance.of(&["DE", "CL", "WS"])),
        30 => "now.weekend".to_owned(),
        31 => number(chance, "now.week", 0, 55),
        32 => format!("place.daylight == '{}' && now.weekend", chance.of(&["night", "day"])),
        33 => number(chance, "visitor.daysSinceFirst", 0, 12),
        34 => number(chance, "converted('tea')", 0, 2),
        _ => number(chance, "seen('a')", 0, 4),
    }
}
