//! The one constructor of mails. Names come from outside: whatever does not show is refused here, so that
//! nothing can be smuggled into a header and no library has to cope with it.

use std::time::SystemTime;

use jiff::Timestamp;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};

use super::MailError;
use crate::domain::{Email, Logo, has_control};

/// From whom mails come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    name: Option<String>,
    email: Email,
}

impl Sender {
    /// Reads `address` or `Name <address>`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (name, address) = match text.trim().strip_suffix('>').and_then(|text| text.rsplit_once('<')) {
            Some((name, address)) => (name.trim().trim_matches('"'), address),
            None => ("", text.trim()),
        };
        if has_control(name) {
            return Err(format!("{text:?} has a character that does not show"));
        }
        let email = Email::parse(address).map_err(|e| format!("{address:?} is no email address: {e}"))?;
        Ok(Self { name: (!name.is_empty()).then(|| name.to_owned()), email })
    }
}

/// What a mail says, to whom. It has no `Debug`: a recovery link may stand in it.
#[derive(Clone)]
pub struct Letter {
    /// Where it goes.
    pub to: Email,
    /// The name beside the address, if there is one.
    pub to_name: Option<String>,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// A picture that the HTML shows as `cid:` and [`Letter::LOGO_ID`].
    pub logo: Option<Logo>,
}

impl Letter {
    /// The Content-ID of the logo.
    pub const LOGO_ID: &'static str = "logo@ossmosis";

    /// The letter as a mail. `id` becomes its Message-ID and part boundary: letters only, so that neither
    /// can hold the digits that a recovery link will ask for.
    pub fn into_mail(self, sender: &Sender, id: &str, now: Timestamp) -> Result<Message, MailError> {
        let never = |what: &str| MailError::Never(format!("the mail cannot be written: {what}"));
        if has_control(&self.subject) || self.to_name.as_deref().is_some_and(has_control) {
            return Err(never("a name in it holds a control or invisible character"));
        }
        // A lone CR would end a line for some mail servers and not for others (RUSTSEC-2026-0561).
        let body = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n");
        let parts = bodies(id, body(&self.text), body(&self.html), self.logo)?;
        let message_id = format!("<{id}@{}>", sender.email.ascii_domain());
        Message::builder()
            .from(mailbox(sender.name.clone(), &sender.email)?)
            .to(mailbox(self.to_name, &self.to)?)
            .subject(self.subject)
            .message_id(Some(message_id))
            .date(SystemTime::try_from(now).map_err(|e| never(&e.to_string()))?)
            // No out-of-office answers, please (RFC 3834).
            .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()))
            .multipart(parts)
            .map_err(|e| never(&e.to_string()))
    }

    /// All that can be read of the mail that [`into_mail`](Self::into_mail) makes of it: the mail as it is sent,
    /// apart from the picture, and what is encoded in it once more as it is written.
    pub fn legible(&self, sender: &Sender, id: &str, now: Timestamp) -> Result<String, MailError> {
        let mail = Self { logo: None, ..self.clone() }.into_mail(sender, id, now)?;
        let decoded = ["From", "To", "Subject"].map(|name| mail.headers().get_raw(name).unwrap_or_default().to_owned());
        let sent = String::from_utf8_lossy(&mail.formatted()).into_owned();
        Ok([sent, decoded.join("\n"), self.text.clone(), self.html.clone()].join("\n"))
    }
}

fn mailbox(name: Option<String>, email: &Email) -> Result<Mailbox, MailError> {
    let address = Address::new(email.local_part(), email.ascii_domain())
        .map_err(|e| MailError::Never(format!("{email} is no address that mail can go to: {e}")))?;
    Ok(Mailbox::new(name, address))
}

/// Text and HTML of the same mail, with boundaries of our choice between them. The picture comes with the
/// HTML: a mail that fetched one would tell when and where it is read.
fn bodies(boundary: &str, text: String, html: String, logo: Option<Logo>) -> Result<MultiPart, MailError> {
    let part = |kind: ContentType, body: String| SinglePart::builder().header(kind).body(body);
    let both = MultiPart::alternative().boundary(boundary).singlepart(part(ContentType::TEXT_PLAIN, text));
    let html = part(ContentType::TEXT_HTML, html);
    let Some(logo) = logo else { return Ok(both.singlepart(html)) };
    let kind = ContentType::parse(logo.kind).map_err(|e| MailError::Never(format!("the logo: {e}")))?;
    let picture = Attachment::new_inline(Letter::LOGO_ID.to_owned()).body(logo.bytes, kind);
    let related = MultiPart::related().boundary(format!("{boundary}x"));
    Ok(both.multipart(related.singlepart(html).singlepart(picture)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(to: &str, name: &str, subject: &str) -> Result<String, MailError> {
        let letter = Letter {
            to: Email::parse(to).unwrap(),
            to_name: Some(name.to_owned()),
            subject: subject.to_owned(),
            text: "a\r.\rb".to_owned(),
            html: "<p>a</p>".to_owned(),
            logo: None,
        };
        let sender = Sender::parse("Acme Voice <no-reply@acme.example>").unwrap();
        let mail = letter.into_mail(&sender, "abcdefghij", Timestamp::UNIX_EPOCH)?;
        Ok(String::from_utf8(mail.formatted()).unwrap())
    }

    #[test]
    fn an_international_address_goes_out_as_a_labels() {
        let mail = build("lukasz@bücher.example", "Łukasz Park", "Québec").unwrap();
        assert!(mail.contains("lukasz@xn--bcher-kva.example"), "{mail}");
        assert!(mail.contains("Message-ID: <abcdefghij@acme.example>"), "{mail}");
        assert!(!mail.replace("\r\n", "").contains('\r'), "a lone CR went out");
    }

    /// Does not compile once a letter can be printed.
    #[test]
    fn a_letter_cannot_print_its_link() {
        trait Either<T> {
            fn holds() {}
        }
        impl<T> Either<()> for T {}
        struct IsDebug;
        impl<T: std::fmt::Debug> Either<IsDebug> for T {}
        <Letter as Either<_>>::holds();
    }

    #[test]
    fn control_characters_are_refused_not_sent() {
        assert!(matches!(build("a@b.example", "Eve\r\nBcc: x@y.example", "s"), Err(MailError::Never(_))));
        assert!(matches!(build("a@b.example", "Eve", "s\r\nBcc: x@y.example"), Err(MailError::Never(_))));
        assert!(matches!(build("a@b.example", "Eve\u{202e}", "s"), Err(MailError::Never(_))));
        assert!(Sender::parse("x").is_err());
    }
}
