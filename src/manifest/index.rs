//! A map from texts to numbers: the only kind of map in the author build.

use crate::prelude::*;
use alloc::collections::BTreeMap;

/// A number for each text. It is filled one by one: each further kind of map, and each further way to fill one, costs a
/// kilobyte of code.
pub type Index = BTreeMap<String, u32>;
