//! The boundary in WebAssembly: texts and numbers in, lines and JSON text out. Runs in Node and in browsers; no page is needed.

#![cfg(all(target_arch = "wasm32", feature = "compile"))]
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use js_sys::{Function, JSON, Reflect};
use tailorbird::web::author::Compilation;
use tailorbird::web::core::Core;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::*;

/// Six in the evening of a summer's day in UTC.
const EVENING: f64 = 1_782_496_800_000.0;
/// The same day at nine in the morning.
const MORNING: f64 = 1_782_464_400_000.0;
const HOUR: f64 = 3_600_000.0;

const MANIFEST: &str = r##"{
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

fn bytes() -> Vec<u8> {
    let compilation = Compilation::new(MANIFEST, true, "", intl());
    compilation.bytes().unwrap_or_else(|| panic!("{}", compilation.problems()))
}

/// The value of a JavaScript expression.
fn js(expression: &str) -> JsValue {
    Function::new_with_args("", &format!("return {expression}")).call0(&JsValue::UNDEFINED).expect("it does not throw")
}

/// What the face lends, told apart from the platform's own by its brackets.
fn intl<Lent: JsCast>() -> Lent {
    js("({
        ways: [''],
        learn(how) { return this.ways.push(how) - 1; },
        write(value, way) {
            const how = this.ways[way];
            const [locales, options, zone] = how.slice(1).split('\\u001f');
            if (!how) return String(value);
            if (how[0] === 'p') return value === 1 ? 'one' : 'other';
            return how[0] === 's' ? options.normalize() : `[${how[0]},${[locales, value, zone, options]}]`;
        },
        fixed: (value, digits) => value.toFixed(digits),
        offset: () => 0,
        likely: (tag) => new Intl.Locale(tag).maximize().toString()
    })")
    .unchecked_into()
}

fn core() -> Core {
    let core = Core::new(bytes().into(), intl());
    assert_eq!(core.problem(), "false");
    core
}

/// What stands at a path of keys in JSON text, as text: JSON for anything but texts.
fn at(json: &str, path: &str) -> String {
    let all = JSON::parse(json).unwrap_or_else(|_| panic!("no JSON: {json}"));
    let key = |value: JsValue, key: &str| Reflect::get(&value, &key.into()).unwrap_or(JsValue::UNDEFINED);
    let found = path.split('.').filter(|key| !key.is_empty()).fold(all, key);
    found
        .as_string()
        .unwrap_or_else(|| JSON::stringify(&found).ok().and_then(|text| text.as_string()).unwrap_or_default())
}

fn list(items: &[&str]) -> String {
    items.join("\u{1f}")
}

fn lists(lists: &[&[&str]]) -> String {
    lists.iter().map(|items| list(items)).collect::<Vec<_>>().join("\u{1e}")
}

/// Nothing known but the time, in UTC and in a language.
fn answer_in(core: &mut Core, now: f64, locale: &str) -> String {
    let likely = js(&format!("new Intl.Locale('{locale}').maximize().toString()")).as_string().unwrap();
    core.decide(
        &lists(&[&["UTC"], &[], &[], &[locale], &[&likely], &[], &[]]),
        &[now, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0, -1000.0, 0.0, f64::NEG_INFINITY, 0.0],
    )
}

