//! An engine with its marks → one that is cut: functions that nobody calls any more go, and so do imports.

use super::data;
use super::prune::{Functions, prune};
use super::tidy::tidy;
use super::tree::{self, Node};
use crate::capability::Capability;
use crate::limits;
use crate::prelude::*;
use crate::program::bytes::{Reader, Writer};

/// Says that bytes are WebAssembly, and of which version.
const MAGIC: &[u8] = b"\0asm\x01\0\0\0";
/// The module that marks are imported from.
const MARKS: &[u8] = b"capability";
/// The marks that are answered with the bits of what is left, the lower half and the higher one.
const LEFT: [&[u8]; 2] = [b"left", b"left_high"];

/// The numbers of sections.
const TYPE: u8 = 1;
const IMPORT: u8 = 2;
const FUNCTION: u8 = 3;
const EXPORT: u8 = 7;
const ELEMENT: u8 = 9;
const CODE: u8 = 10;
const DATA: u8 = 11;
const DATA_COUNT: u8 = 12;
const CUSTOM: u8 = 0;

/// A WebAssembly in its parts.
struct Module<'a> {
    sections: Vec<(u8, &'a [u8])>,
    /// Those of functions come first in the numbering.
    imports: Vec<Import<'a>>,
    /// How many parameters each type has.
    params: Vec<usize>,
    /// The number of the type of each function.
    types: Vec<u64>,
    bodies: Vec<Body<'a>>,
    /// What is known of its data.
    map: data::Map,
}

struct Import<'a> {
    module: &'a [u8],
    name: &'a [u8],
    /// All of it.
    bytes: &'a [u8],
    /// The number of its type.
    ty: u64,
}

struct Body<'a> {
    /// The types of its locals, after the parameters.
    locals: Vec<u8>,
    nodes: Vec<Node<'a>>,
    nowhere: bool,
}

/// Cuts an engine with marks to the capabilities in `needs`. `None`: the bytes are no such engine.
pub fn cut(engine: &[u8], needs: u128) -> Option<Vec<u8>> {
    let mut module = Module::read(engine)?;
    while module.prune(needs)? {}
    module.tidy()?;
    module.write()
}

impl<'a> Module<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes.strip_prefix(MAGIC)?);
        let mut module = Self {
            sections: Vec::new(),
            imports: Vec::new(),
            params: Vec::new(),
            types: Vec::new(),
            bodies: Vec::new(),
            map: data::Map::default(),
        };
        while !reader.at_end() {
            let (id, section) = (reader.byte()?, reader.block()?);
            let mut inner = Reader::new(section);
            match id {
                TYPE => module.params = inner.all(params)?,
                IMPORT => module.imports = imports(section)?,
                FUNCTION => module.types = inner.all(Reader::number)?,
                CODE => module.bodies = inner.all(Reader::block)?.into_iter().map(body).collect::<Option<_>>()?,
                CUSTOM if inner.block()? == data::NAME => {
                    module.map = data::Map::read(section.get(section.len() - inner.left()..)?)?;
                }
                _ => {}
            }
            module.sections.push((id, section));
        }
        Some(module)
    }

    /// Prunes every function once. Has that left one that nobody can call?
    fn prune(&mut self, needs: u128) -> Option<bool> {
        let known = Known::of(self, needs)?;
        let mut news = false;
        for body in &mut self.bodies {
            if body.nowhere {
                continue;
            }
            let (nodes, nowhere) = prune(core::mem::take(&mut body.nodes), &known);
            news |= nowhere;
            (body.nodes, body.nowhere) = (nodes, nowhere);
        }
        Some(news)
    }

    /// Takes out of each function what pruning left behind.
    fn tidy(&mut self) -> Option<()> {
        for (body, ty) in self.bodies.iter_mut().zip(&self.types) {
            let params = *self.params.get(*ty as usize)?;
            body.nodes = tidy(core::mem::take(&mut body.nodes), params, &mut body.locals);
        }
        Some(())
    }
}

