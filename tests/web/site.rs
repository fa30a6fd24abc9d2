//! The site that the core is asked about: its manifest, its program, and two moments of a day.

use tailorbird::web::author::Compilation;

use crate::formatters::intl;

/// Six in the evening of a summer's day in UTC.
pub const EVENING: f64 = 1_782_496_800_000.0;
/// The same day at nine in the morning.
pub const MORNING: f64 = 1_782_464_400_000.0;
/// In milliseconds.
pub const HOUR: f64 = 3_600_000.0;

/// Places that turn on the clock, the reader, the page and what it tells.
pub const MANIFEST: &str = r##"{
  "tailorbird": 1,
  "locales": ["en", "de", "ar"],
  "preferences": {
    "name": { "type": "text" },
    "size": { "type": "number", "default": 1234.5 },
    "diet": { "type": "choice", "values": ["all", "green"], "default": "all" },
    "topics": { "type": "list", "values": ["sea", "birds"], "default": [] },
    "calm": { "type": "flag", "default": false }
  },
  "signals": { "headline": { "type": "text" }, "trending": { "type": "list" } },
  "goals": { "tea": {} },
  "slots": {
    "hero": { "default": "welcome", "variants": {
      "greeting": { "when": "has(preference.name)", "fields": { "title": "Hello, {$preference.name}" } },
      "evening": { "when": "now.hour >= 18", "fields": {
        "title": { "en": "Good evening", "de": "Guten Abend", "ar": "مساء الخير" }, "link": "/tonight" } },
      "welcome": { "fields": { "title": "Welcome" } }
    } },
    "clock": { "default": "only", "variants": { "only": { "fields": {
      "time": "{$now.date} {$now.hour}:{$now.minute}", "long": "{$now :date fields=|year-month-day-weekday| length=long}",
      "size": "{$preference.size :number minimumFractionDigits=2}" } } } },
    "offer": { "default": "none", "variants": {
      "phone": { "when": "device.viewport == \"phone\" && device.reducedMotion" },
      "campaign": { "when": "page.campaign.source == \"news\" && page.path == \"/sale\"" },
      "guest": { "when": "page.referrer == \"example.com\"" },
      "topical": { "when": "'birds' in page.topics" },
      "clear": { "when": "device.contrast == 'more' && device.connection == '4g' && page.source == 'social'" },
      "none": {} } },
    "news": { "default": "none", "variants": {
      "headline": { "fields": { "title": "{$signal.headline}" } },
      "trend": { "when": "'sea' in signal.trending" },
      "none": {} } },
    "may": { "default": "plain", "variesRequests": true, "variants": { "plain": {} } }
  }
}"##;

/// Its program.
pub fn bytes() -> Vec<u8> {
    let compilation = Compilation::new(MANIFEST, true, "", intl());
    compilation.bytes().unwrap_or_else(|| panic!("{}", compilation.problems()))
}
