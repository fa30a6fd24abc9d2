//! The boundary: the only room that knows there is a browser. Values come in, values and patches go out.

#[cfg(feature = "compile")]
mod author;
#[cfg(feature = "bare")]
mod bare;
mod engine;
mod given;
mod intl;
mod page;
mod query;
mod tell;
mod world;
mod zone;
