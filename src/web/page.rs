//! The markup: which elements are slots, what they show, and how patches are written. What the server sent is kept,
//! and can be given back at any time.

use crate::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlTemplateElement, Node, NodeList};

use crate::context::locale::language;
use crate::message::digits::glue;
use crate::render::patch::{Bound, pairs, patch};
use crate::render::shown::Shown;

#[wasm_bindgen]
extern "C" {
    /// A document, an element, a fragment or a shadow root: whatever can be searched.
    pub type Root;

    #[wasm_bindgen(method, catch, js_name = querySelectorAll)]
    fn query_selector_all(this: &Root, selector: &str) -> Result<NodeList, JsValue>;
}

/// What would be requested as soon as it is in the page. A variant with one of these may be chosen only where the
/// manifest says so, because the request would tell which variant it was.
const LOADING: &str = "img,picture,source,video,audio,track,iframe,frame,embed,object,link,script,style,base,meta,\
image,feImage,use:not([href^='#']),input[type=image],[background],[style*='url('],[style*='image-set(']";

/// Every slot that was met in the page.
#[derive(Default)]
pub struct Surface {
    views: Vec<View>,
}

/// A slot in the page.
pub struct View {
    element: Element,
    /// The slot's name.
    pub name: String,
    /// `lang` and `dir` as the server sent them.
    original: [Option<String>; 2],
    /// What it can show: its own markup first, then each template that was shown so far.
    faces: Vec<Face>,
    /// Which of them it shows.
    shows: usize,
}

/// One way in which a slot was marked up.
struct Face {
    /// The template's variant; `None` for the slot's own markup.
    variant: Option<String>,
    nodes: Vec<Node>,
    holders: Vec<Holder>,
}

/// A place that takes the words of a field.
struct Holder {
    element: Element,
    attribute: Option<String>,
    field: String,
    original: Option<String>,
}

impl Surface {
    /// The slots under `root`, those that were met before with all that is known of them.
    pub fn meet(&mut self, root: &Root) -> Vec<&mut View> {
        let found = search(root.query_selector_all("[data-tb-slot]"));
        // What has left the page for good is forgotten; mostly the order is the same as last time.
        let mut known: Vec<Option<View>> = self.views.drain(..).filter(|view| view.element.is_connected()).map(Some).collect();
        let count = found.len();
        for element in found {
            let mine = known.iter_mut().find(|view| view.as_ref().is_some_and(|view| view.element == element));
            let view = mine.and_then(Option::take).unwrap_or_else(|| View::new(element));
            self.views.push(view);
        }
        self.views.extend(known.into_iter().flatten());
        self.views.iter_mut().take(count).collect()
    }

    /// Gives every slot back as the server sent it.
    pub fn restore(&mut self) {
        for mut view in self.views.drain(..) {
            view.restore();
        }
    }
}

impl View {
    fn new(element: Element) -> Self {
        let name = element.get_attribute("data-tb-slot").unwrap_or_default();
        let original = ["lang", "dir"].map(|attribute| element.get_attribute(attribute));
        let mut holders = Vec::new();
        find_holders(&element, &mut holders);
        let own = Face { variant: None, nodes: Vec::new(), holders };
        Self { element, name, original, faces: vec![own], shows: 0 }
    }

