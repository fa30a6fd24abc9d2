//! The names that rules and words may use for facts, and for the functions of a site.

use crate::manifest::model::Manifest;
use crate::prelude::*;
use crate::program::fact::Fact;

/// The names without a variable part.
pub const FIXED: [(&str, Fact); 38] = [
    ("now", Fact::Now),
    ("now.minute", Fact::Minute),
    ("now.hour", Fact::Hour),
    ("now.weekday", Fact::Weekday),
    ("now.day", Fact::Day),
    ("now.month", Fact::Month),
    ("now.year", Fact::Year),
    ("now.date", Fact::Date),
    ("now.season", Fact::Season),
    ("now.partOfDay", Fact::PartOfDay),
    ("place.zone", Fact::Zone),
    ("place.hemisphere", Fact::Hemisphere),
    ("locale.tag", Fact::LocaleTag),
    ("locale.language", Fact::Language),
    ("locale.region", Fact::Region),
    ("locale.languages", Fact::Languages),
    ("page.path", Fact::Path),
    ("page.referrer", Fact::Referrer),
    ("device.viewport", Fact::Viewport),
    ("device.pointer", Fact::Pointer),
    ("device.colorScheme", Fact::ColorScheme),
    ("device.reducedMotion", Fact::ReducedMotion),
    ("device.saveData", Fact::SaveData),
    ("visitor.visits", Fact::Visits),
    ("visitor.daysAway", Fact::DaysAway),
    ("visitor.usualPartOfDay", Fact::UsualPart),
    ("page.query", Fact::Query),
    ("page.topics", Fact::Topics),
    ("page.source", Fact::Source),
    ("device.contrast", Fact::Contrast),
    ("device.connection", Fact::Connection),
    ("place.country", Fact::Country),
    ("place.continent", Fact::Continent),
    ("place.region", Fact::Subregion),
    ("place.daylight", Fact::Daylight),
    ("now.weekend", Fact::Weekend),
    ("now.week", Fact::Week),
    ("visitor.daysSinceFirst", Fact::DaysSinceFirst),
];

/// Campaign parameters, as analytics tools write them into URLs.
pub const CAMPAIGN: [(&str, &str); 5] = [
    ("page.campaign.source", "utm_source"),
    ("page.campaign.medium", "utm_medium"),
    ("page.campaign.name", "utm_campaign"),
    ("page.campaign.term", "utm_term"),
    ("page.campaign.content", "utm_content"),
];

/// The functions of a site.
pub const FUNCTIONS: [&str; 10] = [
    "interest",
    "rising",
    "seen",
    "clicked",
    "dismissed",
    "converted",
    "now.daysUntil",
    "now.daysSince",
    "place.near",
    "page.at",
];

/// Can the value of a fact be missing?
pub fn may_be_missing(fact: Fact) -> bool {
    matches!(
        fact,
        Fact::Zone
            | Fact::LocaleTag
            | Fact::Language
            | Fact::Region
            | Fact::Path
            | Fact::Referrer
            | Fact::Country
            | Fact::Continent
            | Fact::Subregion
            | Fact::Daylight
            | Fact::UsualPart
    )
}

/// Every name that a rule of this manifest may use.
pub fn all(manifest: &Manifest) -> Vec<String> {
    let mut all = Vec::new();
    let mut add = |group: &str, name: &str| all.push(group.to_owned() + name);
    FIXED.iter().filter(|(_, fact)| *fact != Fact::Query).for_each(|(name, _)| add(name, ""));
    CAMPAIGN.iter().for_each(|(name, _)| add(name, ""));
    manifest.preferences.iter().for_each(|preference| add("preference.", &preference.name));
    manifest.signals.iter().for_each(|signal| add("signal.", &signal.name));
    manifest.calendar.iter().for_each(|entry| add("calendar.", &entry.name));
    manifest.audiences.iter().for_each(|audience| add("audience.", &audience.name));
    add("page.query.", "NAME");
    all
}
