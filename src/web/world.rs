//! What is true here and now: what was handed in, and for the rest what the browser says. Read anew for every
//! decision; where there is no page (a server) the rest is empty.

use crate::prelude::*;
use alloc::rc::Rc;

use js_sys::{Array, Date, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Navigator, Window};

use super::given::{Given, moment, texts};
use super::{query, zone};
use crate::context::civil::DAY;
use crate::context::zone::Zone;
use crate::context::{COLOR_SCHEMES, Context, Device, POINTERS, Page, VIEWPORTS};
use crate::error::Problem;
use crate::program::Program;

/// Widths, in CSS pixels, from which a screen is a tablet's or a desktop's.
const TABLET: &str = "(min-width: 640px)";
/// See [`TABLET`].
const DESKTOP: &str = "(min-width: 1024px)";

/// The window, if this is a page.
fn window() -> Option<Window> {
    js_sys::global().dyn_into().ok()
}

/// Everything that a decision may read.
pub fn read(given: &JsValue, program: &Program, kept: &mut KeptZone, problems: &mut Vec<Problem>) -> Context {
    let all = Given::new(given.clone(), "");
    let now = all.read("now", problems, moment).unwrap_or_else(|| Date::now() as i64);
    let window = window();
    Context {
        now,
        zone: zone(&all, now, kept, problems),
        locales: all.read("locales", problems, texts).unwrap_or_else(languages),
        page: page(&Given::new(all.get("page"), "/page"), program, window.as_ref(), problems),
        device: device(&Given::new(all.get("device"), "/device"), window.as_ref(), problems),
    }
}

/// The zone of the decision before, and for which name and which day it was looked up.
pub type KeptZone = Option<(Option<Rc<str>>, i64, Zone)>;

/// A zone is kept for the day: looking it up costs more than deciding.
fn zone(given: &Given<'_>, now: i64, kept: &mut KeptZone, problems: &mut Vec<Problem>) -> Zone {
    let wanted = given.text("timeZone", problems);
    let day = now.div_euclid(DAY);
    if let Some((known, since, zone)) = kept
        && *known == wanted
        && *since == day
    {
        return zone.clone();
    }
    let named = wanted.as_deref().map(|name| zone::named(name, now));
    if matches!(named, Some(None)) {
        problems.push(Problem::warning("/timeZone", "there is no such time zone; the device's own is used"));
    }
    let zone = named.flatten().unwrap_or_else(|| zone::own(now));
    *kept = Some((wanted, day, zone.clone()));
    zone
}

fn languages() -> Vec<Rc<str>> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).unwrap_or(JsValue::UNDEFINED);
    let navigator: &Navigator = navigator.unchecked_ref();
    if navigator.is_undefined() {
        return Vec::new();
    }
    texts(&Array::from(&navigator.languages())).unwrap_or_default()
}

fn page(given: &Given<'_>, program: &Program, window: Option<&Window>, problems: &mut Vec<Problem>) -> Page {
    let location = window.map(Window::location);
    let from_location = |part: Option<String>| part.unwrap_or_default().into();
    let query = given.text("query", problems);
    Page {
        path: given
            .text("path", problems)
            .unwrap_or_else(|| from_location(location.as_ref().and_then(|location| location.pathname().ok()))),
        query: query::read(&query.unwrap_or_else(|| from_location(location.as_ref().and_then(|location| location.search().ok()))), program),
        referrer: given.text("referrer", problems).unwrap_or_else(|| referrer(window).unwrap_or_default().into()),
    }
}

/// The host that linked here, unless it is this site.
fn referrer(window: Option<&Window>) -> Option<String> {
    let window = window?;
    let referrer = window.document()?.referrer();
    // scheme://host/…
    let host = referrer.split('/').nth(2)?.rsplit('@').next()?;
    let here = window.location().host().ok()?;
    (host != here).then(|| host.split(':').next().unwrap_or(host).to_owned())
}

fn device(given: &Given<'_>, window: Option<&Window>, problems: &mut Vec<Problem>) -> Device {
    let matches = |query: &str| window.and_then(|window| window.match_media(query).ok()?).map(|list| list.matches());
    let yes = |query: &str| matches(query).unwrap_or(false);
    let viewport = || matches(TABLET).map(|tablet| if yes(DESKTOP) { 2 } else { u8::from(tablet) });
    let pointer = || matches("(pointer: fine)").map(|fine| if fine { 2 } else { u8::from(yes("(pointer: coarse)")) });
    let scheme = || matches("(prefers-color-scheme: dark)").map(u8::from);
    Device {
        viewport: given.word("viewport", &VIEWPORTS, problems).or_else(viewport),
        pointer: given.word("pointer", &POINTERS, problems).or_else(pointer),
        color_scheme: given.word("colorScheme", &COLOR_SCHEMES, problems).or_else(scheme),
        reduced_motion: given
            .flag("reducedMotion", problems)
            .unwrap_or_else(|| yes("(prefers-reduced-motion: reduce)")),
        save_data: given.flag("saveData", problems).unwrap_or_else(|| save_data(window).unwrap_or(false)),
    }
}

/// `navigator.connection.saveData`, which not every browser has.
fn save_data(window: Option<&Window>) -> Option<bool> {
    let connection = Reflect::get(window?.navigator().as_ref(), &"connection".into()).ok()?;
    Given::new(connection, "").get("saveData").as_bool()
}