/// The locals of a function, as they are written: those of one type that follow one another together.
fn write_locals(types: &[u8], out: &mut Writer) {
    let groups = types.chunk_by(|one, other| one == other);
    out.number(groups.clone().count() as u64);
    for group in groups {
        out.number(group.len() as u64);
        out.bytes.extend(group.first());
    }
}

/// What is known of the functions before they are pruned.
struct Known {
    nowhere: Vec<bool>,
    marks: usize,
    /// The answers of [`LEFT`], by the numbers of the functions.
    left: Vec<(usize, u64)>,
    is_mark: Vec<bool>,
}

impl Known {
    /// `None`: there is a mark of no capability.
    fn of(module: &Module<'_>, needs: u128) -> Option<Self> {
        let (mut nowhere, mut is_mark, mut left) = (Vec::new(), Vec::new(), Vec::new());
        for (number, import) in module.imports.iter().enumerate() {
            let mark = import.module == MARKS;
            let half = LEFT.iter().position(|name| mark && *name == import.name);
            is_mark.push(mark && half.is_none());
            left.extend(half.map(|half| (number, (needs >> (64 * half)) as u64)));
            let needed = !mark || half.is_some() || {
                let capability = Capability::named(str::from_utf8(import.name).ok()?)?;
                needs & capability.bit() != 0
            };
            nowhere.push(!needed);
        }
        let marks = nowhere.len();
        nowhere.extend(module.bodies.iter().map(|body| body.nowhere));
        Some(Self { nowhere, marks, left, is_mark })
    }
}

impl Functions for Known {
    fn is_nowhere(&self, function: u32) -> bool {
        self.nowhere.get(function as usize) == Some(&true)
    }

    fn is_mark(&self, function: u32) -> bool {
        (function as usize) < self.marks && self.is_mark.get(function as usize) == Some(&true)
    }

    fn number(&self, function: u32) -> Option<u64> {
        self.left.iter().find(|(number, _)| *number == function as usize).map(|(_, bits)| *bits)
    }
}

fn imports(section: &[u8]) -> Option<Vec<Import<'_>>> {
    let mut reader = Reader::new(section);
    let count = reader.index()?;
    let mut imports = Vec::new();
    for _ in 0..count {
        let start = section.len() - reader.left();
        let (module, name) = (reader.block()?, reader.block()?);
        // The engine imports nothing but functions.
        (reader.byte()? == 0).then_some(())?;
        let ty = reader.number()?;
        let bytes = section.get(start..section.len() - reader.left())?;
        imports.push(Import { module, name, bytes, ty });
    }
    Some(imports)
}

/// How many parameters a type of functions has.
fn params(reader: &mut Reader<'_>) -> Option<usize> {
    (reader.byte()? == 0x60).then_some(())?;
    let params = reader.block()?.len();
    reader.block()?;
    Some(params)
}

fn body(bytes: &[u8]) -> Option<Body<'_>> {
    let mut reader = Reader::new(bytes);
    let mut locals = Vec::new();
    for _ in 0..reader.index()? {
        let (count, ty) = (reader.index()?, reader.byte()?);
        // Code of this package never has as many.
        (count <= limits::WASM_LOCALS - locals.len()).then_some(())?;
        locals.extend(core::iter::repeat_n(ty, count));
    }
    let code = bytes.get(bytes.len() - reader.left()..)?;
    Some(Body { locals, nodes: tree::read(code)?, nowhere: false })
}

/// What is still needed.
struct Reached {
    functions: Vec<bool>,
    pieces: Vec<bool>,
}

/// The numbers that functions get, where they are kept.
fn numbered(reached: &[bool]) -> Vec<Option<u32>> {
    let mut next = 0;
    let number = |reached: &bool| {
        next += u32::from(*reached);
        reached.then(|| next - 1)
    };
    reached.iter().map(number).collect()
}

