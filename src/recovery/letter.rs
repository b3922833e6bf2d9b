//! What mails say. Each is a list of parts, rendered once as text and once as HTML, so that both say the
//! same; none holds what a link will ask for.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use maud::{DOCTYPE, Markup, html};

use super::challenge::{Asks, Challenge};
use super::hidden::{hidden_from, hidden_id};
use crate::domain::{APPLICATIONS, Brand, CredentialKind, Email, User};
use crate::mail::Letter;
use crate::texts::{Texts, fill};

/// Writes the mails of a provider.
#[derive(Clone)]
pub struct Letters {
    /// How the provider looks.
    pub brand: Brand,
    /// The language.
    pub texts: &'static Texts,
    /// The zone in which times are told.
    pub zone: TimeZone,
    /// How long a session lasts, as the mail says.
    pub session_life: SignedDuration,
}

/// A part of a mail.
enum Part {
    Heading(String),
    Paragraph(String),
    Quiet(String),
    Button { label: &'static str, url: String },
    Link { label: &'static str, url: String },
}

impl Letters {
    /// The mail with a recovery link, which asks this. `not_me` is where the link is ended by who did not
    /// expect it.
    pub fn link(
        &self,
        user: &User,
        to: Email,
        link: &str,
        not_me: &str,
        until: Timestamp,
        challenge: &Challenge,
    ) -> Letter {
        let t = self.texts;
        let about = About::of(user, challenge, t);
        let minutes = t.in_minutes(self.session_life.as_secs());
        let until = self.until(t.moment, until, challenge);
        let mut parts = vec![
            Part::Heading(t.landing_title.to_owned()),
            Part::Paragraph(about.greeting(t)),
            Part::Paragraph(about.fill(t.link_about)),
            Part::Paragraph(fill(t.link_opens, &[("applications", &APPLICATIONS.join(", "))])),
            Part::Button { label: t.reset, url: link.to_owned() },
            Part::Paragraph(fill(t.link_deadline, &[("until", &until), ("minutes", &minutes)])),
        ];
        let asked = match challenge {
            Challenge::Numbers { extension: Some(_), last_four: Some(_) } => Some(t.link_asks_numbers),
            Challenge::Numbers { last_four: None, .. } => Some(t.link_asks_extension),
            Challenge::Numbers { .. } => Some(t.link_asks_last_four),
            Challenge::UserId(_) => Some(t.link_asks_user_id),
            Challenge::Nothing => None,
        };
        parts.extend(asked.map(|asked| Part::Paragraph(asked.to_owned())));
        parts.push(Part::Quiet(t.link_ignore.to_owned()));
        parts.extend(self.brand.help.as_ref().map(|help| Part::Quiet(hidden_from(user, help))));
        parts.push(Part::Link { label: t.not_me, url: not_me.to_owned() });
        self.letter(to, &about, about.fill(t.link_subject), &parts)
    }

    /// Until when, in the words of a language. A time may be the answer of a link: then it is told a little
    /// earlier.
    pub fn until(&self, words: &str, until: Timestamp, challenge: &Challenge) -> String {
        self.told(words, until, SignedDuration::from_mins(-1), challenge)
    }

    /// From when on, likewise; or a little later.
    pub fn from(&self, words: &str, from: Timestamp, challenge: &Challenge) -> String {
        self.told(words, from, SignedDuration::from_mins(1), challenge)
    }

    fn told(&self, words: &str, at: Timestamp, step: SignedDuration, challenge: &Challenge) -> String {
        let texts = (0..60).map(|steps| moment(words, at + step * steps, &self.zone));
        let unanswering = texts.clone().find(|text| !challenge.is_answered_by(text));
        unanswering.unwrap_or_else(|| moment(words, at, &self.zone))
    }

    /// The mail that says that a credential was changed by a link; never to what.
    pub fn changed(&self, user: &User, to: Email, kind: CredentialKind, at: Timestamp) -> Letter {
        let t = self.texts;
        let about = About::of(user, &Challenge::of(user, Asks::Numbers), t);
        let what = match kind {
            CredentialKind::Application => t.application,
            CredentialKind::VoicePortal => t.voice_portal,
        };
        let at = moment(t.moment, at, &self.zone);
        let filled = |text: &str| {
            about.fill(&fill(text, &[("what", what), ("at", &at), ("id", "{id}"), ("location", "{location}")]))
        };
        let mut parts = vec![
            Part::Heading(fill(t.changed_title, &[("what", what)])),
            Part::Paragraph(about.greeting(t)),
            Part::Paragraph(filled(t.changed_about)),
        ];
        if kind == CredentialKind::VoicePortal {
            parts.push(Part::Paragraph(t.changed_passcode.to_owned()));
        }
        parts.push(Part::Paragraph(t.changed_not_you.to_owned()));
        self.letter(to, &about, filled(t.changed_subject), &parts)
    }

    /// The mail to an address that is no longer the user's.
    pub fn email_changed(&self, user: &User, to: Email) -> Letter {
        let t = self.texts;
        let about = About::of(user, &Challenge::of(user, Asks::Numbers), t);
        let parts = [
            Part::Heading(t.email_changed_title.to_owned()),
            Part::Paragraph(about.greeting(t)),
            Part::Paragraph(about.fill(t.email_changed_about)),
            Part::Paragraph(t.email_changed_not_you.to_owned()),
        ];
        self.letter(to, &about, about.fill(t.email_changed_subject), &parts)
    }

    /// The mail that tries out whether mails arrive.
    pub fn test(&self, to: Email, at: Timestamp) -> Letter {
        let at = moment(self.texts.moment, at, &self.zone);
        let title = Part::Heading(self.texts.test_subject.to_owned());
        let parts = [title, Part::Paragraph(fill(self.texts.test_about, &[("at", &at)]))];
        self.letter(to, &About::default(), self.texts.test_subject.to_owned(), &parts)
    }

    fn letter(&self, to: Email, about: &About, subject: String, parts: &[Part]) -> Letter {
        let name = self.brand.name.as_deref();
        let text = parts.iter().map(|part| match part {
            Part::Heading(text) | Part::Paragraph(text) | Part::Quiet(text) => text.clone(),
            Part::Button { label, url } | Part::Link { label, url } => format!("{label}: {url}"),
        });
        let text: Vec<String> = text.chain(name.map(|name| format!("-- \n{name}"))).collect();
        Letter {
            to,
            to_name: (!about.name.is_empty()).then(|| about.name.clone()),
            text: format!("{}\n", text.join("\n\n")),
            html: self.html(&subject, parts).into_string(),
            logo: self.brand.logo.clone(),
            subject,
        }
    }

    // Styles stand in the elements: many mail programs drop everything else.
    fn html(&self, subject: &str, parts: &[Part]) -> Markup {
        let (color, ink) = (self.brand.color, self.brand.color.ink());
        html! {
            (DOCTYPE)
            html lang=(self.texts.language) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (subject) }
                }
                body style="margin:0;padding:24px;font-family:sans-serif;font-size:16px;line-height:1.5;color:#1a1a1a;background:#ffffff" {
                    main style="max-width:560px;margin:0 auto" {
                        @if self.brand.logo.is_some() {
                            p { img src=(format!("cid:{}", Letter::LOGO_ID)) alt=(self.brand.name.as_deref().unwrap_or_default()) height="40"; }
                        }
                        @for part in parts {
                            @match part {
                                Part::Heading(text) => h1 style="font-size:22px;line-height:1.3;margin:0 0 16px" { (text) },
                                Part::Paragraph(text) => p { (text) },
                                Part::Quiet(text) => p style="color:#595959" { (text) },
                                Part::Button { label, url } => p style="margin:28px 0" {
                                    a href=(url) style=(format!("background:{color};color:{ink};padding:14px 28px;border:1px solid #6b7683;border-radius:6px;text-decoration:none;font-weight:bold;display:inline-block")) { (label) }
                                },
                                Part::Link { label, url } => p { a href=(url) style="color:#1a1a1a" { (label) } },
                            }
                        }
                        @if let Some(name) = &self.brand.name {
                            p style="color:#595959" { (name) }
                        }
                    }
                }
            }
        }
    }
}

