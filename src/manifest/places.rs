//! Every time zone there is → what a program says of the reader's: only what its rules and words ask for.

use crate::context::guess::listed;
use crate::context::sun::Spot;
use crate::prelude::*;
use crate::program::fact::Fact;
use alloc::collections::BTreeSet;

/// Lines of a continent with a region, each followed by its countries: `DE` and its zones, each with its place on Earth
/// (see [`Spot::read`]), its name and older names of the same zone. An area that is the same as before is left out.
const TABLE: &str = include_str!("zones.txt");

/// Weekends that are not Saturday and Sunday, by days of which Monday is 0 (CLDR 48, weekData).
const WEEKENDS: [(&str, &str); 4] =
    [("34", "AF"), ("45", "BH DZ EG IL IQ JO KW LY OM QA SA SD SY YE"), ("4", "IR"), ("6", "IN UG")];

/// A time zone with its place.
struct Zone {
    country: &'static str,
    continent: &'static str,
    region: &'static str,
    code: &'static str,
    /// The canonical name, then older ones.
    names: Vec<String>,
}

fn zones() -> Vec<Zone> {
    let mut zones = Vec::new();
    let (mut continent, mut region, mut area) = ("", "", "");
    for line in TABLE.lines().skip(1) {
        let (first, rest) = line.split_once(' ').unwrap_or_default();
        if first.len() > 2 {
            (continent, region) = (first, rest);
            continue;
        }
        for item in rest.split(' ') {
            let (code, names) = item.split_at_checked(4).unwrap_or_default();
            let mut whole = |name: &'static str| {
                if name.starts_with('/') {
                    return [area, name].concat();
                }
                if let Some((start, _)) = name.split_once('/') {
                    area = start;
                }
                name.to_owned()
            };
            let names = names.split(',').map(&mut whole).collect();
            zones.push(Zone { country: first, continent, region, code, names });
        }
    }
    zones
}

impl Zone {
    fn canonical(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }

    /// The word under which a fact lists it; empty where it does not.
    fn word(&self, fact: Fact) -> &str {
        match fact {
            Fact::Country => self.country,
            Fact::Continent => self.continent,
            Fact::Subregion => self.region,
            Fact::Season | Fact::Hemisphere => {
                if !self.country.is_empty() && Spot::read(self.code).latitude < 0.0 {
                    "south"
                } else {
                    ""
                }
            }
            Fact::Daylight if !self.country.is_empty() => self.code,
            Fact::Zone if self.names.len() > 1 => self.canonical(),
            Fact::Weekend => {
                WEEKENDS.iter().find(|(_, countries)| is_among(countries, self.country)).map_or("", |(days, _)| days)
            }
            _ => "",
        }
    }
}

fn is_among(words: &str, word: &str) -> bool {
    words.split(' ').any(|known| known == word)
}

/// The table of a fact, as [`listed`] reads it: of all words, or of those that are asked for.
pub fn table(fact: Fact, asked: Option<&BTreeSet<String>>) -> String {
    let zones = zones();
    let all: Vec<(&str, &Zone)> = zones.iter().map(|zone| (zone.word(fact), zone)).collect();
    let is_asked = |word: &str| !word.is_empty() && asked.is_none_or(|asked| asked.contains(word));
    let words: BTreeSet<&str> = all.iter().map(|(word, _)| *word).filter(|word| is_asked(word)).collect();
    let mut table = String::new();
    for word in words {
        let start = table.len();
        add(&mut table, "=", word);
        let countries = WEEKENDS.iter().find(|(days, _)| fact == Fact::Weekend && *days == word);
        countries.iter().for_each(|(_, countries)| add(&mut table, "", countries));
        for (_, zone) in all.iter().filter(|(own, _)| *own == word) {
            // What is canonical already need not be said of its own name.
            for name in zone.names.iter().skip(usize::from(fact == Fact::Zone)) {
                if listed(table.get(start..).unwrap_or_default(), name).is_empty() {
                    add(&mut table, "", shared(name, word, &all));
                }
            }
        }
    }
    table
}

fn add(table: &mut String, mark: &str, item: &str) {
    if !table.is_empty() {
        table.push(' ');
    }
    table.push_str(mark);
    table.push_str(item);
}

/// The shortest beginning of a name, up to a slash, that only zones with this word have; else the name.
fn shared<'n>(name: &'n str, word: &str, all: &[(&str, &Zone)]) -> &'n str {
    let beginnings = name.match_indices('/').filter_map(|(end, _)| name.get(..=end));
    let own = |beginning: &&str| {
        let begins = |zone: &Zone| zone.names.iter().any(|name| name.starts_with(*beginning));
        let mut sharers = all.iter().filter(|(_, zone)| begins(zone));
        sharers.clone().count() > 1 && sharers.all(|(own, _)| *own == word)
    };
    beginnings.into_iter().find(own).unwrap_or(name)
}

