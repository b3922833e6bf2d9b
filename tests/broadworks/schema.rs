//! What a command may hold, and the one judge of it: order, spelling, number, types, nil.

use roxmltree::{Node, NodeType};

use super::setup::Release;

pub(super) const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// What an element holds.
#[derive(Clone, Copy)]
pub(super) enum Of {
    /// Text of so many characters, blanks collapsed.
    Token(usize, usize),
    /// The same, counted in bytes.
    Bytes(usize, usize),
    /// `true` or `false`.
    Flag,
    /// `true`.
    True,
    Number(i64, i64),
    Among(&'static [&'static str]),
    Holds(&'static [Part]),
    /// One of several types, which `xsi:type` names.
    Typed(&'static [(&'static str, &'static [Part])]),
    /// No element of its own: one of these sequences.
    Either(&'static [&'static [Part]]),
}

/// A place in a sequence of elements.
#[derive(Clone, Copy)]
pub(super) struct Part {
    name: &'static str,
    of: Of,
    least: usize,
    most: usize,
    nillable: bool,
    since: Release,
}

/// A place that has to be taken once.
pub(super) const fn one(name: &'static str, of: Of) -> Part {
    Part { name, of, least: 1, most: 1, nillable: false, since: Release::R17 }
}

/// A place that may be empty.
pub(super) const fn maybe(name: &'static str, of: Of) -> Part {
    Part { least: 0, ..one(name, of) }
}

/// A place for any number of elements.
pub(super) const fn any(name: &'static str, of: Of) -> Part {
    Part { most: usize::MAX, ..maybe(name, of) }
}

/// One of several sequences.
pub(super) const fn either(branches: &'static [&'static [Part]]) -> Part {
    one("", Of::Either(branches))
}

impl Part {
    /// The same, which may be nil.
    pub(super) const fn nil(self) -> Self {
        Self { nillable: true, ..self }
    }

    /// The same up to a number of times.
    pub(super) const fn up_to(self, most: usize) -> Self {
        Self { most, ..self }
    }

    /// The same, which older releases do not know.
    pub(super) const fn since(self, since: Release) -> Self {
        Self { since, ..self }
    }
}

/// An element that was judged: its text is as the server takes it.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    name: &'static str,
    /// Its `xsi:type`, where it has to have one.
    pub(super) kind: &'static str,
    /// Whether it clears a value: nil, or empty.
    pub(super) clears: bool,
    pub(super) text: String,
    children: Vec<Element>,
}

impl Element {
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    pub(super) fn children(&self) -> &[Element] {
        &self.children
    }

    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    pub(super) fn text_of(&self, name: &str) -> Option<&str> {
        self.child(name).map(|child| child.text.as_str())
    }

    /// The text of an element that the schema demands.
    pub(super) fn needed(&self, name: &str) -> &str {
        self.text_of(name).unwrap_or_default()
    }
}

/// What a command holds, or why it may not.
pub(super) fn judge(command: Node<'_, '_>, parts: &'static [Part], release: Release) -> Result<Element, String> {
    Ok(Element { children: inner(command, parts, release)?, ..Element::default() })
}

fn inner(node: Node<'_, '_>, parts: &'static [Part], release: Release) -> Result<Vec<Element>, String> {
    if node.children().any(|child| child.node_type() == NodeType::Text && !is_blank(child.text())) {
        return Err(format!("text is not allowed in '{}'", node.tag_name().name()));
    }
    let nodes: Vec<Node<'_, '_>> = node.children().filter(Node::is_element).collect();
    let (mut at, mut taken) = (0, Vec::new());
    sequence(parts, &nodes, &mut at, release, &mut taken)?;
    match nodes.get(at) {
        Some(left) => Err(format!("Expected no element '{}' here", left.tag_name().name())),
        None => Ok(taken),
    }
}

fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.bytes().all(|b| b.is_ascii_whitespace()))
}

