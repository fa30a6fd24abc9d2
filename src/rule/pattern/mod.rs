//! stub
#[cfg(feature = "compile")]
pub mod compile;
pub mod table;
