//! The laws as properties: thousands of random manifests, bytes, readers and moments → what must hold for all of them.

#![cfg(feature = "compile")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::rc::Rc;

use tailorbird::civil::{Civil, DAY, HOUR, MINUTE};
use tailorbird::context::zone::{Change, Zone};
use tailorbird::context::{Context, Device, Page};
use tailorbird::decide::reason::Reason;
use tailorbird::decide::{Decision, Decisions, decide};
use tailorbird::explain::explain;
use tailorbird::limits;
use tailorbird::manifest::compile_text;
use tailorbird::message::host::{Host, Kind};
use tailorbird::observe::{Event, observe};
use tailorbird::profile::{Happening, Profile};
use tailorbird::program::Program;
use tailorbird::program::bytes::{Span, checksum};
use tailorbird::render::json::Json;
use tailorbird::render::outbox::{about, answer, tried};
use tailorbird::render::shown::{Shown, show, tell};
use tailorbird::rule::eval::Machine;
use tailorbird::rule::sight::{Nothing, Services, Sight};
use tailorbird::rule::value::Value;

/// Chance that is the same on every run (splitmix64; Steele, Lea, Flood: "Fast splittable pseudorandom number
/// generators"). A failure names its seed.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn between(&mut self, start: i64, end: i64) -> i64 {
        start + (self.next() % (end - start) as u64) as i64
    }

    /// True once in `times`.
    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}

/// Writes what it is given, so that two texts are equal when what they show is. A date shows only the parts that its
/// style names, of the clock in `zone`.
struct Plain {
    zone: Zone,
}

impl Services for Plain {
    fn offset(&self, _: &str, at: i64) -> Option<i64> {
        Some(self.zone.offset(at))
    }

    fn digits(&self, number: f64) -> String {
        format!("{number}")
    }

    fn fixed(&self, number: f64, digits: u8, _: bool) -> String {
        format!("{number:.0$}", usize::from(digits))
    }

    fn parse(&self, text: &str) -> f64 {
        text.parse().unwrap_or(f64::NAN)
    }
}