fn sequence(
    parts: &'static [Part],
    nodes: &[Node<'_, '_>],
    at: &mut usize,
    release: Release,
    taken: &mut Vec<Element>,
) -> Result<(), String> {
    let is_named = |node: &Node<'_, '_>, name: &str| super::document::is_plain(*node, name);
    let found = |at: usize| nodes.get(at).map_or("nothing", |node| node.tag_name().name());
    for part in parts.iter().filter(|part| part.since <= release) {
        if let Of::Either(branches) = part.of {
            let begins = |branch: &&&[Part]| nodes.get(*at).is_some_and(|node| is_named(node, branch[0].name));
            match branches.iter().find(begins) {
                Some(branch) => sequence(branch, nodes, at, release, taken)?,
                None if part.least == 0 => {}
                None => return Err(format!("Expected one of a choice instead of '{}'", found(*at))),
            }
            continue;
        }
        let mut count = 0;
        while count < part.most && nodes.get(*at).is_some_and(|node| is_named(node, part.name)) {
            taken.push(element(nodes[*at], part, release)?);
            (*at, count) = (*at + 1, count + 1);
        }
        if count < part.least {
            return Err(format!("Expected element '{}' instead of '{}'", part.name, found(*at)));
        }
    }
    Ok(())
}

fn element(node: Node<'_, '_>, part: &Part, release: Release) -> Result<Element, String> {
    let mut element = Element { name: part.name, ..Element::default() };
    let mut typed: Option<&'static [Part]> = None;
    for attribute in node.attributes() {
        match (attribute.namespace(), attribute.name(), attribute.value(), part.of) {
            (Some(XSI), "nil", "true" | "1", _) if part.nillable => element.clears = true,
            (Some(XSI), "nil", "false" | "0", _) if part.nillable => {}
            (Some(XSI), "type", value, Of::Typed(types)) => {
                let known = types.iter().find(|(name, _)| *name == value);
                let (name, parts) = known.ok_or_else(|| format!("Invalid xsi:type qname: '{value}'"))?;
                (element.kind, typed) = (*name, Some(*parts));
            }
            (_, name, value, _) => {
                return Err(format!("Attribute '{name}' = '{value}' is not allowed in '{}'", part.name));
            }
        }
    }
    if matches!(part.of, Of::Typed(_)) && typed.is_none() {
        return Err(format!("'{}' is abstract and has no xsi:type", part.name));
    }
    if element.clears {
        let empty = node.children().next().is_none();
        return if empty { Ok(element) } else { Err(format!("'{}' is nil and holds something", part.name)) };
    }
    let parts = match part.of {
        Of::Holds(parts) => Some(parts),
        _ => typed,
    };
    if let Some(parts) = parts {
        element.children = inner(node, parts, release)?;
        return Ok(element);
    }
    if node.children().any(|child| child.is_element()) {
        return Err(format!("'{}' holds text only", part.name));
    }
    let text: String = node.children().filter(Node::is_text).filter_map(|child| child.text()).collect();
    element.text = collapse(&text);
    // A string can be cleared by an empty element, too; nothing else can.
    element.clears = part.nillable && element.text.is_empty() && matches!(part.of, Of::Token(..) | Of::Bytes(..));
    if !element.clears {
        is_of(&element.text, part.of).map_err(|why| format!("'{}': {why}", part.name))?;
    }
    Ok(element)
}

/// What `xs:token` does to blanks: also to those of a password.
fn collapse(text: &str) -> String {
    let words = text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

fn is_of(text: &str, of: Of) -> Result<(), String> {
    let length = |length: usize, least: usize, most: usize| {
        if (least..=most).contains(&length) { Ok(()) } else { Err(format!("a length of {length} is not allowed")) }
    };
    let among = |is: bool| if is { Ok(()) } else { Err(format!("the value '{text}' is not allowed")) };
    match of {
        Of::Token(least, most) => length(text.chars().count(), least, most),
        Of::Bytes(least, most) => length(text.len(), least, most),
        // The schema's own booleans have 1 and 0, too; the server's documents never do.
        Of::Flag => among(matches!(text, "true" | "false")),
        Of::True => among(text == "true"),
        Of::Number(least, most) => among(text.parse().is_ok_and(|number: i64| (least..=most).contains(&number))),
        Of::Among(words) => among(words.contains(&text)),
        Of::Holds(_) | Of::Typed(_) | Of::Either(_) => Ok(()),
    }
}
