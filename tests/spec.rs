//! Cases as data (`tests/spec/*.json`) → the native answers, compared with what each case expects and written down
//! in `target/spec-native.json`, so that `spec.mjs` can compare the answers of both WebAssembly builds with them.

#![cfg(all(feature = "compile", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::rc::Rc;
use std::sync::LazyLock;

use serde_json::{Value as Json, json};
use tailorbird::context::zone::{Change, Zone};
use tailorbird::context::{COLOR_SCHEMES, CONNECTIONS, CONTRASTS, Context, Device, POINTERS, Page, SOURCES, VIEWPORTS};
use tailorbird::decide::{Decisions, decide};
use tailorbird::error::{Problem, Severity};
use tailorbird::explain::explain;
use tailorbird::limits;
use tailorbird::manifest::almanac::Almanac;
use tailorbird::manifest::{self, Compiled};
use tailorbird::message::host::{Host, Kind};
use tailorbird::observe::{Event, observe};
use tailorbird::profile::learning::Steering;
use tailorbird::profile::{Happening, Profile, cut};
use tailorbird::program::Program;
use tailorbird::render::json::Json as Writer;
use tailorbird::render::shown::{show, tell};
use tailorbird::rule::sight::{Nothing, Services};
use tailorbird::rule::value::Value;
use unicode_normalization::UnicodeNormalization;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const HAPPENINGS: [(&str, Happening); 4] = [
    ("view", Happening::View),
    ("click", Happening::Click),
    ("dismiss", Happening::Dismiss),
    ("convert", Happening::Convert),
];

#[test]
fn every_case_gives_what_it_expects() {
    let mut answers = BTreeMap::new();
    let mut failures = Vec::new();
    for case in cases() {
        let name = case["name"].as_str().expect("a case has a name").to_owned();
        let answer = run(&case);
        let expected = numbers(expected(&case)).to_string();
        // As texts, because the order of keys counts too.
        let got = numbers(serde_json::from_str(&answer.text).unwrap()).to_string();
        if got != expected {
            failures.push(format!("{name}\n  got      {}\n  expected {expected}", answer.text));
        }
        failures.extend(answer.unknown.iter().map(|row| format!("{name}\n  “host” lacks {row}")));
        let known = answers.insert(name.clone(), json!({ "answer": answer.text, "program": answer.program }));
        assert!(known.is_none(), "two cases are called “{name}”");
    }
    let target = Path::new(ROOT).join("target");
    fs::create_dir_all(&target).unwrap();
    fs::write(target.join("spec-native.json"), serde_json::to_string(&answers).unwrap()).unwrap();
    assert!(failures.is_empty(), "{} of {} failed:\n{}", failures.len(), answers.len(), failures.join("\n"));
}