/// Whom a mail is about, as it may name them.
#[derive(Default)]
struct About {
    name: String,
    who: String,
    id: String,
    location: String,
}

impl About {
    fn of(user: &User, challenge: &Challenge, t: &Texts) -> Self {
        let name = hidden_from(user, format!("{} {}", user.first_name, user.last_name).trim());
        let id = hidden_id(user, challenge);
        // The user id itself must not stand in for a missing name: it is half of what the link asks for.
        let who = if name.is_empty() { fill(t.user_id_is, &[("id", &id)]) } else { name.clone() };
        Self { location: hidden_from(user, user.location.as_str()), name, who, id }
    }

    fn greeting(&self, t: &Texts) -> String {
        if self.name.is_empty() { t.hello.to_owned() } else { fill(t.hello_name, &[("name", &self.name)]) }
    }

    fn fill(&self, text: &str) -> String {
        fill(text, &[("who", &self.who), ("id", &self.id), ("location", &self.location)])
    }
}

/// A moment in the words of a language, with its time zone: `Tuesday 24 November at 20:16 (UTC)`.
pub fn moment(words: &str, at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned_datetime(zone.clone()).strftime(words).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{LocationName, UserId, UserPatch};
    use crate::texts::ENGLISH;

    fn user(id: &str, first: &str) -> User {
        let patch = UserPatch {
            first_name: Some(first.to_owned()),
            extension: Some(Some("0200".to_owned())),
            phone_number: Some(Some("484-253-1928".to_owned())),
            location: Some(LocationName::parse("Oslo \"Sentrum\" <b>").unwrap()),
            ..UserPatch::of(UserId::parse(id).unwrap())
        };
        patch.applied_to(None).unwrap()
    }

    fn letters() -> Letters {
        let brand = Brand { name: Some("Acme Voice".to_owned()), ..Brand::default() };
        Letters { brand, texts: &ENGLISH, zone: TimeZone::UTC, session_life: SignedDuration::from_mins(20) }
    }

    fn all(user: &User) -> Vec<Letter> {
        let to = || Email::parse("a@b.example").unwrap();
        let at: Timestamp = "2026-11-24T17:16:00Z".parse().unwrap();
        let letters = letters();
        vec![
            letters.link(
                user,
                to(),
                "https://p.example/r/AbC",
                "https://p.example/r/AbC/not-me",
                at,
                &Challenge::of(user, Asks::Numbers),
            ),
            letters.changed(user, to(), CredentialKind::VoicePortal, at),
            letters.changed(user, to(), CredentialKind::Application, at),
            letters.email_changed(user, to()),
        ]
    }

    /// What is read of HTML, each paragraph on a line.
    fn said(html: &str) -> Vec<String> {
        let body = &html[html.find("<body").unwrap()..];
        let text = body
            .replace("</p>", "\n")
            .replace("</h1>", "\n")
            .replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">");
        let mut said = String::new();
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once('<') {
            said.push_str(before);
            rest = match after.split_once('>') {
                Some((tag, after)) if !tag.starts_with('b') || tag.starts_with("body") => after,
                _ => {
                    said.push('<');
                    after
                }
            };
        }
        said.push_str(rest);
        said.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    #[test]
    fn it_names_person_location_and_deadline_and_masks_the_id() {
        let letter = &all(&user("4842531928", "Ann"))[0];
        assert_eq!(letter.subject, "Reset your password: Ann, Oslo \"Sentrum\" <b> (user id 484253••••)");
        for body in [&letter.text, &letter.html] {
            for part in
                ["Tuesday 24 November at 17:16 (UTC)", "https://p.example/r/AbC/not-me", "Web Supervisor", "484253••••"]
            {
                assert!(body.contains(part), "{part} is not in {body}");
            }
        }
        assert!(letter.html.contains("&lt;b&gt;"));
        let nameless = &all(&user("4842530000.0200", ""))[0];
        assert!(nameless.subject.starts_with("Reset your password: user id 4842530000.••••,"));
    }

    #[test]
    fn text_and_html_say_the_same() {
        for letter in all(&user("4842531928", "Ann")) {
            let html = said(&letter.html);
            let text = letter.text.replace("-- \n", "");
            let text: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
            assert_eq!(text.len(), html.len(), "{text:?}\n{html:?}");
            for (text, html) in text.iter().zip(&html) {
                assert!(text == html || text.starts_with(&format!("{html}: https://")), "{text}\n{html}");
            }
        }
    }

    #[test]
    fn nothing_in_it_answers_what_the_link_will_ask() {
        let ids = ["4842531928", "4842530000.0200", "4842531928@acme.example", "ann200@acme.example"];
        for letter in ids.iter().flat_map(|id| all(&user(id, "Lobby 0200"))) {
            for text in [&letter.subject, &letter.text, &letter.html, &letter.to_name.unwrap_or_default()] {
                assert!(!text.contains("200") && !text.contains("1928"), "{text}");
            }
        }
    }

    #[test]
    fn a_time_that_is_the_answer_is_not_told() {
        let mut user = user("4842531928", "Ann");
        user.extension = Some("1716".to_owned());
        let letter = all(&user).remove(0);
        assert!(letter.text.contains("Tuesday 24 November at 17:15 (UTC)"), "{}", letter.text);
    }

    #[test]
    fn no_mail_fetches_anything() {
        for letter in all(&user("4842531928", "Ann")) {
            for fetching in ["src=\"http", "url(", "<link", "<script", "background="] {
                assert!(!letter.html.contains(fetching), "{fetching}");
            }
        }
    }
}
