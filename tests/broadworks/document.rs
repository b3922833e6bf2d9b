//! A request document, read as strictly as the schema has it.

use roxmltree::{Document, Node};

use super::catalogue::{Spec, find};
use super::schema::{Element, XSI, judge};
use super::setup::Setup;

/// A document whose every command is known and valid.
pub(super) struct Asked {
    pub(super) session: String,
    pub(super) tracking: Option<String>,
    pub(super) commands: Vec<Command>,
}

/// One command of it.
pub(super) struct Command {
    pub(super) spec: &'static Spec,
    pub(super) echo: String,
    pub(super) body: Element,
}

/// Why a document is not answered.
pub(super) struct Invalid {
    /// If it could be read.
    pub(super) session: String,
    pub(super) why: String,
}

/// The longest document that has up to 15 commands is far shorter.
pub(super) const LONGEST: usize = 1 << 20;

/// Reads the bytes of one.
pub(super) fn read(bytes: &[u8], setup: &Setup) -> Result<Asked, Invalid> {
    let nowhere = |why: &str| Invalid { session: String::new(), why: why.to_owned() };
    // Whether a server stores anything else as it was meant is not known.
    if !bytes.is_ascii() && !setup.lenient {
        return Err(nowhere("the bytes of a request have to be ASCII"));
    }
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    read_text(text.trim_matches(['\0', ' ', '\t', '\r', '\n']), setup)
}

/// Reads the text of one.
pub(super) fn read_text(text: &str, setup: &Setup) -> Result<Asked, Invalid> {
    let nowhere = |why: String| Invalid { session: String::new(), why };
    let declared = text.split("?>").next().unwrap_or_default().replace('\'', "\"");
    if !declared.starts_with("<?xml") || !declared.contains("encoding=\"ISO-8859-1\"") {
        return Err(nowhere("no XML declaration with the encoding ISO-8859-1".to_owned()));
    }
    // A DOCTYPE is refused by the parser.
    let parsed = Document::parse(text).map_err(|error| nowhere(error.to_string()))?;
    let root = parsed.root_element();
    let session = root.children().find(|child| child.has_tag_name("sessionId")).and_then(|node| node.text());
    let session = session.unwrap_or_default().to_owned();
    envelope(root, setup).map_err(|why| Invalid { session, why })
}

fn envelope(root: Node<'_, '_>, setup: &Setup) -> Result<Asked, String> {
    if !root.has_tag_name(("C", "BroadsoftDocument")) {
        return Err("the root is no BroadsoftDocument of the namespace C".to_owned());
    }
    let attributes: Vec<_> = root.attributes().map(|a| (a.namespace(), a.name(), a.value())).collect();
    if attributes != [(None, "protocol", "OCI")] {
        return Err("the root needs protocol=\"OCI\" and nothing else".to_owned());
    }
    if root.children().any(|node| node.is_text() && !node.text().unwrap_or_default().trim().is_empty()) {
        return Err("text is not allowed in the root".to_owned());
    }
    let mut nodes = root.children().filter(Node::is_element).peekable();
    let plain = |node: Option<Node<'_, '_>>, name: &str| {
        let node = node.filter(|node| is_plain(*node, name))?;
        (node.attributes().len() == 0).then(|| node.text().unwrap_or_default().to_owned())
    };
    let session = plain(nodes.next(), "sessionId").filter(|id| !id.is_empty());
    let session = session.ok_or("no sessionId where it has to be")?.replace(['\t', '\n', '\r'], " ");
    let tracking = nodes.next_if(|node| is_plain(*node, "trackingId")).map(|node| node.text().unwrap_or_default());
    let commands = nodes.map(|node| command(node, setup)).collect::<Result<Vec<_>, _>>()?;
    if !(1..=15).contains(&commands.len()) {
        return Err(format!("{} commands, where 1 to 15 are allowed", commands.len()));
    }
    Ok(Asked { session, tracking: tracking.map(str::to_owned), commands })
}

pub(super) fn is_plain(node: Node<'_, '_>, name: &str) -> bool {
    // `xmlns=""` is told as an empty one.
    node.tag_name().namespace().is_none_or(str::is_empty) && node.tag_name().name() == name
}

fn command(node: Node<'_, '_>, setup: &Setup) -> Result<Command, String> {
    if !is_plain(node, "command") {
        return Err(format!("'{}' where a command without a namespace has to be", node.tag_name().name()));
    }
    let (mut kind, mut echo) = (None, "");
    for attribute in node.attributes() {
        match (attribute.namespace(), attribute.name()) {
            (Some(XSI), "type") => kind = Some(attribute.value()),
            (None, "echo") => echo = attribute.value(),
            (None, "requestLocale") => {}
            (_, name) => return Err(format!("Attribute '{name}' is not allowed in 'command'")),
        }
    }
    let kind = kind.ok_or("a command without xsi:type")?;
    let spec =
        find(kind, setup.release).ok_or_else(|| format!("Invalid xsi:type qname: '{kind}' in element command"))?;
    let free_reason = setup.lenient && spec.name == "LogoutRequest";
    let parts = if free_reason { super::catalogue::LENIENT_LOGOUT } else { spec.parts };
    let body = judge(node, parts, setup.release).map_err(|why| format!("{kind}: {why}"))?;
    Ok(Command { spec, echo: echo.to_owned(), body })
}
