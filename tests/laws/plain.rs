//! A number, a moment or a text → words of no language that show it, so that two are equal when what they show is.

use tailorbird::civil::{DAY, HOUR, MINUTE};
use tailorbird::context::zone::Zone;
use tailorbird::message::host::{Host, Kind};
use tailorbird::rule::platform::Platform;

/// Writes what it is given. A date shows only the parts that its style names, of the clock in `zone`.
pub struct Plain {
    pub zone: Zone,
}

impl Platform for Plain {
    fn offset(&self, _: &str, at: i64) -> Option<i64> {
        Some(self.zone.offset(at))
    }

    fn digits(&self, number: f64) -> String {
        format!("{number}")
    }

    fn fixed(&self, number: f64, digits: u8, _: bool) -> String {
        format!("{number:.0$}", usize::from(digits))
    }
}

impl Host for Plain {
    fn format(&self, kind: Kind, locales: &str, options: &str, zone: &str, value: f64) -> String {
        match kind {
            Kind::Number => return format!("{locales} {value} {options}"),
            Kind::Plural => return (if value == 1.0 { "one" } else { "other" }).to_owned(),
            Kind::Normal => return options.to_owned(),
            Kind::Relative => return format!("{locales} {value} from now {options}"),
            Kind::List => return format!("{locales} {zone} {options}"),
            Kind::Moment => {}
        }
        let instant = value as i64;
        let local = instant.saturating_add(self.zone.offset(instant));
        let days = local.div_euclid(DAY);
        let shown = if options.contains("day") { days } else { 0 };
        let clock = if options.contains("second") {
            local.rem_euclid(DAY) / 1000
        } else if options.contains("minute") {
            local.rem_euclid(DAY) / MINUTE
        } else if options.contains("hour") {
            local.rem_euclid(DAY) / HOUR
        } else {
            0
        };
        format!("{locales} {shown} {clock} {options}")
    }
}
