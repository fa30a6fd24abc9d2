//! Rendering: decisions become words, and words become the patches that the page still lacks.

pub mod diff;
pub mod fields;
pub mod json;
pub mod patch;
pub mod rich;
pub mod sink;
