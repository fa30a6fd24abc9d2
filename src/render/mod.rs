//! How it gets into the page: decisions become words, and words become the patches that the page still lacks.

pub mod json;
pub mod outbox;
pub mod patch;
pub mod rich;
pub mod shown;
pub mod sink;
