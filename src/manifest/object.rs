//! A manifest that is an object already (in JavaScript, say) → the same tree that a text gives, through serde.

use crate::prelude::*;
use core::cell::Cell;
use core::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::json::{Json, Node};
use crate::limits;

/// Reads any self-describing value. Depth and number are bounded, because an object may contain itself.
///
/// # Errors
/// When it is too deep, too large, or holds something that JSON cannot say.
pub fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Node, D::Error> {
    let left = Cell::new(limits::MANIFEST_VALUES);
    Seed { depth: 0, left: &left }.deserialize(deserializer)
}

#[derive(Clone, Copy)]
struct Seed<'a> {
    depth: usize,
    left: &'a Cell<usize>,
}

impl Seed<'_> {
    fn deeper(self) -> Self {
        Self { depth: self.depth + 1, left: self.left }
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        if self.depth > limits::MANIFEST_DEPTH {
            return Err(Error::custom(format_args!("a manifest nests at most {} levels deep", limits::MANIFEST_DEPTH)));
        }
        let Some(left) = self.left.get().checked_sub(1) else {
            return Err(Error::custom(format_args!("a manifest has at most {} values", limits::MANIFEST_VALUES)));
        };
        self.left.set(left);
        deserializer.deserialize_any(self).map(|json| Node { json, at: None })
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Json;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_none<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        self.deserialize(deserializer).map(|node| node.json)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Json, E> {
        Ok(Json::Bool(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json, E> {
        Ok(Json::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self.deeper())? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut object = Vec::new();
        while let Some(key) = entries.next_key::<String>()? {
            object.push((key, entries.next_value_seed(self.deeper())?));
        }
        Ok(Json::Object(object))
    }
}