impl Host for Plain {
    fn format(&self, kind: Kind, locales: &str, options: &str, _zone: &str, value: f64) -> String {
        match kind {
            Kind::Number => return format!("{locales} {value} {options}"),
            Kind::Plural => return (if value == 1.0 { "one" } else { "other" }).to_owned(),
            Kind::Normal => return options.to_owned(),
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

// ---------------------------------------------------------------------------------------------------------- manifests

const SIGNALS: &str = r#"{"headline":{"type":"text"},"degrees":{"type":"number"},"match":{"type":"flag"},
"warning":{"type":"choice","values":["none","storm"],"default":"none"},"trending":{"type":"list"}}"#;

const PREFERENCES: &str = r#"{"name":{"type":"text"},"size":{"type":"number","default":2.5},"calm":{"type":"flag","default":false},
"diet":{"type":"choice","values":["all","green"],"default":"all"},"topics":{"type":"list","values":["sea","birds"],"default":[]}}"#;

/// A rule that is sound, with the clock in most of its leaves.
fn rule(chance: &mut Chance, depth: usize) -> String {
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

fn date(chance: &mut Chance) -> String {
    let date = Civil::of_days(chance.between(moment(2011, 1, 1) / DAY, moment(2027, 1, 1) / DAY));
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

/// Words that are sound; in the default nothing in them may be missing.
fn words(chance: &mut Chance, is_default: bool) -> &'static str {
    let lacking = [
        "Hello, {$preference.name}!",
        "{$signal.headline} at {$signal.degrees}",
        "From {$place.zone}",
        "{$page.campaign.source :string}",
    ];
    let always = [
        "Plain words",
        "",
        "{$now :date}",
        "{$now :date fields=weekday length=long}",
        "{$now :time}",
        "{$now :time precision=hour}",
        "{$now :datetime dateFields=month-day timePrecision=minute}",
        "{$now.hour} and {$now.minute}",
        "{$now.year :integer}-{$now.month}-{$now.day}",
        "{$now.date}",
        "{$visitor.daysAway} days, {$preference.size :number minimumFractionDigits=2}",
        "{|set apart|} {3.5 :number}",
        ".input {$now.hour :number} .match $now.hour 0 {{Midnight}} one {{{$now.hour}}} * {{{$now.hour} o'clock}}",
        ".input {$preference.diet :string} .match $preference.diet green {{Green}} * {{All {#b}{$now :time}{/b}}}",
        ".input {$preference.name :string} .match $preference.name Ana {{Ana}} * {{Somebody}}",
        ".local $n = {$preference.size :offset add=1} {{{$n :percent maximumFractionDigits=$now.hour} {#br/}{$n}}}",
        "/a/link?x=1",
    ];
    if !is_default && chance.once_in(6) {
        chance.of(&lacking.map(|text| text))
    } else {
        chance.of(&always.map(|text| text))
    }
}

fn schedule(chance: &mut Chance, around: i64) -> String {
    let mut end = || {
        let minutes = around / MINUTE + chance.between(-4 * 1440, 5 * 1440);
        let date = Civil::of_days((minutes * MINUTE).div_euclid(DAY));
        let (hour, minute) = (minutes.rem_euclid(1440) / 60, minutes.rem_euclid(60));
        let day = format!("{:04}-{:02}-{:02}", date.year, date.month, date.day);
        match chance.below(4) {
            0 => (day, 0),
            1 => (format!("{day}T{hour:02}:{minute:02}Z"), 1),
            2 => (format!("{day}T{hour:02}:{minute:02}+05:30"), 1),
            _ => (format!("{day}T{hour:02}:00"), 0),
        }
    };
    let (from, to) = (end(), end());
    match chance.below(3) {
        0 => format!(r#""schedule":{{"from":"{}"}},"#, from.0),
        1 => format!(r#""schedule":{{"to":"{}"}},"#, to.0),
        // Ends of different kinds may lie in any order; those of one kind may not, so one end will do there.
        _ if from.1 != to.1 => format!(r#""schedule":{{"from":"{}","to":"{}"}},"#, from.0, to.0),
        _ => format!(r#""schedule":{{"from":"{}"}},"#, from.0),
    }
}

/// One of the forms that come again and again, around a moment.
fn recurring(chance: &mut Chance, around: i64) -> String {
    let day = |days: i64| {
        let date = Civil::of_days(around.div_euclid(DAY) + days);
        format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
    };
    let clock = |chance: &mut Chance| format!("{:02}:{:02}", chance.below(24), chance.of(&["00", "15", "30", "59"]));
    let (from, other) = (day(chance.between(-9, 3)), day(chance.between(-2, 3)));
    let (enters, leaves) = (clock(chance), clock(chance));
    let hours = if enters == leaves { "01:30".to_owned() + r#"","02:30"# } else { format!(r#"{enters}","{leaves}"#) };
    let weekdays = chance.of(&["monday", "saturday\",\"sunday", "wednesday\",\"thursday\",\"sunday"]);
    match chance.below(7) {
        0 => format!(r#"{{"weekdays":["{weekdays}"],"hours":["{hours}"],"except":["{other}"]}}"#),
        1 => format!(r#"{{"hours":["{hours}"],"from":"{from}","to":"{}T{enters}"}}"#, day(5)),
        2 => format!(r#"{{"weekdays":["{weekdays}"],"from":"{from}T{enters}Z"}}"#),
        3 => format!(
            r#"{{"rrule":"FREQ=DAILY;INTERVAL=2;COUNT=40","from":"{from}T{enters}","lasts":"PT{}M"}}"#,
            1 + chance.below(2000)
        ),
        4 => format!(r#"{{"rrule":"FREQ=WEEKLY;BYDAY=SU,TU,FR;COUNT=40","from":"{from}","hours":["{hours}"]}}"#),
        5 => format!(r#"{{"rrule":"FREQ=HOURLY;INTERVAL=5;COUNT=80","from":"{from}T{enters}+05:45","lasts":"PT90M"}}"#),
        _ => format!(r#"{{"rrule":"FREQ=DAILY;COUNT=15","from":"{from}","except":["{other}"]}}"#),
    }
}

/// A sound manifest whose slots `a`, `b` … have rules, schedules and words that change around a moment.
fn manifest(chance: &mut Chance, around: i64) -> String {
    let audiences: Vec<String> = (0..chance.below(4))
        .map(|number| {
            let other = if number > 0 { format!("audience.g{} && ", chance.below(number)) } else { String::new() };
            format!(r#""g{number}":"{other}({})""#, rule(chance, 2))
        })
        .collect();
    let entry = |chance: &mut Chance| {
        if chance.once_in(3) { format!(r#"{{"dates":["{}"]}}"#, date(chance)) } else { recurring(chance, around) }
    };
    let calendar = [0, 1, 2].map(|number| format!(r#""e{number}":{}"#, entry(chance))).join(",");
    let count = 1 + chance.below(4);
    let mut slots: Vec<String> = (0..count).map(|number| slot(chance, number, audiences.len(), around)).collect();
    let mut catalogs = String::new();
    if chance.once_in(2) {
        let item = |number| format!(r#"{{"id":"{number}",{}"#, variant(chance, audiences.len(), around));
        let items = [0, 1, 2].map(item).join(",");
        catalogs = format!(r#""catalogs":{{"c":{{"items":[{items}]}}}},"#);
        slots.push(format!(r#""list":{{"catalog":"c","count":{}}}"#, 1 + chance.below(3)));
    }
    format!(
        r#"{{"tailorbird":1,"locales":["en","de","ar"],"preferences":{PREFERENCES},"signals":{SIGNALS},"calendar":{{{calendar}}},"audiences":{{{}}},"goals":{{"tea":{{}},"milk":{{}}}},{catalogs}"slots":{{{}}}}}"#,
        audiences.join(","),
        slots.join(",")
    )
}

/// Caps, a cool-down, goals after which a variant stops: few times, so that they are reached.
fn limits_of(chance: &mut Chance) -> String {
    let mut cap = || {
        let per = ["session", "day", "week", "ever"].into_iter().filter(|_| chance.once_in(2));
        let per: Vec<&str> = per.collect();
        per.iter().map(|per| format!(r#"{{"times":{},"per":"{per}"}}"#, 1 + chance.below(3))).collect::<Vec<_>>()
    };
    let caps = cap();
    let caps = if caps.is_empty() { String::new() } else { format!(r#""cap":[{}],"#, caps.join(",")) };
    let cooldown = if chance.once_in(2) { format!(r#""cooldown":{},"#, 1 + chance.below(9)) } else { String::new() };
    caps + &cooldown + chance.of(&["", "", "", r#""stopAfter":"tea","#, r#""stopAfter":["tea","milk"],"#])
}

fn slot(chance: &mut Chance, number: usize, audiences: usize, around: i64) -> String {
    let mut variants: Vec<String> =
        (0..chance.below(4)).map(|number| format!(r#""v{number}":{{{}"#, variant(chance, audiences, around))).collect();
    variants.push(format!(r#""rest":{{"fields":{{{}}}}}"#, fields(chance, true)));
    let name = char::from(b'a' + number as u8);
    format!(r#""{name}":{{"default":"rest","variants":{{{}}}}}"#, variants.join(","))
}

/// What a variant or an item says, to the end of it.
fn variant(chance: &mut Chance, audiences: usize, around: i64) -> String {
    let mut rule = rule(chance, 3);
    if audiences > 0 && chance.once_in(3) {
        rule = format!("audience.g{} || ({rule})", chance.below(audiences));
    }
    let when = if chance.once_in(6) { String::new() } else { format!(r#""when":"{rule}","#) };
    let schedule = match chance.below(6) {
        0 | 1 => schedule(chance, around),
        2 => format!(r#""schedule":{},"#, recurring(chance, around)),
        3 => format!(r#""schedule":[{},{}],"#, recurring(chance, around), recurring(chance, around)),
        _ => String::new(),
    };
    let limits = if chance.once_in(2) { limits_of(chance) } else { String::new() };
    format!(r#"{when}{schedule}{limits}"fields":{{{}}}}}"#, fields(chance, false))
}

fn fields(chance: &mut Chance, is_default: bool) -> String {
    let (title, lead) = (words(chance, is_default), words(chance, is_default));
    // A field is a URL in every language or in none.
    if title.starts_with('/') || lead.starts_with('/') || chance.once_in(2) {
        format!(r#""title":"{title}""#)
    } else {
        format!(r#""title":{{"en":"{title}","de":"{lead}"}}"#)
    }
}

/// As [`manifest`], compiled.
fn program(chance: &mut Chance, around: i64, seed: u64) -> Program {
    let text = manifest(chance, around);
    let compiled = compile_text(&text, &Nothing);
    compiled.program.unwrap_or_else(|| panic!("seed {seed}: {:#?}\n{text}", compiled.problems))
}

// ---------------------------------------------------------------------------------------------------- readers, moments

fn moment(year: i64, month: u8, day: u8) -> i64 {
    Civil { year, month, day }.days() * DAY
}

fn zone(name: &str, changes: &[(i64, i64)]) -> Zone {
    let changes = changes.iter().map(|(at, minutes)| Change { at: *at, offset: minutes * MINUTE }).collect();
    Zone { name: name.into(), changes }
}

/// Zones whose clocks jump, each with a moment near a jump (IANA time zone database).
fn zones() -> Vec<(Zone, i64)> {
    let (spring, autumn) = (moment(2026, 3, 29) + HOUR, moment(2026, 10, 25) + HOUR);
    let berlin = zone("Europe/Berlin", &[(i64::MIN, 60), (spring, 120), (autumn, 60)]);
    // Half an hour, at 2:00 local time.
    let (back, on) = (moment(2026, 4, 4) + 15 * HOUR, moment(2026, 10, 3) + 15 * HOUR + 30 * MINUTE);
    let lord_howe = zone("Australia/Lord_Howe", &[(i64::MIN, 660), (back, 630), (on, 660)]);
    // Over the date line: 2011-12-30 never was.
    let line = moment(2011, 12, 30) + 10 * HOUR;
    let apia = zone("Pacific/Apia", &[(i64::MIN, -600), (line, 840)]);
    // For Ramadan, an hour back and on again within five weeks.
    let (fast, feast) = (moment(2026, 2, 15) + 2 * HOUR, moment(2026, 3, 22) + 2 * HOUR);
    let casablanca = zone("Africa/Casablanca", &[(i64::MIN, 60), (fast, 0), (feast, 60)]);
    // Never jumps, and its hours begin at 45 minutes past those of UTC.
    let kathmandu = zone("Asia/Kathmandu", &[(i64::MIN, 345)]);
    // Jumps at midnight, so that a day begins at one o'clock, and another one twice.
    let (begin, end) = (moment(2026, 9, 6) + 4 * HOUR, moment(2026, 4, 5) + 3 * HOUR);
    let santiago = zone("America/Santiago", &[(i64::MIN, -180), (end, -240), (begin, -180)]);
    vec![
        (berlin.clone(), spring),
        (berlin, autumn),
        (lord_howe.clone(), back),
        (lord_howe, on),
        (apia, line),
        (casablanca.clone(), fast),
        (casablanca, feast),
        (kathmandu, moment(2026, 12, 31)),
        (santiago.clone(), begin),
        (santiago, end),
        (Zone::default(), moment(2024, 2, 28)),
    ]
}

fn context(chance: &mut Chance, zone: Zone, now: i64) -> Context {
    let locales: &[&str] = chance.of(&[&[][..], &["de-CH", "en"], &["ar"], &["fr", "not a tag", ""], &["en-US"]]);
    let word = |chance: &mut Chance| chance.of(&["", "/", "/a/b", "/b", "sea\u{202e}", "😀", "\u{0}"]);
    let medium = chance.of(&["email", "Email", "print", ""]);
    let query = vec![
        ("utm_source".into(), word(chance).into()),
        ("utm_medium".into(), medium.into()),
        (word(chance).into(), word(chance).into()),
    ];
    let referrer = chance.of(&["", "", "www.google.com.au", "google.", "x.com", "netflix.com", ".", "\u{202e}"]);
    Context {
        now,
        zone,
        locales: locales.iter().map(|tag| Rc::from(*tag)).collect(),
        likely: locales.iter().map(|tag| Rc::from(*tag)).collect(),
        page: Page {
            path: word(chance).into(),
            query,
            referrer: referrer.into(),
            source: Some(chance.below(7) as u8).filter(|_| chance.once_in(3)),
            topics: (0..chance.below(3)).map(|_| chance.of(&["sea", "b", ""]).into()).collect(),
        },
        position: chance.once_in(2).then(|| (chance.between(-900, 901) as i16, chance.between(-1800, 1801) as i16)),
        device: Device {
            viewport: Some(chance.below(5) as u8).filter(|_| chance.once_in(2)),
            pointer: Some(chance.below(4) as u8).filter(|_| chance.once_in(2)),
            color_scheme: Some(chance.below(3) as u8).filter(|_| chance.once_in(2)),
            contrast: Some(chance.below(5) as u8).filter(|_| chance.once_in(2)),
            connection: Some(chance.below(5) as u8).filter(|_| chance.once_in(2)),
            reduced_motion: chance.once_in(2),
            save_data: chance.once_in(2),
        },
    }
}

/// What random events make of a profile. Those that make no sense are refused and change nothing.
fn profile(chance: &mut Chance, program: &Program, now: i64) -> Profile {
    let mut profile = Profile::default();
    // What earlier pages did: on whole minutes, as every boundary there can be; some of it where the clock has not come to.
    let moment = |chance: &mut Chance| (now - chance.between(-DAY, 9 * DAY)).div_euclid(MINUTE) * MINUTE;
    for _ in 0..chance.below(16) {
        let (kind, variant) = (Happening::of(chance.below(3) as u32), format!("v{}", chance.below(3)));
        let slot = chance.of(&["a", "b", "c"]);
        let counter = profile.count(kind, slot, &variant, 1, false).expect("there are few");
        counter.note(moment(chance));
    }
    for _ in 0..chance.below(12) {
        let value = match chance.below(7) {
            0 => None,
            1 => Some(Value::text(chance.of(&["Ada", " ", "green", "sea", "storm"]))),
            2 => Some(Value::Bool(chance.once_in(2))),
            3 => Some(Value::Double([0.5, -3.0, f64::NAN, f64::INFINITY, 1e300][chance.below(5)])),
            4 => Some(Value::Int(chance.next() as i64)),
            5 => Some(Value::List([Value::text("sea"), Value::text("birds")].into())),
            _ => Some(Value::List([Value::Int(3)].into())),
        };
        let event = match chance.below(5) {
            0 => Event::Visit {
                at: if chance.once_in(4) { chance.next() as i64 } else { now - chance.between(0, 9 * DAY) },
            },
            1 => Event::Slot {
                kind: Happening::of(chance.below(3) as u32),
                slot: chance.of(&["a", "b", "none"]),
                variant: chance.below(5),
                goal: "",
                at: moment(chance),
            },
            2 => Event::Slot {
                kind: Happening::Convert,
                slot: chance.of(&["a", "", "", "none"]),
                variant: chance.below(5),
                goal: chance.of(&["tea", "milk", "none"]),
                at: moment(chance),
            },
            _ => {
                let names = [
                    "name",
                    "size",
                    "calm",
                    "diet",
                    "topics",
                    "none",
                    "signal.headline",
                    "signal.degrees",
                    "signal.match",
                    "signal.warning",
                    "signal.trending",
                ];
                Event::Preference { name: chance.of(&names), value, at: Some(now) }
            }
        };
        let before = format!("{profile:?}");
        if observe(program, &mut profile, &event).is_err() {
            assert_eq!(before, format!("{profile:?}"), "a refused event changed the profile");
        }
    }
    profile
}

fn decide_all(program: &Program, context: &Context, profile: &Profile) -> Decisions {
    let slots: Vec<usize> = (0..program.slots.len()).collect();
    decide(program, context, profile, &slots, &Nothing)
}

/// Everything that a decision leads to. Whatever the program is, this ends and answers.
fn walk(program: &Program, context: &Context, profile: &Profile) -> Vec<String> {
    let host = Plain { zone: context.zone.clone() };
    let decisions = decide_all(program, context, profile);
    let shown = show(program, &decisions, &host);
    let mut json = Json::new(&host);
    tell(program, &decisions, &shown, &mut json);
    let mut told = vec![json.finish(), answer(program, &Decisions::default(), &decisions, &host)];
    for place in 0..=decisions.all.len() {
        let mut json = Json::new(&host);
        (0..4).for_each(|variant| about(program, &decisions, place, variant, &mut json));
        tried(program, &decisions, place, 4, &mut json);
        told.push(json.finish());
    }
    for decision in &decisions.all {
        told.extend(explain(program, &decisions, decision.slot, &host));
        told.push(whole(&decisions, decision));
    }
    told
}

/// A decision and its reasons, wherever they stand.
fn whole(decisions: &Decisions, decision: &Decision) -> String {
    let bare = Decision { reasons: Span::default(), ..*decision };
    format!("{bare:?} {:?}", decisions.reasons(decision))
}

/// What the reader sees, without reasons.
fn seen(program: &Program, context: &Context, profile: &Profile) -> Vec<(usize, String)> {
    let host = Plain { zone: context.zone.clone() };
    let decisions = decide_all(program, context, profile);
    let words = show(program, &decisions, &host);
    decisions
        .all
        .iter()
        .zip(words)
        .map(|(decision, shown)| {
            (decision.variant, format!("{} {:?} {:?}", decision.locale, shown.fields, shown.items))
        })
        .collect()
}

// ----------------------------------------------------------------------------------------------------------- compiling

fn random_text(chance: &mut Chance, pieces: &[&str], most: usize) -> String {
    (0..chance.below(most)).map(|_| chance.of(pieces)).collect()
}

fn mutate(chance: &mut Chance, bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..if chance.once_in(3) { 3 } else { 1 } {
        if bytes.is_empty() {
            return bytes;
        }
        let place = chance.below(bytes.len());
        let end = (place + 1 + chance.below(20)).min(bytes.len());
        match chance.below(6) {
            0 => bytes[place] ^= 1 << chance.below(8),
            1 => bytes[place] = chance.next() as u8,
            2 => bytes.truncate(place),
            3 => drop(bytes.drain(place..end)),
            4 => {
                let copy = bytes[place..end].to_vec();
                let at = chance.below(bytes.len() + 1);
                bytes.splice(at..at, copy);
            }
            _ => {
                // JSON's own marks are where a parser can be led astray.
                bytes[place] = b"{}[]\",:\\0-ne"[chance.below(12)];
            }
        }
    }
    bytes
}

/// Compiles, and decides by what comes out. An error always says so, and a program is only there without one.
fn compile_and_walk(chance: &mut Chance, text: &str) -> bool {
    let compiled = compile_text(text, &Nothing);
    let failed = compiled.problems.iter().any(|problem| problem.severity == tailorbird::error::Severity::Error);
    assert_eq!(compiled.program.is_none(), failed, "{:?}\n{text}", compiled.problems);
    assert!(compiled.problems.len() <= limits::PROBLEMS + 1, "{} problems", compiled.problems.len());
    let Some(program) = compiled.program else {
        return false;
    };
    let (zone, now) = zones().swap_remove(chance.below(11));
    let context = context(chance, zone, now);
    walk(&program, &context, &Profile::default());
    true
}

#[test]
fn compiling_answers_to_random_bytes_and_random_json() {
    let mut chance = Chance(1);
    for _ in 0..4000 {
        let bytes: Vec<u8> = (0..chance.below(200)).map(|_| chance.next() as u8).collect();
        compile_and_walk(&mut chance, &String::from_utf8_lossy(&bytes));
    }
    let pieces = [
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "\"tailorbird\"",
        "1",
        "\"locales\"",
        "[\"en\"]",
        "\"slots\"",
        "\"a\"",
        "null",
        "true",
        "-0",
        "1e999",
        "\\u",
        "\\ud800",
        "\"\\n\"",
        " ",
        "\n",
        "\u{feff}",
        "é",
        "0x",
        "\"default\"",
        "\"variants\"",
        "\"when\"",
        "\"fields\"",
        "{}",
        "\"schedule\"",
        "\"from\"",
        "\"2026-02-30\"",
        "\"preferences\"",
        "\"type\"",
        "\"choose\"",
    ];
    for _ in 0..6000 {
        let text = random_text(&mut chance, &pieces, 40);
        compile_and_walk(&mut chance, &text);
    }
    for open in ["[", "{\"a\":", "{\"slots\":["] {
        compile_and_walk(&mut chance, &open.repeat(100_000));
    }
}

#[test]
fn compiling_answers_to_mutated_manifests() {
    let mut chance = Chance(2);
    let mut sound = 0;
    for _ in 0..400 {
        let text = manifest(&mut chance, moment(2026, 6, 1));
        for _ in 0..10 {
            let mutated = mutate(&mut chance, text.as_bytes());
            sound += usize::from(compile_and_walk(&mut chance, &String::from_utf8_lossy(&mutated)));
        }
    }
    assert!((40..3900).contains(&sound), "the mutations are too weak or too strong: {sound} of 4000 are sound");
}

/// A manifest with one rule and one text, both escaped as JSON.
fn manifest_of(rule: &str, words: &str) -> String {
    let json = |text: &str| text.chars().map(|letter| format!("{}", Escaped(letter))).collect::<String>();
    format!(
        r#"{{"tailorbird":1,"locales":["en"],"preferences":{PREFERENCES},"signals":{SIGNALS},"calendar":{{"e0":{{"weekdays":["friday"]}},"e1":{{"from":"2026-01-01"}},"e2":{{"dates":["2026-01-01"]}}}},"audiences":{{"g0":"true"}},"slots":{{"a":{{"default":"b","variants":{{"c":{{"when":"{}","fields":{{"t":"{}"}}}},"b":{{}}}}}}}}}}"#,
        json(rule),
        json(words)
    )
}

struct Escaped(char);

impl std::fmt::Display for Escaped {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            '"' | '\\' => write!(formatter, "\\{}", self.0),
            letter if (letter as u32) < 32 => write!(formatter, "\\u{:04x}", letter as u32),
            letter => write!(formatter, "{letter}"),
        }
    }
}

#[test]
fn compiling_answers_to_random_rules() {
    let pieces = [
        "now",
        ".",
        "hour",
        "now.hour",
        " ",
        "(",
        ")",
        "[",
        "]",
        "&&",
        "||",
        "!",
        "-",
        "+",
        "*",
        "/",
        "%",
        "==",
        "!=",
        "<",
        ">=",
        "in",
        "?",
        ":",
        ",",
        "0",
        "1",
        "9223372036854775807",
        "9223372036854775808",
        "1.5",
        "1e308",
        "0x1F",
        "1u",
        "'a'",
        "\"b\"",
        "r'\\'",
        "'''x'''",
        "'\\x41'",
        "'\\",
        "true",
        "false",
        "null",
        "has(",
        "size(",
        ".size()",
        ".contains(",
        "preference.topics",
        "preference.name",
        "audience.g0",
        "seen('a')",
        "now.weekday",
        "'monday'",
        "// x",
        "\n",
        "é",
        "😀",
        "b'x'",
        "{",
        "}",
        "preference.size",
        "page.query.x",
        "now.date",
    ];
    let mut chance = Chance(3);
    for _ in 0..15_000 {
        let text = random_text(&mut chance, &pieces, 14);
        compile_and_walk(&mut chance, &manifest_of(&text, "x"));
    }
    for _ in 0..3000 {
        let text = rule(&mut chance, 4);
        let mutated = mutate(&mut chance, text.as_bytes());
        compile_and_walk(&mut chance, &manifest_of(&String::from_utf8_lossy(&mutated), "x"));
    }
    for deep in ["(", "!", "-", "[", "now.hour == (", "true ? true : ", "size(", "1 + ", "true && ", "a."] {
        for times in [60, 64, 65, 500, 8000] {
            compile_and_walk(&mut chance, &manifest_of(&format!("{}true", deep.repeat(times)), "x"));
        }
    }
}

#[test]
fn compiling_answers_to_random_messages() {
    let pieces = [
        "{",
        "}",
        "{{",
        "}}",
        "$",
        "now",
        "{$now",
        " :date",
        "{$now :date}",
        "|",
        "\\",
        "\\{",
        "\\|",
        ":number",
        "3",
        "-3.5e2",
        "x=1",
        "length=long",
        " ",
        "é",
        "😀",
        ".match",
        ".input",
        ".local",
        "*",
        "preference.name",
        "{$preference.name}",
        "@attr",
        "{#b}",
        "{/b}",
        "\u{2068}",
        "\n",
        "{|a|}",
        "fields=weekday",
        "precision=second",
        "minimumFractionDigits=20",
        "maximumFractionDigits=0",
        "{1 :integer}",
        "{$preference.size :number ",
    ];
    let mut chance = Chance(4);
    for _ in 0..15_000 {
        let text = random_text(&mut chance, &pieces, 12);
        compile_and_walk(&mut chance, &manifest_of("true", &text));
    }
    for times in [limits::MESSAGE_HOLES, limits::MESSAGE_HOLES + 1, 5000] {
        compile_and_walk(&mut chance, &manifest_of("true", &"{$now.hour}".repeat(times)));
        compile_and_walk(&mut chance, &manifest_of("true", &"{".repeat(times)));
    }
}

// ---------------------------------------------------------------------------------------------------------- the program

/// Where the checksum stands: after `TBRD` and the version.
const SUM: usize = 5;

fn repair(bytes: &mut [u8]) {
    if bytes.len() >= SUM + 4 {
        let sum = checksum(&bytes[SUM + 4..]).to_le_bytes();
        bytes[SUM..SUM + 4].copy_from_slice(&sum);
    }
}

#[test]
fn a_sound_program_comes_back_from_its_bytes() {
    for seed in 0..600 {
        let mut chance = Chance(seed);
        let (zone, around) = zones().swap_remove(chance.below(11));
        let program = program(&mut chance, around, seed);
        let bytes = program.write();
        let again = Program::read(bytes.clone().into()).expect("sound bytes");
        assert_eq!(again.write(), bytes, "seed {seed}");
        let context = context(&mut chance, zone, around);
        let profile = profile(&mut chance, &program, around);
        assert_eq!(walk(&program, &context, &profile), walk(&again, &context, &profile), "seed {seed}");
    }
}

#[test]
fn the_same_manifest_gives_the_same_bytes() {
    for seed in 0..100 {
        let text = manifest(&mut Chance(seed), moment(2026, 6, 1));
        let bytes = || compile_text(&text, &Nothing).program.expect("sound").write();
        assert_eq!(bytes(), bytes(), "seed {seed}");
    }
}

#[test]
fn a_single_changed_byte_is_always_refused() {
    let bytes = program(&mut Chance(5), moment(2026, 6, 1), 5).write();
    assert!(Program::read(bytes.clone().into()).is_ok());
    for place in 0..bytes.len() {
        for flip in [1, 2, 0x10, 0x80, 0xff] {
            let mut changed = bytes.clone();
            changed[place] ^= flip;
            assert!(Program::read(changed.into()).is_err(), "byte {place} ^ {flip} was not noticed");
        }
        assert!(Program::read(bytes[..place].into()).is_err(), "cut at {place}");
    }
    assert!(Program::read([&bytes[..], &[0]].concat().into()).is_err());
}

#[test]
fn whatever_bytes_are_accepted_decide_and_answer() {
    let mut chance = Chance(6);
    let mut accepted = 0;
    for round in 0..250 {
        let (zone, around) = zones().swap_remove(chance.below(11));
        let bytes = program(&mut chance, around, round).write();
        let context = context(&mut chance, zone, around);
        for _ in 0..60 {
            let mut changed = bytes.clone();
            if chance.once_in(3) {
                changed = mutate(&mut chance, &bytes);
            } else {
                // Values change and the length stays, so that most are accepted and go deep.
                for _ in 0..1 + chance.below(6) {
                    let place = SUM + 4 + chance.below(bytes.len() - SUM - 4);
                    changed[place] = chance.next() as u8 & 0x7f;
                }
            }
            assert!(
                changed == bytes || Program::read(changed.clone().into()).is_err() || changed.len() < SUM,
                "a change was not noticed"
            );
            repair(&mut changed);
            let Ok(program) = Program::read(changed.into()) else {
                continue;
            };
            accepted += 1;
            let profile = profile(&mut chance, &program, around);
            walk(&program, &context, &profile);
            assert_eq!(
                Program::read(program.write().into()).expect("what was read can be written").write(),
                program.write()
            );
        }
    }
    assert!(accepted > 2000, "too few were accepted to mean anything: {accepted}");
    for _ in 0..4000 {
        let mut bytes = b"TBRD\x01\0\0\0\0".to_vec();
        bytes.extend(
            (0..chance.below(120)).map(|_| if chance.once_in(3) { chance.next() as u8 } else { chance.below(6) as u8 }),
        );
        repair(&mut bytes);
        if let Ok(program) = Program::read(bytes.clone().into()) {
            walk(&program, &Context::default(), &Profile::default());
        }
    }
}

#[test]
fn any_code_ends() {
    let mut chance = Chance(7);
    let constants = [
        Value::text("sea"),
        Value::Int(3),
        Value::Bool(true),
        Value::List([Value::text("a")].into()),
        Value::Double(0.5),
    ];
    let audiences = [(Value::Bool(true), None), (Value::Int(3), Some(5))];
    let sight = Sight {
        values: &constants,
        bits: &[3, 0, 1 << 63, 200],
        present: &[true, false],
        audiences: &audiences,
        ..Sight::of(&constants, &Nothing)
    };
    let mut machine = Machine::new(sight);
    for _ in 0..60_000 {
        let code: Vec<u8> = (0..chance.below(60))
            .map(|_| if chance.once_in(8) { chance.next() as u8 } else { chance.below(34) as u8 })
            .collect();
        machine.eval(&code);
    }
}

/// The longest rules there can be, and how long they may take. The bound is generous: it tells a bound from none.
#[test]
fn the_longest_rules_end_soon() {
    let mut chance = Chance(8);
    let long = |piece: &str, last: &str| {
        let times = (limits::RULE_BYTES - last.len()) / piece.len();
        piece.repeat(times) + last
    };
    let started = std::time::Instant::now();
    let rules = [
        long("now.hour == 3||", "true"),
        long("true&&", "true"),
        long("now.minute*", "1 > 0"),
        long("'aaaaaaaa'+", "'a' != page.path"),
        long("[1,2,3]+", "[1] != [2]"),
        format!(
            "3 in [{}]",
            long("now.hour,", "4]")
                .trim_end_matches(']')
                .get(..limits::RULE_BYTES - 40)
                .unwrap_or("")
                .rsplit_once(',')
                .unwrap()
                .0
        ),
    ];
    let mut sound = 0;
    for rule in &rules {
        sound += usize::from(compile_and_walk(&mut chance, &manifest_of(rule, "x")));
    }
    assert!(sound >= 1, "none of the longest rules is sound");
    // A text that doubles with every step: as many steps as the longest rule has bytes.
    let doubling: Vec<u8> = [0u8, 0].into_iter().chain([0, 0, 9].repeat(limits::RULE_BYTES / 3)).collect();
    let text = Value::text(&"x".repeat(limits::TEXT));
    Machine::new(Sight::of(&[text], &Nothing)).eval(&doubling);
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

// ----------------------------------------------------------------------------------------------------------- deciding

#[test]
fn deciding_is_the_same_every_time_and_says_why() {
    for seed in 1000..2000 {
        let mut chance = Chance(seed);
        let (zone, around) = zones().swap_remove(chance.below(11));
        let program = program(&mut chance, around, seed);
        let profile = profile(&mut chance, &program, around);
        let now = if chance.once_in(10) { chance.next() as i64 } else { around + chance.between(-3 * DAY, 3 * DAY) };
        let context = context(&mut chance, zone, now);
        assert_eq!(walk(&program, &context, &profile), walk(&program, &context, &profile), "seed {seed}");
        let decisions = decide_all(&program, &context, &profile);
        assert_eq!(decisions.all.len(), program.slots.len(), "seed {seed}: every slot gets an answer");
        for decision in &decisions.all {
            check_reasons(&program, decision, decisions.reasons(decision), &format!("seed {seed}"));
        }
    }
}

fn check_reasons(program: &Program, decision: &Decision, reasons: &[Reason], seed: &str) {
    let slot = program.slots.get(decision.slot).expect("a slot");
    assert!(decision.locale < program.locales.len(), "{seed}: the locale exists");
    if slot.is_list() {
        let chosen = reasons.iter().filter(|reason| reason.kind.passes()).count();
        let tried: Vec<usize> = reasons.iter().map(|reason| reason.variant).collect();
        assert_eq!(tried, (0..tried.len()).collect::<Vec<_>>(), "{seed}: in the site's order");
        assert!(chosen <= slot.count as usize, "{seed}: no more than there is room for");
        assert!(chosen == slot.count as usize || tried.len() == slot.variants.count as usize, "{seed}: all were tried");
        assert!(
            chosen < slot.count as usize || reasons.last().is_some_and(|last| last.kind.passes()),
            "{seed}: enough"
        );
        return;
    }
    assert!(program.variant(&slot, decision.variant).is_some(), "{seed}: the variant exists");
    let (last, before) = reasons.split_last().expect("a reason");
    assert!(last.kind.passes() && last.variant == decision.variant, "{seed}: the last reason is the chosen one's");
    assert!(before.iter().all(|reason| !reason.kind.passes()), "{seed}: those before were passed over");
    let tried: Vec<usize> = reasons.iter().map(|reason| reason.variant).collect();
    assert_eq!(tried, (0..=decision.variant).collect::<Vec<_>>(), "{seed}: in the site's order");
}

#[test]
fn a_slot_is_decided_alone_as_it_is_among_all() {
    for seed in 2000..2200 {
        let mut chance = Chance(seed);
        let (zone, around) = zones().swap_remove(chance.below(11));
        let program = program(&mut chance, around, seed);
        let context = context(&mut chance, zone, around);
        let all = decide_all(&program, &context, &Profile::default());
        for (number, decision) in all.all.iter().enumerate() {
            let alone = decide(&program, &context, &Profile::default(), &[number], &Nothing);
            assert_eq!(whole(&all, decision), whole(&alone, &alone.all[0]), "seed {seed}");
        }
        assert!(decide(&program, &context, &Profile::default(), &[usize::MAX, 99], &Nothing).all.is_empty());
    }
}

/// A page finds out what its zone is called only where that matters.
#[test]
fn the_name_of_a_zone_matters_only_where_the_program_says_so() {
    let (mut matters, mut not) = (0, 0);
    for seed in 2400..2800 {
        let mut chance = Chance(seed);
        let (zone, around) = zones().swap_remove(chance.below(11));
        let program = program(&mut chance, around, seed);
        let here = context(&mut chance, zone.clone(), around);
        let elsewhere = |name: &str| Context { zone: Zone { name: name.into(), ..zone.clone() }, ..here.clone() };
        let facts = |name| format!("{:?}", decide_all(&program, &elsewhere(name), &Profile::default()).facts.values());
        if program.reads_zone() {
            matters += usize::from(facts("Europe/Berlin") != facts("Australia/Sydney"));
        } else {
            not += 1;
            assert_eq!(facts("Europe/Berlin"), facts("Australia/Sydney"), "seed {seed}");
        }
    }
    assert!(matters > 10 && not > 10, "{matters} {not}");
}

/// Why each slot was decided, with what was true then.
fn whys(program: &Program, decisions: &Decisions, host: &Plain) -> Vec<String> {
    let shown = show(program, decisions, host);
    let why = |one: &Shown| {
        let mut json = Json::new(host);
        tell(program, decisions, core::slice::from_ref(one), &mut json);
        json.finish().split_once(r#""reasons":"#).expect("reasons").1.to_owned()
    };
    shown.iter().map(why).collect()
}

/// Whoever has heard what there was and hears what differs knows what there is.
#[test]
fn an_answer_tells_all_that_differs_and_nothing_else() {
    let mut differing = 0;
    for seed in 2200..2400 {
        let mut chance = Chance(seed);
        let (zone, around) = zones().swap_remove(chance.below(11));
        let program = program(&mut chance, around, seed);
        let host = Plain { zone: zone.clone() };
        let mut known = Vec::new();
        let mut told = Vec::new();
        let mut before = Decisions::default();
        for _ in 0..5 {
            let profile = profile(&mut chance, &program, around);
            let now = around + chance.between(-3 * DAY, 3 * DAY);
            let after = decide_all(&program, &context(&mut chance, zone.clone(), now), &profile);
            let lines = |before: &Decisions| -> Vec<String> {
                answer(&program, before, &after, &host).lines().skip(1).map(str::to_owned).collect()
            };
            let whole = lines(&Decisions::default());
            known.resize(whole.len(), String::new());
            told.resize(whole.len(), String::new());
            let why = whys(&program, &after, &host);
            for line in lines(&before) {
                let place: usize = line.split(' ').next().and_then(|place| place.parse().ok()).expect("a place");
                assert_ne!((&known[place], &told[place]), (&line, &why[place]), "seed {seed}: told twice");
                differing += 1;
                known[place] = line;
                told[place].clone_from(&why[place]);
            }
            assert_eq!((&known, &told), (&whole, &why), "seed {seed}");
            before = after;
        }
    }
    assert!(differing > 1000, "{differing}");
}

#[test]
fn clocks_at_the_ends_of_time_get_an_answer() {
    for seed in 2200..2300 {
        let mut chance = Chance(seed);
        let program = program(&mut chance, moment(2026, 6, 1), seed);
        for now in [i64::MIN, i64::MIN + 1, limits::FIRST_MOMENT, -1, 0, limits::LAST_MOMENT, i64::MAX] {
            for (zone, _) in zones() {
                let wild = Zone {
                    changes: vec![
                        Change { at: i64::MIN, offset: i64::MAX / 4 },
                        Change { at: i64::MAX, offset: i64::MIN / 4 },
                    ],
                    ..zone.clone()
                };
                for zone in [zone, wild] {
                    let context = Context { now, zone, ..Context::default() };
                    walk(&program, &context, &Profile::default());
                }
            }
        }
    }
}

// -------------------------------------------------------------------------------------------------------------- until

/// Until then nothing changes, and then the next stretch begins: a scan of every minute (and of the millisecond before
/// each) between two moments must find what the walk from `until` to `until` finds.
#[test]
fn nothing_changes_before_until() {
    let (mut steps, mut changes) = (0, 0);
    for seed in 3000..3033 {
        let mut chance = Chance(seed);
        let places = zones();
        let (zone, around) = places[seed as usize % places.len()].clone();
        let program = program(&mut chance, around, seed);
        let profile = profile(&mut chance, &program, around);
        let start = around - chance.between(DAY / 2, 3 * DAY / 2);
        let base = context(&mut chance, zone, start);
        let (walked, found) = walk_and_scan(&program, &base, &profile, start, start + 2 * DAY, &format!("seed {seed}"));
        steps += walked;
        changes += found;
    }
    assert!(steps > 100 && changes > 100, "too little happens to mean anything: {steps} steps, {changes} changes");
}

fn walk_and_scan(
    program: &Program,
    base: &Context,
    profile: &Profile,
    start: i64,
    end: i64,
    seed: &str,
) -> (usize, usize) {
    let at = |now| Context { now, ..base.clone() };
    let (mut steps, mut changes) = (0, 0);
    let mut holds = seen(program, &at(start), profile);
    let mut until = next(program, &at(start), profile, start);
    let mut now = start;
    // Every boundary there can be lies on a whole minute.
    while now < end {
        now = (now.div_euclid(MINUTE) + 1) * MINUTE;
        for moment in [now - 1, now] {
            let shown = seen(program, &at(moment), profile);
            for (slot, (old, new)) in holds.iter().zip(&shown).enumerate() {
                if old != new {
                    let due = until[slot];
                    assert!(
                        due.is_some_and(|due| due <= moment),
                        "{seed}: slot {slot} changed at {moment}, but was said to hold until {due:?}\n{old:?}\n{new:?}"
                    );
                    changes += 1;
                }
            }
            if until.iter().flatten().any(|due| *due <= moment) {
                // Exactly then, and nowhere in between: the walk meets each at its own moment.
                for due in until.iter().flatten().filter(|due| **due <= moment) {
                    assert!(*due == moment, "{seed}: a moment off the whole minute: {due}");
                }
                steps += 1;
                until = next(program, &at(moment), profile, moment);
            }
            holds = shown;
        }
    }
    (steps, changes)
}

/// Until when each slot holds, always ahead of now.
fn next(program: &Program, context: &Context, profile: &Profile, now: i64) -> Vec<Option<i64>> {
    let decisions = decide_all(program, context, profile).all;
    decisions
        .iter()
        .map(|decision| {
            assert!(decision.until.is_none_or(|until| until > now), "until {:?} is not after {now}", decision.until);
            decision.until
        })
        .collect()
}

/// Far ahead the scan is by jumps: at the last millisecond before `until` the answer is still the same.
#[test]
fn until_holds_to_its_last_millisecond_for_a_year() {
    for seed in 4000..4088 {
        let mut chance = Chance(seed);
        let places = zones();
        let (zone, around) = places[seed as usize % places.len()].clone();
        let program = program(&mut chance, around, seed);
        let profile = profile(&mut chance, &program, around);
        let base = context(&mut chance, zone, around);
        for slot in 0..program.slots.len() {
            let mut now = around - 2 * DAY;
            for _ in 0..60 {
                let one = |now| {
                    let context = Context { now, ..base.clone() };
                    let decisions = decide(&program, &context, &profile, &[slot], &Nothing);
                    let shown = show(&program, &decisions, &Plain { zone: context.zone.clone() });
                    (
                        decisions.all[0].variant,
                        format!("{:?} {:?}", shown[0].fields, shown[0].items),
                        decisions.all[0].until,
                    )
                };
                let (variant, words, until) = one(now);
                let end = until.unwrap_or(now + 300 * DAY);
                for between in [end - 1, now + (end - now) / 2, now + (end - now) / 3, now + (end - now) * 7 / 8] {
                    let (later, same, again) = one(between);
                    assert_eq!(
                        (later, &same),
                        (variant, &words),
                        "seed {seed}: slot {slot} at {now}, until {until:?}, differs at {between}"
                    );
                    assert_eq!(again, until, "seed {seed}: slot {slot} at {now} and at {between}");
                }
                let Some(until) = until else { break };
                now = until;
            }
        }
    }
}

/// The moments of a zone that jumps: what is skipped begins when it has been skipped, what comes twice begins once.
#[test]
fn schedules_meet_clocks_that_jump() {
    let (berlin, _) = zones().swap_remove(0);
    let decide_at = |schedule: &str, zone: &Zone, now: i64| {
        let text = format!(
            r#"{{"tailorbird":1,"locales":["en"],"slots":{{"a":{{"default":"b","variants":{{"c":{{"schedule":{schedule}}},"b":{{}}}}}}}}}}"#
        );
        let program = compile_text(&text, &Nothing).program.expect("sound");
        let decision = decide(
            &program,
            &Context { now, zone: zone.clone(), ..Context::default() },
            &Profile::default(),
            &[0],
            &Nothing,
        )
        .all
        .remove(0);
        (decision.variant, decision.until)
    };
    // 2:30 on the 29th of March is skipped: the clock goes from 2:00 to 3:00, which is 1:00 UTC.
    let skipped = moment(2026, 3, 29) + HOUR;
    let from = r#"{"from":"2026-03-29T02:30"}"#;
    assert_eq!(decide_at(from, &berlin, skipped - 1).0, 1);
    // The clock then shows 3:00 or more, so 2:30 lies behind: it begins at 1:30 UTC at the latest, at 1:00 UTC at best.
    let begins = decide_at(from, &berlin, skipped - 1).1.expect("it begins");
    assert!((skipped..=skipped + 30 * MINUTE).contains(&begins), "{begins}");
    assert_eq!(decide_at(from, &berlin, begins).0, 0);
    // 2:30 on the 25th of October comes twice: it begins the first time, at 0:30 UTC, and stays.
    let first = moment(2026, 10, 25) + 30 * MINUTE;
    let from = r#"{"from":"2026-10-25T02:30"}"#;
    assert_eq!(decide_at(from, &berlin, first - 1), (1, Some(first)));
    for later in [first, first + HOUR - 1, first + HOUR] {
        assert_eq!(decide_at(from, &berlin, later).0, 0, "{later}");
    }
    // A day that never was begins and ends when the clock jumps over it.
    let (apia, line) = zones().swap_remove(4);
    let day = r#"{"from":"2011-12-30","to":"2011-12-30"}"#;
    assert_eq!(decide_at(day, &apia, line - 1), (1, Some(line)));
    assert_eq!(decide_at(day, &apia, line), (1, None));
}

// ------------------------------------------------------------------------------------------------------------- limits

/// One limit and some events → whether it stops its variant, by the words of the manifest's reference alone.
fn stops(limit: &str, moments: &[i64], visit: i64, zone: &Zone, now: i64) -> bool {
    let day = |at: i64| (at + zone.offset(at)).div_euclid(DAY);
    let monday = |at: i64| (day(at) + 3).div_euclid(7);
    let counted = |counts: &dyn Fn(i64) -> bool| moments.iter().filter(|moment| counts(**moment)).count() >= 2;
    match limit {
        "session" => counted(&|at| at >= visit),
        "day" => counted(&|at| day(at) == day(now)),
        "week" => counted(&|at| monday(at) == monday(now)),
        "ever" => moments.len() >= 2,
        "cooldown" => moments.iter().any(|at| now - at < 2 * DAY),
        _ => !moments.is_empty(),
    }
}

/// Whether a limit stops, and until when, is what comes out of counting by hand and looking at every minute.
#[test]
fn limits_stop_as_long_as_counted_by_hand() {
    let limits = ["session", "day", "week", "ever", "cooldown", "goal"];
    let (mut stopped, mut ended) = (0, 0);
    for seed in 5000..5200 {
        let mut chance = Chance(seed);
        let (zone, around) = zones().swap_remove(chance.below(11));
        let limit = limits[seed as usize % limits.len()];
        let (kind, place, written) = match limit {
            "cooldown" => (Happening::Dismiss, ("a", "c"), r#""cooldown":2"#.to_owned()),
            "goal" => (Happening::Convert, ("tea", ""), r#""stopAfter":"tea""#.to_owned()),
            per => (Happening::View, ("a", "c"), format!(r#""cap":{{"times":2,"per":"{per}"}}"#)),
        };
        let text = format!(
            r#"{{"tailorbird":1,"locales":["en"],"goals":{{"tea":{{}}}},"slots":{{"a":{{"default":"b","variants":{{"c":{{{written}}},"b":{{}}}}}}}}}}"#
        );
        let program = compile_text(&text, &Nothing).program.expect("sound");
        let now = around + chance.between(-2 * DAY, 2 * DAY).div_euclid(MINUTE) * MINUTE;
        let visit = now - chance.between(0, DAY);
        let mut profile = Profile { this_visit: Some(visit), ..Profile::default() };
        let moments: Vec<i64> =
            (0..chance.below(5)).map(|_| now - chance.between(0, 3 * DAY).div_euclid(MINUTE) * MINUTE).collect();
        for moment in &moments {
            profile.count(kind, place.0, place.1, 1, false).expect("there are few").note(*moment);
        }
        let context = Context { now, zone: zone.clone(), ..Context::default() };
        let decision = decide_all(&program, &context, &profile).all.remove(0);
        let by_hand = |at| stops(limit, &moments, visit, &zone, at);
        assert_eq!(decision.variant == 1, by_hand(now), "seed {seed}: {limit} at {now}, {moments:?}");
        let end = (1..11 * 1440).map(|minutes| now + minutes * MINUTE).find(|at| !by_hand(*at));
        assert_eq!(decision.until, end.filter(|_| by_hand(now)), "seed {seed}: {limit} at {now}, {moments:?}");
        stopped += usize::from(by_hand(now));
        ended += usize::from(decision.until.is_some());
    }
    assert!(stopped > 60 && ended > 30, "too little is stopped to mean anything: {stopped}, {ended} of them end");
}