    /// Makes the slot show what was decided. What could not be written is told, with the field or template.
    pub fn apply(&mut self, shown: &Shown, may_request: bool, mut refused: impl FnMut(&str, &'static str)) {
        if self.turn(&shown.variant, may_request).is_none() {
            refused(&shown.variant, "this template would load something; allow it with variesRequests, or leave it out");
        }
        let Some(face) = self.faces.get(self.shows) else { return };
        let bounds: Vec<Bound> = face.holders.iter().map(Holder::bound).collect();
        let (patches, refusals) = patch(shown, &bounds);
        for refusal in refusals {
            refused(face.holders.get(refusal.bound).map_or("", |holder| &holder.field), refusal.message);
        }
        for change in patches {
            if let Some(holder) = face.holders.get(change.bound) {
                holder.write(change.value.as_deref());
            }
        }
        let speaks = bounds.iter().any(|bound| shown.field(&bound.field).is_some_and(|field| !field.url));
        self.speak(speaks.then_some(shown));
    }

    fn restore(&mut self) {
        self.show(0);
        for holder in self.faces.iter().flat_map(|face| &face.holders) {
            holder.write(holder.original.as_deref());
        }
        self.speak(None);
    }

    /// Turns to the template of a variant, or to the slot's own markup where it has none. `None`: refused.
    fn turn(&mut self, variant: &str, may_request: bool) -> Option<()> {
        let Some(template) = self.template(variant) else {
            self.show(0);
            return Some(());
        };
        if !may_request && template.content().query_selector(LOADING).ok().flatten().is_some() {
            self.show(0);
            return None;
        }
        let known = self.faces.iter().position(|face| face.variant.as_deref() == Some(variant));
        let place = known.unwrap_or_else(|| {
            self.faces.push(Face::of(variant, &template));
            self.faces.len() - 1
        });
        self.show(place);
        Some(())
    }

    fn template(&self, variant: &str) -> Option<HtmlTemplateElement> {
        let templates = children(&self.element).into_iter().filter_map(|node| node.dyn_into::<HtmlTemplateElement>().ok());
        templates.into_iter().find(|template| template.get_attribute("data-tb-variant").as_deref() == Some(variant))
    }

    /// Puts another face's nodes where this one's are. Templates stay where they are.
    fn show(&mut self, place: usize) {
        if place == self.shows {
            return;
        }
        let current: Vec<Node> = children(&self.element).into_iter().filter(|node| !is_variant(node)).collect();
        for node in &current {
            let _ = self.element.remove_child(node);
        }
        if let Some(face) = self.faces.get_mut(self.shows) {
            face.nodes = current;
        }
        let before = self.element.first_child();
        for node in self.faces.get(place).map_or(&[][..], |face| &face.nodes) {
            let _ = self.element.insert_before(node, before.as_ref());
        }
        self.shows = place;
    }

    /// Says which language the slot is in where it is not the page's; `None`: as the server said.
    fn speak(&self, shown: Option<&Shown>) {
        let parent = self.element.parent_element();
        let inherited = |attribute: &str| {
            let holder = parent.as_ref().and_then(|parent| parent.closest(&glue(&["[", attribute, "]"])).ok().flatten());
            holder.and_then(|holder| holder.get_attribute(attribute))
        };
        let [original_lang, original_dir] = &self.original;
        let lang = shown.map(|shown| &*shown.locale).filter(|wanted| {
            let known = original_lang.clone().or_else(|| inherited("lang")).unwrap_or_default();
            !language(&known).eq_ignore_ascii_case(language(wanted))
        });
        let dir = shown.map(Shown::direction).filter(|wanted| {
            let known = original_dir.clone().or_else(|| inherited("dir")).unwrap_or_else(|| "ltr".to_owned());
            !known.eq_ignore_ascii_case(wanted)
        });
        write(&self.element, "lang", lang.or(original_lang.as_deref()));
        write(&self.element, "dir", dir.or(original_dir.as_deref()));
    }
}

impl Face {
    fn of(variant: &str, template: &HtmlTemplateElement) -> Self {
        let nodes = template.content().clone_node_with_deep(true).map(|copy| children(&copy)).unwrap_or_default();
        let mut holders = Vec::new();
        for node in &nodes {
            if let Some(element) = node.dyn_ref::<Element>() {
                find_holders(element, &mut holders);
            }
        }
        Self { variant: Some(variant.to_owned()), nodes, holders }
    }
}

impl Holder {
    fn bound(&self) -> Bound {
        Bound {
            element: self.element.local_name(),
            attribute: self.attribute.clone(),
            field: self.field.clone(),
            original: self.original.clone(),
            current: self.read(),
        }
    }

    fn read(&self) -> Option<String> {
        match &self.attribute {
            Some(attribute) => self.element.get_attribute(attribute),
            None => self.element.text_content(),
        }
    }

    /// The attribute has been checked against the list; text is only ever text.
    fn write(&self, value: Option<&str>) {
        match &self.attribute {
            Some(attribute) => write(&self.element, attribute, value),
            None if self.read().as_deref() != value => self.element.set_text_content(value),
            None => {}
        }
    }
}

/// Writes an attribute if it differs; `None` takes it away.
fn write(element: &Element, attribute: &str, value: Option<&str>) {
    if element.get_attribute(attribute).as_deref() == value {
        return;
    }
    let _ = match value {
        Some(value) => element.set_attribute(attribute, value),
        None => element.remove_attribute(attribute),
    };
}

fn children(node: &Node) -> Vec<Node> {
    nodes(&node.child_nodes())
}

fn nodes(list: &NodeList) -> Vec<Node> {
    let mut nodes = Vec::new();
    for place in 0..list.length() {
        nodes.extend(list.get(place));
    }
    nodes
}

/// What a search found: a search finds elements only.
fn search(found: Result<NodeList, JsValue>) -> Vec<Element> {
    let mut elements = Vec::new();
    for node in found.map(|list| nodes(&list)).unwrap_or_default() {
        elements.push(node.unchecked_into());
    }
    elements
}

fn is_variant(node: &Node) -> bool {
    node.dyn_ref::<HtmlTemplateElement>().is_some_and(|template| template.has_attribute("data-tb-variant"))
}

/// The places that take words: the element and those under it, slots within it left out.
fn find_holders(element: &Element, holders: &mut Vec<Holder>) {
    add_holders(element, holders);
    for inner in search(element.query_selector_all("[data-tb-text],[data-tb-attr]")) {
        if belongs(&inner, element) {
            add_holders(&inner, holders);
        }
    }
}

/// Is there no other slot between the two?
fn belongs(inner: &Element, slot: &Element) -> bool {
    let mut at = Some(inner.clone());
    while let Some(element) = at.filter(|element| element != slot) {
        if element.has_attribute("data-tb-slot") {
            return false;
        }
        at = element.parent_element();
    }
    true
}

fn add_holders(element: &Element, holders: &mut Vec<Holder>) {
    let mut add = |attribute: Option<&str>, field: &str| {
        let attribute = attribute.map(str::to_ascii_lowercase);
        let mut holder = Holder { element: element.clone(), attribute, field: field.to_owned(), original: None };
        holder.original = holder.read();
        holders.push(holder);
    };
    if let Some(field) = element.get_attribute("data-tb-text") {
        add(None, field.trim());
    }
    if let Some(list) = element.get_attribute("data-tb-attr") {
        pairs(&list).for_each(|(attribute, field)| add(Some(attribute), field));
    }
}
