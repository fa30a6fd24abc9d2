//! The context: the clock, the zone, the page and the device as values, which the caller has already read.

pub mod clock;
pub mod guess;
pub mod locale;
pub mod near;
pub mod sun;
pub mod zone;

use crate::prelude::*;
use alloc::rc::Rc;

use zone::Zone;

/// Numbers of slots, each with that of the variant that is forced there; nothing where nobody can force any.
#[cfg(feature = "built")]
pub type Forced = Vec<(usize, usize)>;
/// The same.
#[cfg(not(feature = "built"))]
pub type Forced = [(usize, usize); 0];

/// The here and now of one page.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Milliseconds since 1970.
    pub now: i64,
    /// The reader's time zone.
    pub zone: Zone,
    /// Where the reader is, if the page knows it: latitude and longitude on a grid of a tenth of a degree, counted in
    /// its steps ([`limits::GRID`](crate::limits::GRID)). What is finer is rounded before it comes here.
    pub position: Option<(i16, i16)>,
    /// The reader's languages (BCP 47), most wanted first.
    pub locales: Vec<Rc<str>>,
    /// The languages that are wanted in the page, best first, with their likely scripts and regions, as the platform knows
    /// them: that of the page and then the reader's, or only these.
    pub likely: Vec<Rc<str>>,
    /// The same for slots whose place says another language than the page, each after the slot's name.
    pub placed: Vec<Vec<Rc<str>>>,
    /// The variants that a preview forces: the numbers of slots and variants.
    pub forced: Forced,
    /// The page that is read.
    pub page: Page,
    /// The device that shows it.
    pub device: Device,
}

/// The page that is read.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The path of its address.
    pub path: Rc<str>,
    /// The parameters of its address, decoded.
    pub query: Vec<(Rc<str>, Rc<str>)>,
    /// The host that linked here; empty when there is none or it is this site.
    pub referrer: Rc<str>,
    /// Where the reader came from, in [`SOURCES`]; `None`: the referrer tells.
    pub source: Option<u8>,
    /// The topics that it is about.
    pub topics: Vec<Rc<str>>,
}

/// The device that shows the page. Each part is a place in a closed set of words, or `None` where it is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// In [`VIEWPORTS`].
    pub viewport: Option<u8>,
    /// In [`POINTERS`].
    pub pointer: Option<u8>,
    /// In [`COLOR_SCHEMES`].
    pub color_scheme: Option<u8>,
    /// In [`CONTRASTS`].
    pub contrast: Option<u8>,
    /// In [`CONNECTIONS`].
    pub connection: Option<u8>,
    /// Does the reader want less motion?
    pub reduced_motion: bool,
    /// Does the reader want to save data?
    pub save_data: bool,
}

/// `page.source`: first the classes whose hosts a program lists, in the order in which it lists them.
pub const SOURCES: [&str; 7] = ["mail", "search", "social", "assistant", "own", "none", "other"];
/// `device.viewport`
pub const VIEWPORTS: [&str; 3] = ["phone", "tablet", "desktop"];
/// `device.pointer`
pub const POINTERS: [&str; 3] = ["none", "coarse", "fine"];
/// `device.colorScheme`
pub const COLOR_SCHEMES: [&str; 2] = ["light", "dark"];
/// `device.contrast`, as `prefers-contrast` says it.
pub const CONTRASTS: [&str; 4] = ["no-preference", "more", "less", "custom"];
/// `device.connection`, as `effectiveType` of the Network Information API says it.
pub const CONNECTIONS: [&str; 4] = ["slow-2g", "2g", "3g", "4g"];
