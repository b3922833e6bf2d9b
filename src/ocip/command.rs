//! Commands, and the document that carries them.

use zeroize::Zeroizing;

use crate::domain::Secret;

/// The most commands that one document may carry (OCI-P schema).
pub const MOST_COMMANDS: usize = 15;

/// One command: its type and its elements, in the order of the schema. Order and spelling decide; a wrong one is
/// error 6004. No `Debug`: it may hold a password.
#[derive(Clone)]
pub struct Command {
    name: &'static str,
    body: Zeroizing<String>,
    secrets: Vec<Secret>,
}

impl Command {
    /// A command of this type, without elements yet.
    pub fn new(name: &'static str) -> Self {
        Self { name, body: Zeroizing::default(), secrets: Vec::new() }
    }

    /// Its type.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// An element with a text.
    #[must_use]
    pub fn text(mut self, element: &str, value: &str) -> Self {
        self.open(element);
        escape(value, &mut self.body);
        self.close(element);
        self
    }

    /// An element with a password or passcode.
    #[must_use]
    pub fn secret(mut self, element: &str, secret: &Secret) -> Self {
        self = self.text(element, secret.expose());
        self.secrets.push(secret.clone());
        self
    }

    /// An element with a number.
    #[must_use]
    pub fn number(self, element: &str, value: usize) -> Self {
        self.text(element, &value.to_string())
    }

    /// An element with a truth.
    #[must_use]
    pub fn flag(self, element: &str, value: bool) -> Self {
        self.text(element, if value { "true" } else { "false" })
    }

    /// An element that clears what is on file.
    #[must_use]
    pub fn nil(mut self, element: &str) -> Self {
        self.body.push('<');
        self.body.push_str(element);
        self.body.push_str(" xsi:nil=\"true\"/>");
        self
    }

    /// An element that holds others.
    #[must_use]
    pub fn within(mut self, element: &str, inner: impl FnOnce(Self) -> Self) -> Self {
        self.open(element);
        self = inner(self);
        self.close(element);
        self
    }

    /// Another element where there is a value for it.
    #[must_use]
    pub fn with<T>(self, value: Option<T>, add: impl FnOnce(Self, T) -> Self) -> Self {
        match value {
            Some(value) => add(self, value),
            None => self,
        }
    }

    /// A text from the other side without the secrets that this command carried: errors repeat commands.
    pub(super) fn redact(&self, text: &str) -> String {
        self.secrets.iter().filter(|secret| !secret.expose().is_empty()).fold(text.to_owned(), |text, secret| {
            let mut escaped = Zeroizing::default();
            escape(secret.expose(), &mut escaped);
            text.replace(secret.expose(), "***").replace(escaped.as_str(), "***")
        })
    }

    fn open(&mut self, element: &str) {
        self.body.push('<');
        self.body.push_str(element);
        self.body.push('>');
    }

    fn close(&mut self, element: &str) {
        self.body.push_str("</");
        self.body.push_str(element);
        self.body.push('>');
    }
}

/// What answers are told apart by: the place of their command.
pub(super) fn echo_of(place: usize) -> String {
    format!("c{place}")
}

/// The document of these commands, in the session that the client chose. It is ASCII and says ISO-8859-1, which every
/// reading of it decodes alike: whatever is not ASCII is a character reference.
pub fn document(session_id: &str, commands: &[Command]) -> Zeroizing<String> {
    let mut out = Zeroizing::new(String::with_capacity(1024));
    out.push_str("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n");
    out.push_str("<BroadsoftDocument protocol=\"OCI\" xmlns=\"C\" ");
    out.push_str("xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n<sessionId xmlns=\"\">");
    escape(session_id, &mut out);
    out.push_str("</sessionId>\n");
    for (place, command) in commands.iter().enumerate() {
        let echo = echo_of(place);
        out.push_str("<command xmlns=\"\" xsi:type=\"");
        out.push_str(command.name);
        out.push_str("\" echo=\"");
        out.push_str(&echo);
        out.push_str("\">");
        out.push_str(&command.body);
        out.push_str("</command>\n");
    }
    out.push_str("</BroadsoftDocument>\n");
    out
}

/// What stands in XML for a character: itself, or the replacement character where no XML may hold it.
fn allowed(c: char) -> char {
    let is_blank = matches!(c, '\t' | '\n' | '\r');
    if (c < ' ' && !is_blank) || matches!(c, '\u{fffe}' | '\u{ffff}') { char::REPLACEMENT_CHARACTER } else { c }
}

/// A text as XML that is ASCII. What no XML may hold becomes the replacement character.
pub(super) fn escape(text: &str, out: &mut Zeroizing<String>) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            ' '..='~' => out.push(c),
            other => {
                out.push_str("&#");
                out.push_str(&u32::from(allowed(other)).to_string());
                out.push(';');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_text_holds_a_document_is_ascii_and_means_the_same() {
        let texts = ["Åse & <Kari> \"漢\" ]]> 'x'", "a\tb\r\nc", "\u{1f600}"];
        for text in texts {
            let sent = document("s-1", &[Command::new("T").text("userId", text)]);
            assert!(sent.is_ascii());
            let read = roxmltree::Document::parse(&sent).unwrap();
            let element = read.descendants().find(|node| node.has_tag_name("userId")).unwrap();
            assert_eq!(element.text(), Some(text));
        }
    }

    #[test]
    fn an_error_repeats_no_secret() {
        let secret = Secret::new("a&b<c>1".to_owned());
        let command = Command::new("PasswordModifyRequest").text("userId", "ann").secret("newPassword", &secret);
        let told = command.redact("refused: <newPassword>a&amp;b&lt;c&gt;1</newPassword>, that is a&b<c>1");
        assert_eq!(told, "refused: <newPassword>***</newPassword>, that is ***");
    }
}
