//! Names that a file without the standard library has to import.

pub(crate) use alloc::borrow::ToOwned;
pub(crate) use alloc::boxed::Box;
pub(crate) use alloc::string::String;
#[cfg(feature = "compile")]
pub(crate) use alloc::string::ToString;
#[cfg(any(feature = "compile", feature = "analysis", feature = "vectors"))]
pub(crate) use alloc::vec;
pub(crate) use alloc::vec::Vec;
