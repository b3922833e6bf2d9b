//! Replies as read: one answer a command.

use roxmltree::Node;

use super::decode::decode;
use super::envelope::document_in;
use super::frame::{LONGEST_REPLY, whole};
use super::{Fault, OcipError, Table};

/// Elements that carry a passcode or a password in clear. They are left unread: nothing that is not there can be
/// printed.
const LEFT_UNREAD: [&str; 6] =
    ["passcode", "defaultPassword", "defaultPasscode", "password", "userPassword", "userPasscode"];

/// What the server sent.
pub enum Reply {
    /// Answers, in the order of the commands.
    Answers(Vec<Answer>),
    /// The session is over: the server logs its client out.
    LoggedOut(String),
}

/// What one command was answered.
pub struct Answer {
    /// What the command was marked with.
    pub echo: String,
    /// The elements of the answer, or why there are none.
    pub outcome: Result<Element, Fault>,
}

/// An element of an answer. No `Debug`: what it holds is other people's.
#[derive(Default)]
pub struct Element {
    name: String,
    text: String,
    children: Vec<Element>,
    table: Option<Table>,
}

impl Element {
    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The first element of this name within it.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The text of the first element of this name, if it has one.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.child(name).map(Element::text).filter(|text| !text.is_empty())
    }

    /// Whether the first element of this name says yes; `None` where there is none.
    pub fn flag(&self, name: &str) -> Option<bool> {
        self.value(name).map(|value| value == "true")
    }

    /// The number in the first element of this name.
    pub fn number(&self, name: &str) -> Option<usize> {
        self.value(name)?.parse().ok()
    }

    /// The table of this name.
    pub fn table(&self, name: &str) -> Result<&Table, OcipError> {
        let table = self.child(name).and_then(|child| child.table.as_ref());
        table.ok_or_else(|| OcipError::garbled(format!("it has no {name}")))
    }

    fn read(node: Node<'_, '_>) -> Result<Self, OcipError> {
        let name = node.tag_name().name().to_owned();
        if LEFT_UNREAD.contains(&name.as_str()) {
            return Ok(Self { name, ..Self::default() });
        }
        let is_table = node.children().any(|child| child.has_tag_name("colHeading"));
        if is_table {
            return Ok(Self { name, table: Some(Table::read(node)?), ..Self::default() });
        }
        let children = node.children().filter(Node::is_element).map(Self::read).collect::<Result<Vec<_>, _>>()?;
        let text = if children.is_empty() { text_of(node) } else { String::new() };
        Ok(Self { name, text, children, table: None })
    }
}

/// All text of an element: a CDATA section splits it into pieces.
pub(super) fn text_of(node: Node<'_, '_>) -> String {
    node.children().filter(Node::is_text).filter_map(|piece| piece.text()).collect()
}

impl Reply {
    /// Reads a document as it comes from a socket.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, OcipError> {
        whole(bytes, LONGEST_REPLY)?;
        Self::read(&decode(bytes)?)
    }

    /// Reads the document in an envelope as it comes from a SOAP front end.
    pub fn from_envelope(bytes: &[u8]) -> Result<Self, OcipError> {
        Self::read(&document_in(bytes)?)
    }

    /// Reads a decoded document.
    pub fn read(text: &str) -> Result<Self, OcipError> {
        let document = roxmltree::Document::parse(text).map_err(OcipError::garbled)?;
        let root = document.root_element();
        if root.tag_name().name() != "BroadsoftDocument" {
            return Err(OcipError::garbled(format!("it is no BroadsoftDocument but {}", root.tag_name().name())));
        }
        let mut answers = Vec::new();
        for command in root.children().filter(|child| child.tag_name().name() == "command") {
            let kind = type_of(command);
            match kind {
                "LogoutRequest" => {
                    let reason = command.children().find(|child| child.has_tag_name("reason")).map(text_of);
                    return Ok(Self::LoggedOut(reason.unwrap_or_else(|| "no reason given".to_owned())));
                }
                "" => return Err(OcipError::garbled("an answer has no type")),
                _ => {}
            }
            let echo = command.attribute("echo").unwrap_or_default().to_owned();
            let outcome = if kind == "ErrorResponse" { Err(fault(command)) } else { Ok(Element::read(command)?) };
            answers.push(Answer { echo, outcome });
        }
        Ok(Self::Answers(answers))
    }
}

