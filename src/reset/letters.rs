//! A sheet to print: one slip for each user, to cut out and hand over.
//!
//! The document needs nothing from outside and runs nothing. It is written slip by slip, so that a million
//! users take no more memory than one.

use std::io::{self, Write};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use zeroize::Zeroizing;

use crate::domain::{APPLICATIONS, Brand, CredentialKind, Secret, User, printable};
use crate::texts::{Texts, fill, spoken};

/// Where the slips go. What is shown cannot hold it: there `<` is escaped.
const SLIPS: &str = "<!-- slips -->";

/// What a slip tells.
pub struct Slip<'a> {
    /// Whose it is.
    pub user: &'a User,
    /// What is new, in the order in which it is told.
    pub credentials: &'a [SlipCredential<'a>],
}

/// A new secret.
pub struct SlipCredential<'a> {
    /// Which credential.
    pub kind: CredentialKind,
    /// The secret in force.
    pub secret: &'a Secret,
    /// Whether the user has to choose another at the first sign-in.
    pub must_change: bool,
}

/// A sheet of slips on its way to a writer.
pub struct Slips<'a, W: Write> {
    out: W,
    brand: &'a Brand,
    texts: &'static Texts,
    logo: Option<String>,
    rest: String,
}

impl<'a, W: Write> Slips<'a, W> {
    /// Begins the sheet of a provider.
    pub fn begin(mut out: W, brand: &'a Brand, texts: &'static Texts) -> io::Result<Self> {
        let frame = frame(brand, texts).into_string();
        let (before, after) = frame.split_once(SLIPS).unwrap_or((&frame, ""));
        out.write_all(before.as_bytes())?;
        let logo = brand.logo.as_ref();
        let logo = logo.map(|logo| format!("data:{};base64,{}", logo.kind, BASE64_STANDARD.encode(&logo.bytes)));
        Ok(Self { out, brand, texts, logo, rest: after.to_owned() })
    }

    /// Adds a slip.
    pub fn slip(&mut self, slip: &Slip<'_>) -> io::Result<()> {
        let written = Zeroizing::new(self.markup(slip).into_string());
        self.out.write_all(written.as_bytes())?;
        self.out.write_all(b"\n")
    }

