//! What a file without the standard library has to name itself.

pub(crate) use alloc::borrow::ToOwned;
pub(crate) use alloc::boxed::Box;
pub(crate) use alloc::string::String;
#[cfg(feature = "compile")]
pub(crate) use alloc::string::ToString;
#[cfg(feature = "compile")]
pub(crate) use alloc::vec;
pub(crate) use alloc::vec::Vec;

/// The pieces of a text between the marks. (`str::split` by a character searches in a way that weighs 600 bytes more.)
#[allow(clippy::manual_pattern_char_comparison)]
pub(crate) fn pieces(text: &str, mark: char) -> impl Iterator<Item = &str> {
    text.split(move |letter| letter == mark)
}