/// The functions in the table: what stands before their list, the place of the first one, and all of them.
fn elements(section: &[u8]) -> Option<(&[u8], u64, Vec<u64>)> {
    let mut reader = Reader::new(section);
    // One segment, which fills the table from a fixed place on: `i32.const PLACE end`.
    let is_plain = reader.number()? == 1 && reader.number()? == 0 && reader.byte()? == 65;
    is_plain.then_some(())?;
    let first = reader.number()?;
    (reader.byte()? == 11).then_some(())?;
    let before = section.get(..section.len() - reader.left())?;
    Some((before, first, reader.all(Reader::number)?))
}

impl Module<'_> {
    fn section(&self, id: u8) -> &[u8] {
        self.sections.iter().find(|(one, _)| *one == id).map_or(&[], |(_, bytes)| bytes)
    }

    /// What is still reached: functions are by calls, by exports, and by the table, where code names them, or data that is
    /// reached.
    fn reached(&self) -> Option<Reached> {
        let imported = self.imports.len();
        let (first, table) =
            elements(self.section(ELEMENT)).map_or((0, Vec::new()), |(_, first, table)| (first, table));
        let at = |place: &u64| table.get((*place).checked_sub(first)? as usize).copied();
        let mut reached = Reached { functions: vec![false; imported + self.bodies.len()], pieces: Vec::new() };
        let exports = exports(self.section(EXPORT))?.into_iter().filter(|(_, kind, _)| *kind == 0);
        let mut waiting: Vec<u64> = exports.map(|(_, _, number)| number).collect();
        waiting.extend(self.map.functions.iter().filter_map(at));
        loop {
            let mut news = false;
            while let Some(function) = waiting.pop() {
                if core::mem::replace(reached.functions.get_mut(function as usize)?, true) {
                    continue;
                }
                news = true;
                if let Some(body) = (function as usize).checked_sub(imported).and_then(|place| self.bodies.get(place)) {
                    calls(&body.nodes, &mut waiting);
                }
            }
            if !news {
                return Some(reached);
            }
            reached.pieces = self.map.reached(self.places(&reached.functions))?;
            waiting.extend(self.map.named(&reached.pieces).filter_map(|place| at(&place)));
        }
    }

    fn write(&self) -> Option<Vec<u8>> {
        let reached = self.reached()?;
        let numbers = numbered(&reached.functions);
        let number = |function: u32| numbers.get(function as usize).copied().flatten();
        let (data, segments) = self.map.prune(self.section(DATA), &reached.pieces)?;
        let mut count = Writer::default();
        count.number(segments);
        let mut out = Writer { bytes: MAGIC.to_vec() };
        for (id, bytes) in &self.sections {
            let section = match *id {
                TYPE => self.prune_types(bytes, &numbers)?,
                IMPORT => self.write_imports(&numbers),
                FUNCTION => self.write_types(&numbers)?,
                EXPORT => write_exports(bytes, &number)?,
                ELEMENT => write_elements(bytes, &number)?,
                CODE => self.write_code(&numbers),
                DATA => data.clone(),
                DATA_COUNT => count.bytes.clone(),
                // Names and the like.
                CUSTOM => continue,
                _ => bytes.to_vec(),
            };
            out.bytes.push(*id);
            out.block(&section);
        }
        Some(out.bytes)
    }

    /// The numbers in what is reached that may be addresses.
    fn places(&self, reached: &[bool]) -> Vec<u32> {
        let mut places = Vec::new();
        let own = reached.get(self.imports.len()..).unwrap_or_default();
        for (body, _) in self.bodies.iter().zip(own).filter(|(_, reached)| **reached) {
            tree::places(&body.nodes, &mut |place| places.push(place));
        }
        places
    }

    /// The types, of which those that nothing has any more take nothing and give nothing: so all keep their numbers.
    fn prune_types(&self, section: &[u8], numbers: &[Option<u32>]) -> Option<Vec<u8>> {
        let mut used: Vec<u64> = self.kept(&self.types, numbers).copied().collect();
        for body in self.kept(&self.bodies, numbers) {
            tree::types(&body.nodes, &mut |number| used.push(number));
        }
        for import in &self.imports {
            used.push(import.ty);
        }
        let (mut reader, mut out) = (Reader::new(section), Writer::default());
        let count = reader.number()?;
        out.number(count);
        for number in 0..count {
            let start = section.len() - reader.left();
            params(&mut reader)?;
            let ty = section.get(start..section.len() - reader.left())?;
            out.bytes.extend_from_slice(if used.contains(&number) { ty } else { &[0x60, 0, 0] });
        }
        Some(out.bytes)
    }

    fn write_imports(&self, numbers: &[Option<u32>]) -> Vec<u8> {
        let kept: Vec<_> = self.imports.iter().zip(numbers).filter(|(_, number)| number.is_some()).collect();
        let mut out = Writer::default();
        out.number(kept.len() as u64);
        kept.iter().for_each(|(import, _)| out.bytes.extend_from_slice(import.bytes));
        out.bytes
    }

    /// The functions that are kept, after the imported ones.
    fn kept<'m, T>(&self, all: &'m [T], numbers: &'m [Option<u32>]) -> impl Iterator<Item = &'m T> + use<'m, T> {
        let own = numbers.get(self.imports.len()..).unwrap_or_default();
        all.iter().zip(own).filter(|(_, number)| number.is_some()).map(|(one, _)| one)
    }

    fn write_types(&self, numbers: &[Option<u32>]) -> Option<Vec<u8>> {
        (self.types.len() == self.bodies.len()).then_some(())?;
        let mut out = Writer::default();
        out.number(self.kept(&self.types, numbers).count() as u64);
        self.kept(&self.types, numbers).for_each(|ty| out.number(*ty));
        Some(out.bytes)
    }

    fn write_code(&self, numbers: &[Option<u32>]) -> Vec<u8> {
        let number = |function: u32| numbers.get(function as usize).copied().flatten().unwrap_or_default();
        let mut out = Writer::default();
        out.number(self.kept(&self.bodies, numbers).count() as u64);
        for body in self.kept(&self.bodies, numbers) {
            let mut code = Writer::default();
            write_locals(&body.locals, &mut code);
            tree::write(&body.nodes, &mut vec![0], &number, &mut code);
            code.bytes.push(11);
            out.block(&code.bytes);
        }
        out.bytes
    }
}