    /// Ends the sheet. Without this it is no whole document.
    pub fn end(mut self) -> io::Result<W> {
        self.out.write_all(self.rest.as_bytes())?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn markup(&self, slip: &Slip<'_>) -> Markup {
        let (t, user) = (self.texts, slip.user);
        let has_passcode = slip.credentials.iter().any(|credential| credential.kind == CredentialKind::VoicePortal);
        let reach = self.brand.voice_portal.as_ref().filter(|_| has_passcode);
        html! {
            section.slip {
                div.top {
                    div {
                        h2 { (printable(&user.full_name())) }
                        p { (fill(t.slip_user, &[("id", &printable(user.user_id.as_str())), ("location", &printable(user.location.as_str()))])) }
                    }
                    p.brand {
                        @if let Some(logo) = &self.logo { img src=(logo) alt=""; }
                        span { (self.brand.name.as_deref().unwrap_or(t.provider)) }
                    }
                }
                @for credential in slip.credentials { (self.credential(credential)) }
                p.notes.quiet {
                    @for note in reach.map(String::as_str).into_iter().chain(self.brand.help.as_deref()) { (note) " " }
                    (t.slip_keep)
                }
            }
        }
    }

    fn credential(&self, credential: &SlipCredential<'_>) -> Markup {
        let t = self.texts;
        let applications = APPLICATIONS.join(", ");
        let (title, opens) = match credential.kind {
            CredentialKind::Application => {
                (t.slip_application, fill(t.slip_application_opens, &[("applications", &applications)]))
            }
            CredentialKind::VoicePortal => (t.slip_voice_portal, t.slip_voice_portal_opens.to_owned()),
        };
        html! {
            div.credential {
                div {
                    h3 { (title) }
                    p.quiet { (opens) }
                }
                div {
                    p.secret { (credential.secret.expose()) }
                    p.spoken { (t.slip_spoken) " " @for group in spoken(credential.secret.expose()) { span { (group.as_str()) } " " } }
                    p { (if credential.must_change { t.slip_must_change } else { t.slip_may_keep }) }
                }
            }
        }
    }
}

/// The document around the slips. Nothing that it could hold is fetched or run, whatever a name says.
fn frame(brand: &Brand, t: &Texts) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(t.language) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (t.slips_title) " – " (brand.name.as_deref().unwrap_or(t.provider)) }
                style { (PreEscaped(include_str!("letters.css"))) ":root{--brand:" (brand.color) "}" }
            }
            body {
                main {
                    div.about {
                        h1 { (t.slips_title) }
                        p { (t.slips_about) }
                    }
                    (PreEscaped(SLIPS))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{LocationName, Logo, UserId};
    use crate::texts::ENGLISH;

    fn user(id: &str, first_name: &str) -> User {
        User {
            protected: false,
            user_id: UserId::parse(id).unwrap(),
            first_name: first_name.to_owned(),
            last_name: "<b>O'Neill</b> & \"Sons\"".to_owned(),
            email: None,
            phone_number: None,
            extension: None,
            location: LocationName::parse("Québec <script>").unwrap(),
            department: None,
        }
    }

    fn sheet(brand: &Brand, users: &[User]) -> String {
        let (password, passcode) = (Secret::new("a<&>\"'7Q".to_owned()), Secret::new("48203961".to_owned()));
        let mut slips = Slips::begin(Vec::new(), brand, &ENGLISH).unwrap();
        for user in users {
            let application =
                SlipCredential { kind: CredentialKind::Application, secret: &password, must_change: false };
            let voice_portal =
                SlipCredential { kind: CredentialKind::VoicePortal, secret: &passcode, must_change: true };
            slips.slip(&Slip { user, credentials: &[application, voice_portal] }).unwrap();
        }
        String::from_utf8(slips.end().unwrap()).unwrap()
    }

    /// Every element that is opened is closed, in turn; returns their names.
    fn elements(html: &str) -> Vec<&str> {
        let (mut open, mut all) = (Vec::new(), Vec::new());
        for tag in html.split('<').skip(1).map(|rest| rest.split(['>', ' ']).next().unwrap()) {
            if let Some(closed) = tag.strip_prefix('/') {
                assert_eq!(open.pop(), Some(closed));
            } else if !["!DOCTYPE", "meta", "img"].contains(&tag) {
                open.push(tag);
                all.push(tag);
            }
        }
        assert!(open.is_empty(), "{open:?}");
        all
    }

    #[test]
    fn a_slip_holds_what_its_user_needs() {
        let brand = Brand {
            name: Some("Acme Voice".to_owned()),
            help: Some("Call extension 4357.".to_owned()),
            voice_portal: Some("Dial *86.".to_owned()),
            logo: Some(Logo::new(b"\x89PNG\r\n\x1a\n".to_vec()).unwrap()),
            ..Brand::default()
        };
        let html = sheet(&brand, &[user("4842531928", "Ann")]);
        for part in [
            "4842531928",
            "Acme Voice",
            "Call extension 4357.",
            "Dial *86.",
            "Personal Portal",
            "48203961",
            "<span>four eight two zero</span> <span>three nine six one</span>",
            ENGLISH.slip_must_change,
            ENGLISH.slip_may_keep,
            "data:image/png;base64,iVBORw0KGgo=",
        ] {
            assert!(html.contains(part), "{part}\n{html}");
        }
    }

    #[test]
    fn whatever_a_name_or_secret_holds_it_is_text() {
        let hostile = user("4842530000.0200", "</section><!-- slips --><img src=x>\u{202e}");
        let users = [hostile, user("2", "Ann")];
        let html = sheet(&Brand { name: Some("<i>&".to_owned()), ..Brand::default() }, &users);
        let found = elements(&html);
        for known in &found {
            let ours =
                "html head title style body main div h1 h2 h3 p section span".split(' ').any(|one| one == *known);
            assert!(ours, "{known}");
        }
        assert_eq!(found.iter().filter(|name| **name == "section").count(), 2);
        assert!(!html.contains("<img") && !html.contains("<!--") && !html.contains('\u{202e}'));
        assert!(html.contains("a&lt;&amp;&gt;&quot;'7Q"));
        assert!(html.starts_with("<!DOCTYPE html><html lang=\"en\">") && html.ends_with("</main></body></html>"));
    }

    #[test]
    fn nothing_is_held_back_between_slips() {
        let mut written = Vec::new();
        let secret = Secret::new("48203961".to_owned());
        let user = user("1", "Ann");
        let credentials = [SlipCredential { kind: CredentialKind::VoicePortal, secret: &secret, must_change: true }];
        let brand = Brand::default();
        let mut slips = Slips::begin(&mut written, &brand, &ENGLISH).unwrap();
        slips.slip(&Slip { user: &user, credentials: &credentials }).unwrap();
        let Slips { out, .. } = slips;
        assert!(out.ends_with(b"</section>\n"));
    }
}
