//! Replies as captures show them.

use std::fmt::Write as _;

use super::document::Asked;
use super::setup::{Encodings, Setup};

/// What one command is answered.
#[derive(Clone, Debug)]
pub(super) enum Answer {
    Success,
    /// Elements under a type of their own.
    Data {
        kind: String,
        body: String,
    },
    Error {
        text: String,
        detail: Option<String>,
    },
}

impl Answer {
    /// A refusal.
    pub(super) fn error(text: impl Into<String>) -> Self {
        Self::Error { text: text.into(), detail: None }
    }

    /// Data of the response that belongs to a request.
    pub(super) fn to(request: &str, body: String) -> Self {
        Self::Data { kind: request.replacen("Request", "Response", 1), body }
    }

    /// One command of a reply.
    fn write(&self, echo: &str, to: &mut String) {
        let echo = escaped(echo);
        let _ = match self {
            Self::Success => {
                write!(to, "<command echo=\"{echo}\" xsi:type=\"c:SuccessResponse\" xmlns:c=\"C\" xmlns=\"\"/>")
            }
            Self::Data { kind, body } => {
                write!(to, "<command echo=\"{echo}\" xsi:type=\"{kind}\" xmlns=\"\">{body}</command>")
            }
            // The number stands in the text, and nowhere else.
            Self::Error { text, detail } => write!(
                to,
                "<command type=\"Error\" echo=\"{echo}\" xsi:type=\"c:ErrorResponse\" xmlns:c=\"C\" xmlns=\"\">\
                 <summary>{0}</summary><summaryEnglish>{0}</summaryEnglish>{1}</command>",
                escaped(text),
                detail.as_ref().map(|detail| format!("<detail>{detail}</detail>")).unwrap_or_default()
            ),
        };
    }
}

/// Text as an element or an attribute holds it.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\r' => escaped.push_str("&#13;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Text that stays as it is, also where it ends a CDATA section.
fn cdata(text: &str) -> String {
    format!("<![CDATA[{}]]>", text.replace("]]>", "]]]]><![CDATA[>"))
}

/// An element with text.
pub(super) fn element(to: &mut String, name: &str, text: &str) {
    let _ = write!(to, "<{name}>{}</{name}>", escaped(text));
}

/// An element with text, if there is any.
pub(super) fn element_if(to: &mut String, name: &str, text: Option<&str>) {
    if let Some(text) = text {
        element(to, name, text);
    }
}

/// A table.
pub(super) fn table(name: &str, headings: &[&str], rows: &[Vec<&str>]) -> String {
    let mut table = format!("<{name}>");
    for heading in headings {
        element(&mut table, "colHeading", heading);
    }
    for row in rows {
        table.push_str("<row>");
        for cell in row {
            if cell.is_empty() {
                table.push_str("<col/>");
            } else {
                element(&mut table, "col", cell);
            }
        }
        table.push_str("</row>");
    }
    let _ = write!(table, "</{name}>");
    table
}

/// A whole document and the encoding that it declares.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    pub(super) text: String,
    is_utf8: bool,
}

/// Before or after the login, which decides how a server that mixes encodings writes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    Login,
    Work,
}

impl Reply {
    /// The reply to a document.
    pub(super) fn new(setup: &Setup, phase: Phase, asked: &Asked, answers: &[Answer], echo: Option<&str>) -> Self {
        let mut commands = String::new();
        for (command, answer) in asked.commands.iter().zip(answers) {
            answer.write(echo.unwrap_or(&command.echo), &mut commands);
            commands.push('\n');
        }
        Self::whole(setup, phase == Phase::Login, &asked.session, asked.tracking.as_deref(), &commands)
    }

    /// Error 6004, which repeats what it refuses, whole and in CDATA.
    pub(super) fn invalid(setup: &Setup, session: &str, why: &str, document: &[u8]) -> Self {
        let document = String::from_utf8_lossy(document).replace(|c: char| c.is_control() && c != '\n', " ");
        let detail = cdata(&format!("{why}\n{document}"));
        let text = "[Error 6004] OCI XML Request validation error";
        let mut command = String::new();
        Answer::Error { text: text.to_owned(), detail: Some(detail) }.write("", &mut command);
        Self::whole(setup, true, session, None, &format!("{command}\n"))
    }

    /// The server ends the session by itself.
    pub(super) fn forced_logout(setup: &Setup, session: &str, user: &str) -> Self {
        let user = escaped(user);
        let command = format!(
            "<command xsi:type=\"LogoutRequest\" xmlns=\"\"><userId>{user}</userId>\
             <reason>Open Client Server Forced Logout</reason></command>\n"
        );
        Self::whole(setup, false, session, None, &command)
    }

    /// A reply whose entities would fill the memory of whoever resolves them.
    pub(super) fn doctype(setup: &Setup, session: &str) -> Self {
        let mut entities = "<!ENTITY a0 \"ha\">".to_owned();
        for n in 1..40 {
            let _ = write!(entities, "<!ENTITY a{n} \"&a{0};&a{0};\">", n - 1);
        }
        let mut reply = Self::whole(setup, true, session, None, "<command xmlns=\"\">&a39;</command>\n");
        let doctype = format!("<!DOCTYPE BroadsoftDocument [{entities}]>\n<BroadsoftDocument ");
        reply.text = reply.text.replacen("<BroadsoftDocument ", &doctype, 1);
        reply
    }

    /// A valid reply that is longer than anybody would read.
    pub(super) fn huge(setup: &Setup, session: &str, bytes: usize) -> Self {
        let filler = "x".repeat(bytes);
        Self::whole(setup, true, session, None, &format!("<command xmlns=\"\">{filler}</command>\n"))
    }

    fn whole(setup: &Setup, utf8_when_mixed: bool, session: &str, tracking: Option<&str>, commands: &str) -> Self {
        let is_utf8 = match setup.encodings {
            Encodings::Mixed => utf8_when_mixed,
            Encodings::Latin1 => false,
            Encodings::Utf8 => true,
        };
        let tracking =
            tracking.map(|id| format!("<trackingId xmlns=\"\">{}</trackingId>\n", escaped(id))).unwrap_or_default();
        let mut text = format!(
            "<?xml version=\"1.0\" encoding=\"{}\"?>\n\
             <BroadsoftDocument protocol=\"OCI\" xmlns=\"C\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n\
             <sessionId xmlns=\"\">{}</sessionId>\n{tracking}{commands}</BroadsoftDocument>",
            if is_utf8 { "UTF-8" } else { "ISO-8859-1" },
            escaped(session)
        );
        if setup.compact {
            text = text.replace(">\n<", "><");
        }
        Self { text: text + "\n", is_utf8 }
    }

    /// As it goes over a socket.
    pub(super) fn bytes(&self) -> Vec<u8> {
        if self.is_utf8 {
            return self.text.clone().into_bytes();
        }
        let mut bytes = Vec::with_capacity(self.text.len());
        for c in self.text.chars() {
            match u8::try_from(u32::from(c)) {
                Ok(byte) => bytes.push(byte),
                Err(_) => bytes.extend(format!("&#{};", u32::from(c)).bytes()),
            }
        }
        bytes
    }
}
