//! All time zones with their countries, regions and places on Earth, and the tables that a program has of them.

use crate::error::say;
use crate::prelude::*;
use crate::program::fact::Fact;

/// The zones as text. A line has a continent and a region, and the lines of its countries follow: `DE` and its zones. Each
/// zone has its place on Earth (see [`crate::context::sun::daylight`]), its name, and older names of the same zone. An area
/// that is the same as before is left out.
const TABLE: &str = include_str!("zones.txt");

/// Weekends other than Saturday and Sunday: the days, of which Monday is 0, and the countries (CLDR 48, weekData).
const WEEKENDS: [(&str, &str); 4] =
    [("34", "AF"), ("45", "BH DZ EG IL IQ JO KW LY OM QA SA SD SY YE"), ("4", "IR"), ("6", "IN UG")];

/// A name of a time zone.
struct Zone {
    country: &'static str,
    continent: &'static str,
    region: &'static str,
    /// Its place on Earth.
    code: &'static str,
    name: String,
    /// Its name today.
    today: String,
}

fn zones() -> Vec<Zone> {
    let mut zones = Vec::new();
    let (mut continent, mut region, mut area) = ("", "", "");
    for (country, rest) in lines() {
        if country.len() > 2 {
            (continent, region) = (country, rest);
            continue;
        }
        for item in rest.split(' ') {
            let (code, names) = item.split_at_checked(4).unwrap_or_default();
            let mut today = String::new();
            for name in names.split(',') {
                let (start, _) = name.split_once('/').unwrap_or((area, ""));
                let name = if start.is_empty() { [area, name].concat() } else { name.to_owned() };
                if !start.is_empty() {
                    area = start;
                }
                if today.is_empty() {
                    today.clone_from(&name);
                }
                zones.push(Zone { country, continent, region, code, name, today: today.clone() });
            }
        }
    }
    zones
}

fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLE.lines().skip(1).filter_map(|line| line.split_once(' '))
}

impl Zone {
    /// The word under which the table of a fact lists the zone; empty when it does not.
    fn word(&self, fact: Fact) -> &str {
        match fact {
            Fact::Zone if self.name != self.today => &self.today,
            // A zone without a country, such as UTC, has no place.
            _ if self.country.is_empty() => "",
            Fact::Country => self.country,
            Fact::Continent => self.continent,
            Fact::Subregion => self.region,
            Fact::Daylight => self.code,
            Fact::Weekend => WEEKENDS.iter().find(|(_, all)| all.contains(self.country)).map_or("", |(days, _)| days),
            Fact::Season | Fact::Hemisphere if self.code < EQUATOR => "south",
            _ => "",
        }
    }
}

/// The code of the equator, 900 tenths of a degree from the south pole. A smaller code is south of it.
const EQUATOR: &str = ">4";

/// The table of a fact in the form that [`listed`](crate::context::guess::listed) reads: with all words, or only with those in
/// `asked`. The first part of several names (`Australia/`) stands for all of them if they have the same word.
pub fn table(fact: Fact, asked: Option<&[String]>) -> String {
    let zones = zones();
    let areas = areas(&zones, fact);
    let mut table = String::new();
    if fact == Fact::Weekend {
        WEEKENDS.iter().for_each(|(days, countries)| table = say("{} ={} {}", &[&table, days, countries]));
    }
    let (mut last, mut whole) = ("", Vec::new());
    for zone in &zones {
        let word = zone.word(fact);
        if word.is_empty() || asked.is_some_and(|asked| asked.iter().all(|asked| asked != word)) {
            continue;
        }
        let area = areas
            .iter()
            .find(|area| fact != Fact::Zone && area.zones > 1 && area.word == word && zone.name.starts_with(area.name));
        let item = area.map_or(&*zone.name, |area| area.name);
        if whole.contains(&item) {
            continue;
        }
        whole.extend(area.map(|area| area.name));
        if word != last {
            table = table + " =" + word;
            last = word;
        }
        table = table + " " + item;
    }
    table
}

