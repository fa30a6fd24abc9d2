//! The files of `src`, each as the tokens of its code: without comments, texts and the tests inside it.

#[path = "../source/files.rs"]
mod source_files;

/// A file of the source.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct File {
    /// Its path below `src`: `rule/eval.rs`.
    pub path: String,
    /// Its tokens: names, and marks such as `::`, `{` and `;`.
    pub tokens: Vec<String>,
}

impl File {
    /// A file with this text.
    pub fn new(path: &str, text: &str) -> Self {
        let code = text.split("\nmod tests {").next().unwrap_or_default();
        Self { path: path.to_owned(), tokens: tokens(code) }
    }

    /// The folder directly below `src` in which the file lies; empty for a file that is a room by itself.
    pub fn room(&self) -> &str {
        self.path.split_once('/').map_or("", |(room, _)| room)
    }

    /// The path of its module: `rule`, `eval`. That of a `mod.rs` is the path of its folder.
    pub fn module(&self) -> Vec<&str> {
        let mut module: Vec<&str> = self.path.trim_end_matches(".rs").split('/').collect();
        if module.last() == Some(&"mod") {
            module.pop();
        }
        module
    }
}

/// Every file of `src`, sorted by path.
pub fn files() -> Vec<File> {
    source_files::files().iter().map(|(path, text)| File::new(path, text)).collect()
}

fn tokens(code: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let end = if is_of_name(first) {
            let end = rest.find(|letter| !is_of_name(letter)).unwrap_or(rest.len());
            tokens.push(rest[..end].to_owned());
            end
        } else if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if first == '"' {
            text_end(rest)
        } else if rest.starts_with("'\"'") || rest.starts_with("'\\\"'") {
            rest[1..].find('\'').unwrap() + 2
        } else {
            let mark = if rest.starts_with("::") { "::" } else { &rest[..first.len_utf8()] };
            if !first.is_whitespace() {
                tokens.push(mark.to_owned());
            }
            mark.len()
        };
        rest = &rest[end..];
    }
    tokens
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The byte after the closing quotation mark of a text.
fn text_end(rest: &str) -> usize {
    let mut escaped = false;
    for (place, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return place + 1,
            _ => {}
        }
    }
    rest.len()
}
