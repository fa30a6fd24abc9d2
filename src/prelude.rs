//! What a file without the standard library has to name itself.

pub(crate) use alloc::borrow::ToOwned;
pub(crate) use alloc::boxed::Box;
pub(crate) use alloc::string::String;
#[cfg(feature = "compile")]
pub(crate) use alloc::string::ToString;
#[cfg(feature = "compile")]
pub(crate) use alloc::vec;
pub(crate) use alloc::vec::Vec;

/// A text that several may hold.
#[inline(never)]
pub(crate) fn shared(text: &str) -> alloc::rc::Rc<str> {
    text.into()
}

/// The pieces of a text between the marks, which are ASCII. (`str::split` weighs 600 bytes more, and for each kind of mark anew.)
pub(crate) fn pieces(text: &str, mark: char) -> Pieces<'_> {
    Pieces { rest: Some(text), mark: mark as u8 }
}

/// What [`pieces`] gives.
pub(crate) struct Pieces<'a> {
    rest: Option<&'a str>,
    mark: u8,
}

impl<'a> Pieces<'a> {
    /// The next one; empty where there is none.
    #[inline(never)]
    pub(crate) fn word(&mut self) -> &'a str {
        self.next().unwrap_or_default()
    }

    /// All that is left, its marks included.
    pub(crate) fn rest(&mut self) -> &'a str {
        self.rest.take().unwrap_or_default()
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = &'a str;

    #[inline(never)]
    fn next(&mut self) -> Option<&'a str> {
        let text = self.rest?;
        let Some(end) = text.bytes().position(|byte| byte == self.mark) else {
            return self.rest.take();
        };
        self.rest = text.get(end + 1..);
        text.get(..end)
    }
}