/// The local part of `xsi:type`.
fn type_of<'a>(command: Node<'a, '_>) -> &'a str {
    let named = command.attribute(("http://www.w3.org/2001/XMLSchema-instance", "type")).unwrap_or_default();
    named.rsplit(':').next().unwrap_or_default().trim()
}

fn fault(command: Node<'_, '_>) -> Fault {
    let text = |name: &str| {
        let found = command.children().find(|child| child.has_tag_name(name)).map(text_of);
        found.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let said = text("summaryEnglish").or_else(|| text("summary")).unwrap_or_else(|| "no reason given".to_owned());
    let numbered = said.strip_prefix("[Error ").and_then(|rest| rest.split_once(']'));
    let by_text = numbered.and_then(|(number, _)| number.trim().parse().ok());
    let code = text("errorCode").and_then(|code| code.parse().ok()).or(by_text);
    let summary = numbered.map_or(said.as_str(), |(_, rest)| rest.trim()).to_owned();
    let detail = text("detail").filter(|_| code != Some(Fault::UNKNOWN_COMMAND));
    let summary = match detail.as_deref().and_then(|detail| detail.lines().map(str::trim).find(|line| !line.is_empty()))
    {
        Some(detail) if !summary.contains(detail) => format!("{summary}: {detail}"),
        _ => summary,
    };
    let is_mild = matches!(command.attribute("type"), Some("Warning" | "Info"));
    Fault { code, summary, is_mild }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(body: &str) -> Vec<Answer> {
        let document = format!(
            "<BroadsoftDocument protocol=\"OCI\" xmlns=\"C\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
             <sessionId xmlns=\"\">s</sessionId>{body}</BroadsoftDocument>"
        );
        match Reply::read(&document).map_err(|e| e.to_string()) {
            Ok(Reply::Answers(answers)) => answers,
            Ok(Reply::LoggedOut(reason)) => panic!("logged out: {reason}"),
            Err(e) => panic!("{e}"),
        }
    }

    #[test]
    fn an_error_is_read_by_its_number_or_its_text() {
        let error = |inner: &str| {
            let body = format!(
                "<command type=\"Error\" echo=\"c0\" xsi:type=\"c:ErrorResponse\" xmlns:c=\"C\" xmlns=\"\">{inner}</command>"
            );
            answers(&body).remove(0).outcome.err().unwrap()
        };
        let told =
            error("<summary>Unbekannt</summary><summaryEnglish>[Error 4008] User not found: x@y</summaryEnglish>");
        assert_eq!((told.code, told.summary.as_str()), (Some(4008), "User not found: x@y"));
        let told = error("<errorCode>5404</errorCode><summary>No</summary><detail><![CDATA[\n not you\n]]></detail>");
        assert_eq!((told.code, told.summary.as_str()), (Some(5404), "No: not you"));
        let told = error("<summary>[Error 6004] wrong</summary><detail>&lt;newPassword>x</detail>");
        assert_eq!((told.code, told.summary.as_str()), (Some(6004), "wrong"));
    }

    #[test]
    fn what_carries_a_passcode_is_left_unread() {
        let read = answers(
            "<command echo=\"\" xsi:type=\"UserPortalPasscodeGetInfoResponse\" xmlns=\"\"><isLoginDisabled>true\
             </isLoginDisabled><passcode>70935182</passcode></command>",
        );
        let element = read[0].outcome.as_ref().ok().unwrap();
        assert_eq!((element.flag("isLoginDisabled"), element.value("passcode")), (Some(true), None));
    }

    #[test]
    fn a_table_is_read_by_its_headings() {
        let read = answers(
            "<command echo=\"\" xsi:type=\"T\" xmlns=\"\"><userTable><colHeading>User Id</colHeading><colHeading>New\
             </colHeading><row><col>a&amp;b</col><col/></row><row><col><![CDATA[c]]]]><![CDATA[>]]></col><col>é</col>\
             </row></userTable></command>",
        );
        let table = read[0].outcome.as_ref().ok().unwrap().table("userTable").ok().unwrap();
        let cells: Vec<_> = table.rows().map(|row| (row.cell("User Id"), row.cell("New"), row.cell("Gone"))).collect();
        assert_eq!(cells, [(Some("a&b"), None, None), (Some("c]]>"), Some("é"), None)]);
    }
}
