//! What each channel counts, and how: limits as dated data, which a site may override, and counters that are exact.

pub mod count;
pub mod read;
pub mod width;

/// What a channel counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Letters with the weights of X.
    Weighted,
    /// What a reader takes for one character.
    Graphemes,
    /// Code points.
    #[default]
    Points,
    /// Code units of UTF-16.
    Utf16,
    /// Bytes of UTF-8.
    Bytes,
    /// Pixels of a title in results of a search.
    Pixels,
}

impl Unit {
    /// All of them, as files name them.
    pub const ALL: [(&'static str, Self); 6] = [
        ("weighted", Self::Weighted),
        ("graphemes", Self::Graphemes),
        ("points", Self::Points),
        ("utf16", Self::Utf16),
        ("bytes", Self::Bytes),
        ("pixels", Self::Pixels),
    ];

    /// As a file names it.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, unit)| *unit == self).map_or("", |(name, _)| name)
    }
}

/// A channel.
#[derive(Clone, Debug, Default)]
pub struct Channel {
    /// What a person calls it.
    pub name: String,
    /// What it counts.
    pub unit: Unit,
    /// The most of it; none where only practice says.
    pub limit: Option<u32>,
    /// The most that is good by practice.
    pub advice: Option<u32>,
    /// The most bytes besides.
    pub bytes: Option<u32>,
    /// After how much it is cut off until somebody asks for more.
    pub fold: Option<u32>,
    /// How much an address counts, however long it is.
    pub link: Option<u32>,
    /// Does an emoji count as many as its bytes?
    pub emoji_bytes: bool,
    /// Is only the name counted of a name on another server?
    pub short_mentions: bool,
    /// The most addresses, hashtags and mentions.
    pub links: Option<u32>,
    /// The most hashtags.
    pub hashtags: Option<u32>,
    /// The most mentions.
    pub mentions: Option<u32>,
    /// Letters that it does not take.
    pub forbidden: String,
}