fn cases() -> Vec<Json> {
    let mut files: Vec<_> =
        fs::read_dir(Path::new(ROOT).join("tests/spec")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let json = files.iter().filter(|path| path.extension().is_some_and(|end| end == "json"));
    json.flat_map(|path| {
        let text = fs::read_to_string(path).unwrap();
        serde_json::from_str::<Vec<Json>>(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    })
    .collect()
}

/// What a case expects of every build. What it expects to be exported, and of a page that is opened with that, is for
/// spec.mjs: only pages export.
fn expected(case: &Json) -> Json {
    let mut expected = case["expect"].clone();
    let entries = expected.as_object_mut().expect("a case expects something");
    ["profile", "reopened"].into_iter().for_each(|key| drop(entries.shift_remove(key)));
    expected
}

/// Numbers are equal whether they are written with a point or without.
fn numbers(json: Json) -> Json {
    match json {
        Json::Number(number) => json!(number.as_f64()),
        Json::Array(items) => items.into_iter().map(numbers).collect(),
        Json::Object(entries) => entries.into_iter().map(|(key, value)| (key, numbers(value))).collect(),
        other => other,
    }
}

struct Answer {
    text: String,
    /// Length and checksum of the program's bytes, where there are some.
    program: Option<String>,
    /// What was asked of the host that the case does not know.
    unknown: Vec<String>,
}

fn run(case: &Json) -> Answer {
    let Compiled { program, mut problems, .. } = compile(case);
    let Some(program) = program else {
        return Answer { text: answer(&problems, None), program: None, unknown: Vec::new() };
    };
    let bytes = program.write();
    let program = Program::read(bytes.clone().into()).expect("what was written can be read");
    let context = context(case);
    let mut profile = profile(&program, &case["profile"], context.now, &mut problems);
    let mut told = case["given"]["signals"].clone();
    signal(&program, &mut profile, &told, &mut problems);
    for given in items(&case["events"]) {
        if given["signals"].is_object() {
            entries(&given["signals"]).for_each(|(name, value)| told[name] = value.clone());
            signal(&program, &mut profile, &told, &mut problems);
            continue;
        }
        let decided = decide_all(&program, &context, &profile);
        if let Some(steering) = given["kind"].as_str().and_then(Steering::of) {
            let topics = topics(&program, &decided, given);
            if topics.is_empty() {
                problems.push(Problem::error("/topic", "there is no topic here"));
            }
            for topic in topics {
                let event = Event::Steer { topic: &topic, steering, at: Some(context.now) };
                problems.extend(observe(&program, &mut profile, &event).err());
            }
            continue;
        }
        let event = event(&program, &decided, context.now, given);
        problems.extend(observe(&program, &mut profile, &event).err());
    }
    let decided = decide_all(&program, &context, &profile);
    let host = Written { rows: items(&case["host"]), unknown: RefCell::default() };
    let shown = show(&program, &decided, &host);
    let mut writer = Writer::new(&host);
    tell(&program, &decided, &shown, &mut writer);
    let decisions: Json = serde_json::from_str(&writer.finish()).unwrap();
    let mut explained = json!({});
    for (slot, _) in entries(&case["expect"]["explain"]) {
        let number = program.slot(slot).expect("the slot to explain is there");
        explained[slot] = json!(explain(&program, &decided, number, &host));
    }
    let text = answer(&problems, Some((decisions, explained)));
    Answer { text, program: Some(fingerprint(&bytes)), unknown: host.unknown.into_inner() }
}

/// Problems, decisions and sentences; what there is none of is left out.
fn answer(problems: &[Problem], decided: Option<(Json, Json)>) -> String {
    let mut answer = json!({});
    if !problems.is_empty() {
        answer["problems"] = problems.iter().map(problem_json).collect();
    }
    if let Some((decisions, explained)) = decided {
        answer["decisions"] = decisions;
        if explained != json!({}) {
            answer["explain"] = explained;
        }
    }
    answer.to_string()
}

fn problem_json(problem: &Problem) -> Json {
    let severity = if problem.severity == Severity::Error { "error" } else { "warning" };
    let mut json = json!({ "path": problem.path, "message": problem.message, "severity": severity });
    for (key, number) in [("column", problem.column), ("line", problem.line)] {
        if let Some(number) = number {
            json[key] = json!(number);
        }
    }
    json
}

/// The bytes begin with a mark of four, the version, and a checksum of four.
fn fingerprint(bytes: &[u8]) -> String {
    let sum: String = bytes[5..9].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{} {sum}", bytes.len())
}

/// A text is compiled as text, an object as an object.
fn compile(case: &Json) -> Compiled {
    let almanac = almanac(&case["compile"]);
    let Some(text) = case["manifest"].as_str() else {
        let text = repeated(&case["manifest"].to_string(), &case["repeat"]);
        return manifest::compile(&text, false, &almanac, &Author);
    };
    manifest::compile(&repeated(text, &case["repeat"]), true, &almanac, &Author)
}

/// Years and holidays, as they cross from JavaScript.
fn almanac(given: &Json) -> Almanac {
    let list = |list: &Json| items(list).iter().map(|item| item.to_string().replace('"', "")).collect::<Vec<_>>();
    let mut lists = vec![list(&given["years"])];
    for (region, days) in entries(&given["holidays"]) {
        lists.push([vec![region.clone()], list(days)].concat());
    }
    Almanac::read(&lists.iter().map(|list| list.join("\u{1f}")).collect::<Vec<_>>().join("\u{1e}"))
}

/// Large inputs: `$REPEAT` stands for a text many times; `%` in it is the number of the repetition.
fn repeated(text: &str, repeat: &Json) -> String {
    let Some(times) = repeat["times"].as_u64() else {
        return text.to_owned();
    };
    let one = repeat["text"].as_str().unwrap();
    let all: String = (0..times).map(|number| one.replace('%', &number.to_string())).collect();
    text.replace("$REPEAT", &all)
}

fn decide_all(program: &Program, context: &Context, profile: &Profile) -> Decisions {
    let slots: Vec<usize> = (0..program.slots.len()).collect();
    decide(program, context, profile, &slots, &Nothing)
}

fn context(case: &Json) -> Context {
    let given = &case["given"];
    let (page, device) = (&given["page"], &given["device"]);
    let in_set = |given: &Json, words: &[&str]| {
        given.as_str().and_then(|word| words.iter().position(|known| *known == word)).map(|place| place as u8)
    };
    let place = |key: &str, words: &[&str]| in_set(&device[key], words);
    Context {
        now: given["now"].as_i64().unwrap_or_else(|| panic!("{} says when it is", case["name"])),
        zone: zone(case),
        locales: items(&given["locales"]).iter().take(limits::ENTRIES).map(text).collect(),
        likely: items(&given["locales"]).iter().take(limits::ENTRIES).map(|tag| likely(&text(tag)).into()).collect(),
        position: position(&given["place"]),
        page: Page {
            path: text(&page["path"]),
            query: query(page["query"].as_str().unwrap_or("")),
            referrer: text(&page["referrer"]),
            source: in_set(&page["source"], &SOURCES),
            topics: items(&page["topics"]).iter().take(limits::ENTRIES).map(text).collect(),
        },
        device: Device {
            viewport: place("viewport", &VIEWPORTS),
            pointer: place("pointer", &POINTERS),
            color_scheme: place("colorScheme", &COLOR_SCHEMES),
            contrast: place("contrast", &CONTRASTS),
            connection: place("connection", &CONNECTIONS),
            reduced_motion: device["reducedMotion"] == true,
            save_data: device["saveData"] == true,
        },
    }
}

/// All that the page has told so far, taken anew. Null takes back; anything else that is no value is refused.
fn signal(program: &Program, profile: &mut Profile, told: &Json, problems: &mut Vec<Problem>) {
    for (name, given) in entries(told) {
        let name_of = format!("signal.{name}");
        let mut tell = |value| observe(program, profile, &Event::Preference { name: &name_of, value, at: None });
        let taken_back = tell(None);
        let value = value(given);
        let fits = if value.is_some() { tell(value).is_ok() } else { given.is_null() && taken_back.is_ok() };
        let message = "the manifest has no such signal, or it cannot take this value; it is left out";
        let problem = Problem::warning(format!("/signals/{name}"), message);
        if !fits && !problems.contains(&problem) {
            problems.push(problem);
        }
    }
}

/// On the grid, as js/world.ts puts it there.
fn position(place: &Json) -> Option<(i16, i16)> {
    let step = |key: &str| place[key].as_f64().map(|degrees| (degrees * limits::GRID + 0.5).floor() as i16);
    Some((step("latitude")?, step("longitude")?))
}

/// What the platform answers for the zone that the case names; without one spec.mjs runs in UTC.
fn zone(case: &Json) -> Zone {
    let Some(name) = case["given"]["timeZone"].as_str() else {
        return Zone { name: "UTC".into(), changes: Vec::new() };
    };
    let zone = &case["zone"];
    assert_eq!(zone["name"], name, "{}: a case with a zone says what the platform answers", case["name"]);
    let change = |pair: &Json| Change { at: pair[0].as_i64().unwrap(), offset: pair[1].as_i64().unwrap() };
    Zone { name: name.into(), changes: items(&zone["changes"]).iter().map(change).collect() }
}

fn query(query: &str) -> Vec<(Rc<str>, Rc<str>)> {
    let pairs = query.strip_prefix('?').unwrap_or(query).split('&').filter(|pair| !pair.is_empty());
    let halves = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    halves.map(|(name, value)| (decoded(name), decoded(value))).collect()
}

fn decoded(text: &str) -> Rc<str> {
    let plain = text.replace('+', " ");
    let mut bytes = Vec::new();
    let mut rest = plain.as_bytes();
    while let [first, after @ ..] = rest {
        let coded = after.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        let byte =
            coded.filter(|digits| !digits.starts_with('+')).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    cut(&String::from_utf8_lossy(&bytes), limits::TEXT).into()
}

fn profile(program: &Program, given: &Json, now: i64, problems: &mut Vec<Problem>) -> Profile {
    let mut profile = Profile {
        visits: given["visits"].as_u64().map_or(1, count),
        last_visit: given["lastVisit"].as_i64(),
        this_visit: Some(given["thisVisit"].as_i64().map_or(now, |moment| moment.min(now))),
        ..Profile::default()
    };
    profile.first_visit = given["firstVisit"].as_i64().or(profile.last_visit).or(profile.this_visit);
    for (name, declared) in entries(&given["preferences"]) {
        let number = program.preference(name);
        if number.and_then(|number| profile.prefer(program, number, Some(value(declared)?), None)).is_none() {
            let message = "the manifest has no such preference, or it cannot take this value; it is left out";
            problems.push(Problem::warning(format!("/profile/preferences/{name}"), message));
        }
    }
    for event in items(&given["events"]) {
        let times = count(event["times"].as_u64().unwrap());
        let place = if event["goal"].is_null() { &event["slot"] } else { &event["goal"] };
        let counter = profile.count(happening(event).unwrap(), &text(place), &text(&event["variant"]), times, false);
        let counter = counter.expect("there are not too many counters");
        items(&event["moments"]).iter().for_each(|moment| counter.note(moment.as_i64().unwrap().min(now)));
    }
    for (topic, said) in entries(&given["topics"]) {
        profile.steer(topic, Steering::of(words(said)).unwrap(), None);
    }
    for interest in items(&given["interests"]) {
        let known = ["at", "short", "long", "pages", "clicks", "dismissals", "conversions"];
        profile.hand_in_interest(
            words(&interest["topic"]),
            &known.map(|name| interest[name].as_f64().unwrap_or(0.0)),
            now,
        );
    }
    let habits: Vec<f64> = items(&given["habits"]).iter().filter_map(Json::as_f64).collect();
    if !habits.is_empty() {
        profile.hand_in_habits(&habits, now);
    }
    profile
}

/// What a reader says something of: a topic, or those of what stands in a place.
fn topics(program: &Program, decided: &Decisions, given: &Json) -> Vec<String> {
    if let Some(topic) = given["topic"].as_str() {
        return vec![topic.to_owned()];
    }
    let clicked = json!({ "kind": "click", "slot": given["slot"], "item": given["item"] });
    let Event::Slot { slot, variant, .. } = event(program, decided, 0, &clicked) else {
        return Vec::new();
    };
    let place = program.slots.get(program.slot(slot).unwrap()).unwrap();
    let variant = program.variant(&place, variant).unwrap();
    program.choices.of(variant.topics).map(|topic| program.text(topic).to_owned()).collect()
}

fn count(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn event<'a>(program: &Program, decided: &Decisions, now: i64, given: &'a Json) -> Event<'a> {
    match given["kind"].as_str() {
        Some("visit") => Event::Visit { at: now },
        Some("preference") => {
            Event::Preference { name: words(&given["name"]), value: value(&given["value"]), at: Some(now) }
        }
        _ => {
            let slot = words(&given["slot"]);
            let number = program.slot(slot);
            let decision = decided.all.iter().find(|decision| Some(decision.slot) == number);
            let mut variant = decision.map_or(usize::MAX, |decision| decision.variant);
            if let (Some(item), Some(number)) = (given["item"].as_str(), number) {
                let place = program.slots.get(number).unwrap();
                let called = |place: &usize, slot| program.text(program.variant(slot, *place).unwrap().name) == item;
                variant = (0..place.variants.count as usize).find(|number| called(number, &place)).unwrap();
            }
            Event::Slot { kind: happening(given).unwrap(), slot, variant, goal: words(&given["goal"]), at: now }
        }
    }
}

fn happening(given: &Json) -> Option<Happening> {
    HAPPENINGS.iter().find(|(name, _)| given["kind"] == *name).map(|(_, kind)| *kind)
}

fn value(given: &Json) -> Option<Value> {
    match given {
        Json::Bool(truth) => Some(Value::Bool(*truth)),
        Json::Number(number) => number.as_f64().map(Value::Double),
        Json::String(_) => Some(Value::Text(text(given))),
        Json::Array(list) => Some(Value::List(list.iter().map(|item| Value::Text(text(item))).collect())),
        Json::Null | Json::Object(_) => None,
    }
}

fn words(given: &Json) -> &str {
    cut(given.as_str().unwrap_or(""), limits::TEXT)
}

fn text(given: &Json) -> Rc<str> {
    words(given).into()
}

fn items(given: &Json) -> &[Json] {
    given.as_array().map_or(&[], |list| list)
}

fn entries(given: &Json) -> impl Iterator<Item = (&String, &Json)> {
    given.as_object().into_iter().flatten()
}

/// Numbers and dates as the case says that the platform writes them: `[kind, locale, value, options…, text]`.
struct Written<'c> {
    rows: &'c [Json],
    unknown: RefCell<Vec<String>>,
}

impl Written<'_> {
    fn find(&self, kind: &str, locale: &str, value: f64, options: &[Json]) -> String {
        let row = self.rows.iter().filter_map(Json::as_array).find(|row| {
            row[0] == kind && row[1] == locale && row[2].as_f64() == Some(value) && row[3..row.len() - 1] == *options
        });
        let Some(text) = row.and_then(|row| row.last()).and_then(Json::as_str) else {
            self.unknown.borrow_mut().push(json!([kind, locale, value, options]).to_string());
            return String::new();
        };
        text.to_owned()
    }
}

