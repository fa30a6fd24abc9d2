//! The arrows between the files of a room: who uses whom, found in `use` statements and in paths within code.

use std::collections::{BTreeMap, BTreeSet};

use super::source::File;

/// An arrow from the file that uses to the file that is used, both by their paths below `src`.
pub type Arrow = (String, String);

/// All arrows between files of the same room.
pub fn arrows(files: &[File]) -> BTreeSet<Arrow> {
    let modules: Modules = files.iter().map(|file| (file.module(), file)).collect();
    let mut arrows = BTreeSet::new();
    for file in files {
        let mut imports = BTreeMap::new();
        for path in paths(file).iter().filter(|path| !path.public) {
            if let Some(target) = resolve(&absolute(file, &path.names, &modules), &modules, 0) {
                imports.insert(path.names.last().copied().unwrap_or_default(), target);
                arrows.insert((file, target));
            }
        }
        // The methods of a type are found without an import, wherever they stand. So an `impl` away from its type is an arrow
        // from the type as well.
        for name in inherent_impls(file) {
            if let Some(target) = imports.get(name) {
                arrows.insert((target, file));
            }
        }
    }
    let within =
        |(from, to): &(&File, &File)| from.path != to.path && from.room() == to.room() && !from.room().is_empty();
    arrows.into_iter().filter(within).map(|(from, to)| (from.path.clone(), to.path.clone())).collect()
}

type Modules<'f> = BTreeMap<Vec<&'f str>, &'f File>;

/// A path such as `super::value::Value`.
struct Named<'f> {
    names: Vec<&'f str>,
    /// Does it stand in a `pub use`? Such a path is no use, but a second name for what others use.
    public: bool,
}

/// Every path in a file; those of a `use` with braces are taken apart.
fn paths(file: &File) -> Vec<Named<'_>> {
    let tokens = &file.tokens;
    let mut paths = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at] == "use" {
            let public = at > 0 && (tokens[at - 1] == "pub" || tokens[at - 1] == ")");
            let mut found = Vec::new();
            at = tree(tokens, at + 1, &[], &mut found);
            paths.extend(found.into_iter().map(|names| Named { names, public }));
        } else if is_name(&tokens[at]) && tokens.get(at + 1).is_some_and(|next| next == "::") {
            let mut names = vec![&*tokens[at]];
            while tokens.get(at + 1).is_some_and(|next| next == "::")
                && tokens.get(at + 2).is_some_and(|name| is_name(name))
            {
                names.push(&tokens[at + 2]);
                at += 2;
            }
            paths.push(Named { names, public: false });
            at += 1;
        } else {
            at += 1;
        }
    }
    paths
}

/// Takes a tree of imports apart, and says where it ends.
fn tree<'f>(tokens: &'f [String], mut at: usize, before: &[&'f str], found: &mut Vec<Vec<&'f str>>) -> usize {
    let mut names = before.to_vec();
    while at < tokens.len() {
        match &*tokens[at] {
            "{" => loop {
                at = tree(tokens, at + 1, &names, found);
                match tokens.get(at).map(String::as_str) {
                    Some(",") => {}
                    _ => return at + 1,
                }
            },
            "," | "}" | ";" => break,
            "as" => at += 1,
            "self" if !names.is_empty() => {}
            name if is_name(name) => names.push(name),
            _ => {}
        }
        at += 1;
    }
    if names.len() > before.len() || tokens.get(at - 1).is_some_and(|last| last == "self") {
        found.push(names);
    }
    at
}

fn is_name(token: &str) -> bool {
    token.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
}

/// A path from the root of the crate; empty if it leads to another crate, or is no path of a module.
fn absolute<'f>(file: &'f File, names: &[&'f str], modules: &Modules<'_>) -> Vec<&'f str> {
    let mut module = file.module();
    match names.first() {
        Some(&"crate") => names[1..].to_vec(),
        Some(&"self") => [module, names[1..].to_vec()].concat(),
        Some(&"super") => {
            let climbs = names.iter().take_while(|name| **name == "super").count();
            module.truncate(module.len().saturating_sub(climbs));
            [module, names[climbs..].to_vec()].concat()
        }
        Some(child) => {
            let path = [module, vec![*child]].concat();
            if modules.contains_key(&path) { [path, names[1..].to_vec()].concat() } else { Vec::new() }
        }
        None => Vec::new(),
    }
}

/// The file in which that which a path names is written, behind every `pub use`.
fn resolve<'f>(path: &[&str], modules: &Modules<'f>, depth: usize) -> Option<&'f File> {
    let length = (1..=path.len()).rev().find(|length| modules.contains_key(&path[..*length]))?;
    let file = modules[&path[..length]];
    let Some(name) = path.get(length).filter(|_| depth < 8) else { return Some(file) };
    let behind = paths(file).into_iter().find(|path| path.public && path.names.last() == Some(name));
    let Some(behind) = behind else { return Some(file) };
    resolve(&absolute(file, &behind.names, modules), modules, depth + 1).or(Some(file))
}

/// The types whose own methods stand in a file.
fn inherent_impls(file: &File) -> Vec<&str> {
    let tokens = &file.tokens;
    let mut types = Vec::new();
    for (at, _) in tokens.iter().enumerate().filter(|(_, token)| *token == "impl") {
        // An `impl` within a signature, `&mut impl Fn()`, follows a mark other than the end of an item or an attribute.
        if at > 0 && !["}", ";", "]"].contains(&&*tokens[at - 1]) {
            continue;
        }
        let head: Vec<&str> = tokens[at + 1..].iter().map(String::as_str).take_while(|token| *token != "{").collect();
        if head.contains(&"for") {
            continue;
        }
        types.extend(after_parameters(&head).iter().find(|token| is_name(token)));
    }
    types
}

/// What follows `<…>` at the beginning of the head of an `impl`.
fn after_parameters<'h, 'f>(head: &'h [&'f str]) -> &'h [&'f str] {
    if head.first() != Some(&"<") {
        return head;
    }
    let mut depth = 0;
    for (at, token) in head.iter().enumerate() {
        match *token {
            "<" => depth += 1,
            ">" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &head[at + 1..];
        }
    }
    head
}
