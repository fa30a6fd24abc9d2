//! The forms that the host hands in.

use tailorbird::manifest::read::json::{Json, Node};

/// How a language writes the facts: for each of them ways, each of parts, each with the forms that it may have.
pub struct Forms(Vec<(String, Vec<Vec<Vec<String>>>)>);

impl Forms {
    /// Of JSON that the host made.
    pub fn of(node: Option<&Node>) -> Self {
        let Some(Json::Object(facts)) = node.map(|node| &node.json) else { return Self(Vec::new()) };
        let ways = |node: &Node| {
            items(node).map(|way| items(way).map(|part| items(part).filter_map(plain).collect()).collect()).collect()
        };
        Self(facts.iter().map(|(name, node)| (name.clone(), ways(node))).collect())
    }

    /// All forms.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(|(_, ways)| ways.iter().flatten().flatten().map(String::as_str))
    }

    /// The ways to write a fact.
    pub fn get(&self, name: &str) -> &[Vec<Vec<String>>] {
        self.0.iter().find(|(known, _)| known == name).map_or(&[], |(_, ways)| ways.as_slice())
    }
}

fn items(node: &Node) -> impl Iterator<Item = &Node> {
    match &node.json {
        Json::List(items) => items.iter(),
        _ => [].iter(),
    }
}

fn plain(node: &Node) -> Option<String> {
    match &node.json {
        Json::Text(text) => Some(text.clone()),
        _ => None,
    }
}