/// What the platform of an author knows, as far as the cases need it.
struct Author;

impl Services for Author {
    fn offset(&self, zone: &str, at: i64) -> Option<i64> {
        Nothing.offset(zone, at)
    }

    fn digits(&self, number: f64) -> String {
        Nothing.digits(number)
    }

    fn fixed(&self, number: f64, digits: u8, exponential: bool) -> String {
        Nothing.fixed(number, digits, exponential)
    }

    fn parse(&self, text: &str) -> f64 {
        Nothing.parse(text)
    }

    fn likely(&self, tag: &str) -> String {
        likely(tag)
    }
}

/// As `Intl.Locale` answers; spec.mjs looks that it does.
fn likely(tag: &str) -> String {
    static TAGS: LazyLock<Json> = LazyLock::new(|| {
        serde_json::from_str(&fs::read_to_string(Path::new(ROOT).join("tests/likely.json")).unwrap()).unwrap()
    });
    TAGS[tag].as_str().unwrap_or(tag).to_owned()
}

impl Services for Written<'_> {
    fn offset(&self, _: &str, _: i64) -> Option<i64> {
        None
    }

    fn digits(&self, number: f64) -> String {
        number.to_string()
    }

    fn fixed(&self, number: f64, digits: u8, _: bool) -> String {
        format!("{number:.0$}", usize::from(digits))
    }

    fn parse(&self, text: &str) -> f64 {
        text.parse().unwrap_or(f64::NAN)
    }
}

impl Host for Written<'_> {
    fn format(&self, kind: Kind, locales: &str, options: &str, zone: &str, value: f64) -> String {
        let locale = locales.split(',').next().unwrap();
        match kind {
            Kind::Number => self.find("number", locale, value, &[json!(options)]),
            Kind::Moment => self.find("date", locale, value, &[json!(zone), json!(options)]),
            Kind::Plural => self.find("plural", locale, value, &[json!(options)]),
            Kind::Normal => options.nfc().collect(),
        }
    }
}
