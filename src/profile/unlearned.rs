//! A profile without memory, of which nothing is ever learned.

use super::Profile;

/// Without memory nothing is ever learned.
impl Profile {
    /// The reader's interest in a topic.
    pub fn interest(&self, _: &str, _: i64) -> f64 {
        0.0
    }

    /// Has it grown of late?
    pub fn rises(&self, _: &str, _: i64) -> bool {
        false
    }

    /// In which hours visits began.
    pub fn hours(&self) -> &[f64] {
        &[]
    }
}