/// The beginning of several names, up to a slash.
struct Area<'z> {
    name: &'z str,
    /// The word that all of them have; empty if they differ.
    word: &'z str,
    zones: usize,
}

fn areas<'z>(zones: &'z [Zone], fact: Fact) -> Vec<Area<'z>> {
    let mut areas: Vec<Area<'z>> = Vec::new();
    for zone in zones {
        let word = zone.word(fact);
        for name in zone.name.match_indices('/').filter_map(|(end, _)| zone.name.get(..=end)) {
            match areas.iter_mut().find(|area| area.name == name) {
                Some(area) => {
                    area.zones += 1;
                    if area.word != word {
                        area.word = "";
                    }
                }
                None => areas.push(Area { name, word, zones: 1 }),
            }
        }
    }
    areas
}

/// Every country, continent or region, and the empty text for a zone that is in none.
pub fn words(fact: Fact) -> Vec<String> {
    let mut words = Vec::new();
    for (first, rest) in lines() {
        let word = match (fact, first.len()) {
            (Fact::Country, 2) | (Fact::Continent, 3..) => first,
            (Fact::Subregion, 3..) => rest,
            _ => continue,
        };
        if words.last().is_none_or(|last| last != word) {
            words.push(word.to_owned());
        }
    }
    words.push(String::new());
    words
}

/// The names of all zones, older ones too.
pub fn names() -> Vec<String> {
    zones().into_iter().map(|zone| zone.name).collect()
}

/// Is this the name of a zone?
pub fn is_zone(name: &str) -> bool {
    zones().iter().any(|zone| zone.name == name)
}

/// Today's name of a zone, if `name` is an older one.
pub fn today(name: &str) -> Option<String> {
    zones().into_iter().find(|zone| zone.name == name && zone.today != name).map(|zone| zone.today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::guess::listed;

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
                assert_eq!(listed(&table, &zone.name), zone.word(fact), "{fact:?} {}", zone.name);
            }
            assert_eq!(listed(&table, "Etc/GMT+5"), "");
        }
    }

    #[test]
    fn zones_are_listed_under_the_right_words() {
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
        // 1425 tenths of a degree from the south pole (22·64 + 17) and 1934 from the date line (30·64 + 14).
        assert_eq!(of(Fact::Daylight, "Europe/Berlin"), "FAN>");
    }

    #[test]
    fn only_the_words_that_are_asked_for_are_listed() {
        let asked =
            |fact, words: &[&str]| table(fact, Some(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>()));
        let countries = asked(Fact::Country, &["DE", "AU"]);
        assert_eq!(countries, " =DE Europe/Berlin Europe/Busingen =AU Australia/ Antarctica/Macquarie");
        assert_eq!(asked(Fact::Zone, &["Asia/Kolkata", "Europe/Berlin"]), " =Asia/Kolkata Asia/Calcutta");
        assert_eq!(asked(Fact::Country, &[]), "");
    }

    #[test]
    fn the_words_are_those_of_the_zones() {
        for fact in [Fact::Country, Fact::Continent, Fact::Subregion] {
            let mut own: Vec<String> = zones().iter().map(|zone| zone.word(fact).to_owned()).collect();
            let mut words = words(fact);
            [&mut own, &mut words].into_iter().for_each(|words| words.sort());
            own.dedup();
            assert_eq!(words, own);
        }
        assert_eq!(words(Fact::Country).len(), 248);
        assert_eq!(words(Fact::Subregion).len(), 24);
    }

    #[test]
    fn older_names_have_a_canonical_one() {
        assert_eq!(today("US/Pacific").as_deref(), Some("America/Los_Angeles"));
        assert_eq!(today("America/Los_Angeles"), None);
        assert_eq!(today("Nowhere"), None);
    }
}
