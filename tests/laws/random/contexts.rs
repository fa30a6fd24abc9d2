//! Chance → where and when a page is read, on what, and by whose settings: some of it unknown, some of it nonsense.

use std::rc::Rc;

use tailorbird::context::zone::Zone;
use tailorbird::context::{Context, Device, Page};

use crate::chance::Chance;

/// The context of a page in `zone` at the moment `now`.
pub fn context(chance: &mut Chance, zone: Zone, now: i64) -> Context {
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
        placed: (0..chance.below(3)).map(|_| place(chance)).collect(),
        forced: (0..chance.below(3)).map(|_| (chance.below(4), chance.below(4))).collect(),
        page: Page {
            path: word(chance).into(),
            query,
            referrer: referrer.into(),
            source: Some(chance.below(8) as u8).filter(|_| chance.once_in(3)),
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

/// A slot, and the languages that are wanted where it stands.
fn place(chance: &mut Chance) -> Vec<Rc<str>> {
    let words = ["hero", "s0", "nowhere", "de", "ar-Arab-EG", "", "not a tag", "en-US"];
    (0..chance.below(4)).map(|_| chance.of(&words).into()).collect()
}