/// Every country, continent or region that there is, and nothing for a zone that is in none.
pub fn words(fact: Fact) -> BTreeSet<String> {
    let mut words = BTreeSet::from([String::new()]);
    for line in TABLE.lines().skip(1) {
        let (first, rest) = line.split_once(' ').unwrap_or_default();
        let word = match (fact, first.len()) {
            (Fact::Country, 2) | (Fact::Continent, 3..) => first,
            (Fact::Subregion, 3..) => rest,
            _ => continue,
        };
        words.insert(word.to_owned());
    }
    words
}

/// The name by which a zone goes today, where it had another.
pub fn canonical(name: &str) -> Option<String> {
    let zone = zones().into_iter().find(|zone| zone.names.iter().skip(1).any(|old| old == name))?;
    zone.names.into_iter().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_is_listed_under_its_own_word_and_no_other() {
        let zones = zones();
        assert!(zones.len() > 400);
        for fact in [
            Fact::Country,
            Fact::Continent,
            Fact::Subregion,
            Fact::Hemisphere,
            Fact::Weekend,
            Fact::Daylight,
            Fact::Zone,
        ] {
            let table = table(fact, None);
            for zone in &zones {
                for (place, name) in zone.names.iter().enumerate() {
                    let word = if fact == Fact::Zone && place == 0 { "" } else { zone.word(fact) };
                    assert_eq!(listed(&table, name), word, "{fact:?} {name}");
                }
            }
            assert_eq!(listed(&table, "Etc/GMT+5"), "");
        }
    }

    #[test]
    fn places_are_where_they_are() {
        let of = |fact, zone| listed(&table(fact, None), zone).to_owned();
        assert_eq!(of(Fact::Country, "Asia/Calcutta"), "IN");
        assert_eq!(of(Fact::Country, "America/Argentina/Ushuaia"), "AR");
        assert_eq!(of(Fact::Country, "UTC"), "");
        assert_eq!(of(Fact::Continent, "Africa/Ceuta"), "europe");
        assert_eq!(of(Fact::Continent, "Antarctica/Macquarie"), "oceania");
        assert_eq!(of(Fact::Continent, "Asia/Nicosia"), "asia");
        assert_eq!(of(Fact::Subregion, "Europe/Kiev"), "eastern-europe");
        assert_eq!(of(Fact::Subregion, "Pacific/Easter"), "south-america");
        assert_eq!(of(Fact::Hemisphere, "Pacific/Kiritimati"), "");
        assert_eq!(of(Fact::Hemisphere, "Africa/Nairobi"), "south");
        assert_eq!(of(Fact::Hemisphere, "Asia/Pontianak"), "south");
        assert_eq!(of(Fact::Weekend, "Asia/Riyadh"), "45");
        assert_eq!(of(Fact::Zone, "GMT"), "UTC");
        // Within the grid's half step of 52°30′ N 13°22′ E and of 33°52′ S 151°13′ E.
        let near = |zone, latitude: f64, longitude: f64| {
            let spot = Spot::read(&of(Fact::Daylight, zone));
            assert!((spot.latitude * 360.0 - latitude).abs() < 0.051, "{spot:?}");
            assert!((spot.longitude * 360.0 - longitude).abs() < 0.051, "{spot:?}");
        };
        near("Europe/Berlin", 52.5, 13.367);
        near("Australia/ACT", -33.867, 151.217);
    }

    #[test]
    fn only_what_is_asked_for_is_listed() {
        let asked = ["DE", "AU"].map(str::to_owned).into();
        let listed = table(Fact::Country, Some(&asked));
        assert_eq!(listed, "=AU Australia/ Antarctica/Macquarie =DE Europe/Berlin Europe/Busingen");
        let asked = ["Asia/Kolkata", "Europe/Berlin"].map(str::to_owned).into();
        assert_eq!(table(Fact::Zone, Some(&asked)), "=Asia/Kolkata Asia/Calcutta");
        assert_eq!(table(Fact::Country, Some(&BTreeSet::new())), "");
    }

    #[test]
    fn the_words_are_those_of_the_zones() {
        for fact in [Fact::Country, Fact::Continent, Fact::Subregion] {
            let own: BTreeSet<String> = zones().iter().map(|zone| zone.word(fact).to_owned()).collect();
            assert_eq!(words(fact), own);
        }
        assert_eq!(words(Fact::Country).len(), 248);
        assert_eq!(words(Fact::Subregion).len(), 24);
    }

    #[test]
    fn older_names_have_a_canonical_one() {
        assert_eq!(canonical("US/Pacific").as_deref(), Some("America/Los_Angeles"));
        assert_eq!(canonical("America/Los_Angeles"), None);
        assert_eq!(canonical("Nowhere"), None);
    }
}