/// What an answer says of the slots that it is about, by their numbers: JSON text.
fn told(core: &Core, answer: &str) -> String {
    let slots = answer.lines().skip(1).map(|line| {
        let words: Vec<&str> = line.split(' ').collect();
        let about = core.about(&[words[0].parse().unwrap(), (words[1].chars().count() - 1) as f64]);
        let about = &about[1..about.len() - 1];
        format!(r#""{}":{{"marks":"{}","until":"{}","about":{about}}}"#, words[0], words[1], words[3])
    });
    format!("{{{}}}", slots.collect::<Vec<_>>().join(","))
}

fn decide_in(core: &mut Core, now: f64, locale: &str) -> String {
    let answer = answer_in(core, now, locale);
    told(core, &answer)
}

fn decide(core: &mut Core, now: f64) -> String {
    decide_in(core, now, "en")
}

fn observe(core: &mut Core, items: &[&str], numbers: &[f64]) -> String {
    core.observe(&list(items), numbers)
}

// ------------------------------------------------------------------------------------------------------------ programs

#[wasm_bindgen_test]
fn bytes_that_are_damaged_or_of_another_version_are_refused_and_nothing_else_happens() {
    let sound = bytes();
    let changed = |place: usize| {
        let mut bytes = sound.clone();
        bytes[place] ^= 1;
        bytes
    };
    let (foreign, damaged) = (changed(4), changed(sound.len() - 1));
    for bytes in [b"".as_slice(), b"TBRD", b"no program at all", &sound[..sound.len() / 2], &foreign, &damaged] {
        let mut core = Core::new(bytes.into(), intl());
        assert_eq!(at(&core.problem(), "severity"), "error");
        assert_eq!(answer_in(&mut core, EVENING, "en"), r#"[{},"UTC"]"#);
        assert_eq!(core.about(&[0.0, 0.0]), "[]");
        assert_eq!(core.patch(&list(&["hero", "p", "", "title", "+a", "+b"])), "[]");
        assert_eq!(core.explain("hero"), "[]");
        assert_eq!(at(&observe(&mut core, &["click", "hero"], &[]), "path"), "/slot");
    }
    assert!(at(&Core::new(foreign.clone().into(), intl()).problem(), "message").contains("another version"));
}

// ------------------------------------------------------------------------------------------------------------ deciding

#[wasm_bindgen_test]
fn every_slot_is_decided_and_those_that_may_load_are_named() {
    let mut core = core();
    let answer = answer_in(&mut core, EVENING, "en");
    assert_eq!(answer.lines().count(), 6, "{answer}");
    let head = answer.lines().next().unwrap();
    assert!(head.starts_with(r#"[{"preference.name":"","now.hour":18,"#) && head.ends_with(r#","UTC"]"#), "{head}");
    let told = told(&core, &answer);
    assert_eq!(at(&told, "0.marks"), "30", "the first fails, the second holds");
    assert_eq!(at(&told, "0.until"), format!("{}", EVENING + 6.0 * HOUR));
    let about = r#"["hero",0,"en","ltr",{"title":"Good evening","link":"/tonight"},0,"evening"]"#;
    assert_eq!(at(&told, "0.about"), about);
    assert!(core.tried(&[0.0, 9.0]).contains(r#"["evening","now.hour >= 18",1]"#), "{}", core.tried(&[0.0, 9.0]));
    assert_eq!(core.tried(&[4.0, 1.0, 9.0, 1.0]), r#"[["plain"]]"#);
    assert_eq!(at(&told, "1.about.5"), "1", "values stand in the words");
    assert_eq!(at(&told, "4.about"), r#"["may",1,"en","ltr",{},0,"plain"]"#);
    assert_eq!((at(&told, "4.marks"), at(&told, "4.until")), ("2".to_owned(), String::new()));
}

#[wasm_bindgen_test]
fn what_did_not_change_is_not_told_again() {
    let mut core = core();
    let first = answer_in(&mut core, EVENING, "en");
    assert_eq!(answer_in(&mut core, EVENING, "en"), first.lines().next().unwrap());
    let later = answer_in(&mut core, MORNING, "en");
    let places: Vec<&str> = later.lines().skip(1).map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(places, ["0", "1"], "the clock's words hold until another minute: {later}");
    observe(&mut core, &["preference", "name", "Ada"], &[1.0, 0.0]);
    assert_eq!(answer_in(&mut core, MORNING, "en").lines().count(), 2);
}

#[wasm_bindgen_test]
fn a_question_is_asked_by_its_number() {
    let mut core = core();
    let numbers = [EVENING, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0, -1000.0, 0.0];
    assert_eq!(core.ask(0, &lists(&[&["UTC"], &[], &[], &["en"], &["en"], &[]]), &numbers).lines().count(), 6);
    assert_eq!(core.ask(1, "", &[0.0, 1.0]), core.about(&[0.0, 1.0]));
    let both = [core.about(&[0.0, 1.0]), core.about(&[0.0, 0.0])].join("").replace("][", ",");
    assert_eq!(core.about(&[0.0, 1.0, 0.0, 0.0]), both);
    // Of a variant that is known only the fields are told.
    assert_eq!(core.about(&[0.0, -1.0]), format!("[{}]", at(&core.about(&[0.0, 0.0]), "0.4")));
    let place = list(&["hero", "h1", "", "title", "+Server", "+Server"]);
    assert_eq!(core.ask(2, "", &[0.0, 2.0]), core.tried(&[0.0, 2.0]));
    assert_eq!(core.ask(3, &place, &[]), r#"[[0,"Good evening"]]"#);
    assert_eq!(core.ask(4, &list(&["view", "hero"]), &[]), "");
    assert_eq!(core.ask(5, "hero", &[]), core.explain("hero"));
    assert_eq!(core.ask(6, "", &[]), core.export());
    assert_eq!(core.ask(7, "", &[]), core.problem());
}

#[wasm_bindgen_test]
fn the_language_brings_its_direction() {
    let told = decide_in(&mut core(), EVENING, "ar-EG");
    assert_eq!((at(&told, "0.about.2"), at(&told, "0.about.3")), ("ar".to_owned(), "rtl".to_owned()));
    assert_eq!(at(&told, "0.about.4.title"), "مساء الخير");
}

#[wasm_bindgen_test]
fn the_zone_is_its_changes() {
    let mut core = core();
    let known = [
        EVENING,
        -1.0,
        -1.0,
        -1.0,
        -1.0,
        -1.0,
        -1.0,
        -1.0,
        -1.0,
        -1000.0,
        0.0,
        f64::NEG_INFINITY,
        HOUR,
        EVENING - 1.0,
        2.0 * HOUR,
        EVENING + 1.0,
        9.0 * HOUR,
    ];
    let answer = core.decide(&lists(&[&["Some/Where"], &[], &[], &["en"], &["en"], &[]]), &known);
    assert_eq!(at(&told(&core, &answer), "1.about.4.time"), "\u{2068}2026-06-26\u{2069} [n,en,20,,]:[n,en,0,,]");
}

#[wasm_bindgen_test]
fn page_and_device_are_facts() {
    let mut core = core();
    let variant = |core: &mut Core, texts: &[&[&str]], device: [f64; 8]| {
        let numbers = [&[EVENING], &device[..], &[-1000.0, 0.0, f64::NEG_INFINITY, 0.0]].concat();
        let answer = core.decide(&lists(texts), &numbers);
        at(&told(core, &answer), "2.about.6")
    };
    let unknown = [-1.0; 8];
    let calm_phone = [0.0, -1.0, -1.0, 1.0, 0.0, -1.0, -1.0, -1.0];
    assert_eq!(variant(&mut core, &[&["UTC"], &[], &[], &[], &[], &[]], calm_phone), "phone");
    assert_eq!(
        variant(&mut core, &[&["UTC"], &["/sale"], &[], &[], &[], &["a", "b", "utm_source", "news"]], unknown),
        "campaign"
    );
    assert_eq!(variant(&mut core, &[&["UTC"], &["/"], &["example.com"], &[], &[], &[]], unknown), "guest");
    assert_eq!(variant(&mut core, &[&["UTC"], &[], &[], &[], &[], &[], &["sea", "birds"]], unknown), "topical");
    let clear_and_fast = [-1.0, -1.0, -1.0, -1.0, -1.0, 1.0, 3.0, 2.0];
    assert_eq!(variant(&mut core, &[], clear_and_fast), "clear");
    assert_eq!(variant(&mut core, &[], unknown), "none");
}

#[wasm_bindgen_test]
fn handed_in_nothing_or_nonsense_it_still_decides() {
    for (texts, numbers) in
        [("", &[][..]), ("\u{1e}\u{1f}\u{1e}\u{1f}\u{1f}", &[f64::NAN; 9]), ("x", &[f64::INFINITY, 250.0, -7.0, 1e300])]
    {
        assert_eq!(core().decide(texts, numbers).lines().count(), 6, "{texts:?}");
        assert_eq!(core().about(numbers), "[]", "{texts:?}");
    }
}

#[wasm_bindgen_test]
fn numbers_and_dates_are_written_by_what_is_lent() {
    let told = decide_in(&mut core(), EVENING, "de-AT");
    assert_eq!(at(&told, "1.about.4.size"), r#"[n,de,en,1234.5,,{"minimumFractionDigits":2}]"#);
    let date = r#"{"year":"numeric","month":"long","day":"numeric","weekday":"long"}"#;
    assert_eq!(at(&told, "1.about.4.long"), format!("[d,de,en,{EVENING},UTC,{date}]"));
}

// ------------------------------------------------------------------------------------------------------------ patching

#[wasm_bindgen_test]
fn only_what_differs_is_patched() {
    let mut core = core();
    assert_eq!(core.patch(&list(&["hero", "h1", "", "title", "+Server", "+Server"])), "[]", "nothing was decided yet");
    decide(&mut core, EVENING);
    let places = lists(&[
        &["hero", "h1", "", "title", "+Server", "+Server"],
        &["hero", "h2", "", "title", "+Server", "+Good evening"],
        &["hero", "a", "href", "link", "+/", "+/"],
        &["hero", "a", "title", "title", "", ""],
    ]);
    assert_eq!(core.patch(&places), r#"[[0,"Good evening"],[2,"/tonight"],[3,"Good evening"]]"#);
    assert_eq!(core.patch(""), "[]");
    assert_eq!(core.patch(&lists(&[&["hero"], &["none", "p", "", "title", "", ""]])), "[]");
}

#[wasm_bindgen_test]
fn a_field_that_is_not_there_gives_back_the_servers_words() {
    let mut core = core();
    decide(&mut core, MORNING);
    let places = lists(&[
        &["hero", "a", "href", "link", "+/", "+/tonight"],
        &["hero", "h1", "title", "tip", "", "+A tip"],
        &["hero", "h1", "title", "tip", "+", "+A tip"],
        &["hero", "p", "", "lead", "+Server", "+Server"],
    ]);
    assert_eq!(core.patch(&places), r#"[[0,"/"],[1,null],[2,""]]"#);
}

#[wasm_bindgen_test]
fn what_could_run_or_load_is_refused_and_words_never_become_a_link() {
    let mut core = core();
    decide(&mut core, EVENING);
    for (element, attribute, field) in [
        ("a", "onclick", "title"),
        ("a", "style", "title"),
        ("img", "src", "link"),
        ("iframe", "srcdoc", "title"),
        ("a", "href", "title"),
        ("img", "srcset", "link"),
        ("p", "hidden", "title"),
        ("script", "", "title"),
        ("style", "", "title"),
    ] {
        let answer = core.patch(&list(&[&"hero", &element, &attribute, &field, &"+x", &"+x"].map(|item| *item)));
        assert_eq!(at(&answer, "0.1"), "null", "{element} {attribute}");
        assert!(at(&answer, "0.2").len() > 10, "{answer}");
    }
}

// -------------------------------------------------------------------------------------------------------- remembering

#[wasm_bindgen_test]
fn preferences_are_declared_used_and_taken_back() {
    let mut core = core();
    assert_eq!(observe(&mut core, &["preference", "name", "Ada \"A\""], &[1.0, 0.0]), "");
    assert_eq!(observe(&mut core, &["preference", "size"], &[2.0, 2.5]), "");
    assert_eq!(observe(&mut core, &["preference", "calm"], &[3.0, 1.0]), "");
    assert_eq!(observe(&mut core, &["preference", "topics", "sea", "birds"], &[4.0, 0.0]), "");
    assert_eq!(
        at(&core.export(), "preferences"),
        r#"{"name":"Ada \"A\"","size":2.5,"topics":["sea","birds"],"calm":true}"#
    );
    assert_eq!(at(&decide(&mut core, EVENING), "0.about.4.title"), "Hello, \u{2068}Ada \"A\"\u{2069}");
    assert_eq!(observe(&mut core, &["preference", "name"], &[0.0, 0.0]), "");
    assert_eq!(at(&decide(&mut core, EVENING), "0.about.6"), "evening");
}

#[wasm_bindgen_test]
fn signals_are_told_taken_back_and_never_remembered() {
    let mut core = core();
    let before = core.export();
    let shown = |core: &mut Core| at(&decide(core, EVENING), "3.about.6");
    assert_eq!(observe(&mut core, &["preference", "signal.trending", "rain", "sea"], &[4.0, 0.0]), "");
    assert_eq!(shown(&mut core), "trend");
    assert_eq!(observe(&mut core, &["preference", "signal.headline", "Rain"], &[1.0, 0.0]), "");
    assert_eq!(at(&decide(&mut core, EVENING), "3.about.4.title"), "\u{2068}Rain\u{2069}");
    let refused = observe(&mut core, &["preference", "signal.headline"], &[2.0, 3.0]);
    assert_eq!(at(&refused, "path"), "/value", "a number is no headline");
    let refused = observe(&mut core, &["preference", "signal.name", "Ada"], &[1.0, 0.0]);
    assert_eq!(at(&refused, "path"), "/name", "a preference is no signal");
    // Nothing changed, so nothing is told.
    assert_eq!((shown(&mut core), core.export()), (String::new(), before));
    assert_eq!(observe(&mut core, &["preference", "signal.headline"], &[0.0, 0.0]), "");
    assert_eq!(shown(&mut core), "trend");
}

#[wasm_bindgen_test]
fn what_the_program_reads_is_told() {
    let reads = observe(&mut core(), &["reads"], &[0.0]);
    assert!(reads.contains("page.topics") && reads.contains("signal.headline"), "{reads}");
    assert!(!reads.contains("device.pointer"), "{reads}");
}

#[wasm_bindgen_test]
fn what_makes_no_sense_is_refused_and_changes_nothing() {
    let mut core = core();
    let before = core.export();
    let refused: [(&[&str], &[f64], &str); 13] = [
        (&["assign", "hero"], &[EVENING], "/kind"),
        (&["explode"], &[], "/kind"),
        (&[], &[], "/kind"),
        (&["reads"], &[], "/kind"),
        (&["signal", "headline"], &[], "/kind"),
        (&["click"], &[], "/slot"),
        (&["click", "none"], &[], "/slot"),
        (&["click", "hero"], &[], "/slot"),
        (&["convert", "", "coffee"], &[EVENING], "/goal"),
        (&["convert", "none", "tea"], &[EVENING], "/slot"),
        (&["preference", "shoe"], &[2.0, 43.0], "/name"),
        (&["preference", "diet", "meat"], &[1.0, 0.0], "/value"),
        (&["preference", "size", "big"], &[1.0, 0.0], "/value"),
    ];
    for (items, numbers, path) in refused {
        let problem = observe(&mut core, items, numbers);
        assert_eq!((at(&problem, "path").as_str(), at(&problem, "severity").as_str()), (path, "error"), "{items:?}");
    }
    assert_eq!(core.export(), before);
}

#[wasm_bindgen_test]
fn visits_and_what_happens_in_slots_are_counted_and_erased() {
    let mut core = core();
    observe(&mut core, &["profile"], &[EVENING, 3.0, MORNING, MORNING, EVENING + HOUR]);
    observe(&mut core, &["click", "hero", "evening"], &[EVENING, 2.0, MORNING, EVENING + HOUR]);
    decide(&mut core, EVENING);
    assert_eq!(observe(&mut core, &["click", "hero"], &[EVENING]), "");
    assert_eq!(observe(&mut core, &["view", "clock"], &[EVENING + HOUR]), "");
    assert_eq!(observe(&mut core, &["convert", "", "tea"], &[EVENING]), "");
    assert_eq!(observe(&mut core, &["convert", "hero", "tea"], &[EVENING]), "");
    assert_eq!(
        core.export(),
        format!(
            r#"{{"visits":3,"firstVisit":{MORNING},"lastVisit":{MORNING},"thisVisit":{EVENING},"preferences":{{}},"events":[{},{},{},{}],"topics":{{}},"interests":[]}}"#,
            // What lies ahead when it is handed in counts as now.
            format_args!(
                r#"{{"kind":"click","slot":"hero","variant":"evening","times":3,"moments":[{MORNING},{EVENING},{EVENING}]}}"#
            ),
            format_args!(
                r#"{{"kind":"view","slot":"clock","variant":"only","times":1,"moments":[{}]}}"#,
                EVENING + HOUR
            ),
            format_args!(r#"{{"kind":"convert","goal":"tea","variant":"","times":1,"moments":[{EVENING}]}}"#),
            format_args!(
                r#"{{"kind":"convert","goal":"tea","variant":"hero/evening","times":1,"moments":[{EVENING}]}}"#
            )
        )
    );
    assert_eq!(observe(&mut core, &["visit"], &[EVENING + HOUR]), "");
    assert_eq!((at(&core.export(), "visits"), at(&core.export(), "lastVisit")), ("4".to_owned(), format!("{EVENING}")));
    core.forget(&[1.0, EVENING + HOUR]);
    let this = EVENING + HOUR;
    assert_eq!(
        core.export(),
        format!(
            r#"{{"visits":1,"firstVisit":{this},"lastVisit":null,"thisVisit":{this},"preferences":{{}},"events":[],"topics":{{}},"interests":[]}}"#
        )
    );
}

#[wasm_bindgen_test]
fn a_decision_is_explained_once_there_is_one() {
    let mut core = core();
    assert_eq!(core.explain("hero"), "[]");
    decide(&mut core, EVENING);
    assert_eq!(at(&core.explain("hero"), "length"), "3", "two reasons, and until when");
    assert_eq!(core.explain("none"), "[]");
}

// ----------------------------------------------------------------------------------------------------------- compiling

fn problems(manifest: &str, written: bool) -> String {
    let compilation = Compilation::new(manifest, written, "", intl());
    assert!(compilation.bytes().is_none());
    compilation.problems()
}

#[wasm_bindgen_test]
fn an_object_compiles_to_what_its_text_does() {
    let from_text = Compilation::new(MANIFEST, true, "", intl());
    let from_object = Compilation::new(MANIFEST, false, "", intl());
    assert_eq!(from_text.bytes(), Some(bytes()));
    assert_eq!(from_object.bytes(), Some(bytes()));
    assert_eq!(from_text.bytes(), from_object.bytes());
    let found = from_text.problems();
    assert_eq!((at(&found, "length"), at(&found, "0.severity")), ("1".to_owned(), "warning".to_owned()));
    assert_eq!((at(&found, "0.path"), at(&found, "0.line")), ("/slots/may".to_owned(), "34".to_owned()));
    let found = from_object.problems();
    assert_eq!((at(&found, "0.path"), at(&found, "0.line")), ("/slots/may".to_owned(), String::new()));
}

#[wasm_bindgen_test]
fn problems_say_where() {
    let wrong = MANIFEST.replace("now.hour >= 18", "now.hour >=");
    for written in [true, false] {
        let found = problems(&wrong, written);
        assert_eq!(at(&found, "0.path"), "/slots/hero/variants/evening/when");
        assert_eq!(at(&found, "0.severity"), "error");
        assert!(at(&found, "0.column").parse::<u32>().is_ok(), "{found}");
    }
    let unfinished = problems("{\n  \"tailorbird\": 1,", true);
    assert_eq!((at(&unfinished, "0.path"), at(&unfinished, "0.line")), (String::new(), "2".to_owned()));
}

#[wasm_bindgen_test]
fn what_is_no_manifest_is_refused_however_deep_it_is() {
    let deep = "[".repeat(10_000);
    for written in [true, false] {
        for strange in ["null", "", "1", "[]", "{", &deep] {
            assert_eq!(at(&problems(strange, written), "0.severity"), "error", "{strange}");
        }
        assert!(at(&problems(&deep, written), "0.message").contains("levels deep"));
    }
}