/// The functions that instructions call or name.
fn calls(nodes: &[Node<'_>], found: &mut Vec<u64>) {
    for node in nodes {
        match node {
            Node::Call(function) | Node::Name(function) => found.push(u64::from(*function)),
            Node::Block(block) => {
                calls(&block.body, found);
                calls(block.other.as_deref().unwrap_or_default(), found);
            }
            _ => {}
        }
    }
}

type Exported<'a> = (&'a [u8], u8, u64);

fn exports(section: &[u8]) -> Option<Vec<Exported<'_>>> {
    let mut reader = Reader::new(section);
    reader.all(|reader| Some((reader.block()?, reader.byte()?, reader.number()?)))
}

fn write_exports(section: &[u8], number: &dyn Fn(u32) -> Option<u32>) -> Option<Vec<u8>> {
    let all = exports(section)?;
    let mut out = Writer::default();
    out.number(all.len() as u64);
    for (name, kind, place) in all {
        out.block(name);
        out.bytes.push(kind);
        out.number(if kind == 0 { u64::from(number(place as u32)?) } else { place });
    }
    Some(out.bytes)
}

fn write_elements(section: &[u8], number: &dyn Fn(u32) -> Option<u32>) -> Option<Vec<u8>> {
    let (before, _, table) = elements(section)?;
    let mut out = Writer { bytes: before.to_vec() };
    out.number(table.len() as u64);
    for function in table {
        // A place that nobody asks for may hold any function.
        out.number(u64::from(number(function as u32).unwrap_or_default()));
    }
    Some(out.bytes)
}
