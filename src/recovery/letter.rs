//! What the recovery mail says. Text and HTML say the same; neither holds what the link will ask for.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{DOCTYPE, html};

use crate::domain::{Email, User, masked_user_id};
use crate::mail::Letter;

/// What an application password opens.
pub(super) const APPLICATIONS: [&str; 6] =
    ["Personal Portal", "UC One", "Webex", "Unity Agent/Desktop", "Web Agent", "Web Supervisor"];

/// The mail with a recovery link.
pub(super) fn letter(user: &User, to: Email, link: &str, openable_until: Timestamp, zone: &TimeZone) -> Letter {
    let name = hidden_from(user, format!("{} {}", user.first_name, user.last_name).trim());
    let to_name = (!name.is_empty()).then(|| name.clone());
    let masked = hidden_from(user, &masked_user_id(user.user_id.as_str()));
    // The user id itself must not stand in for a missing name: it is half of what the link asks for.
    let who = if name.is_empty() { format!("user id {masked}") } else { name.clone() };
    let greeting = if name.is_empty() { "Hello,".to_owned() } else { format!("Hello {name},") };
    let location = hidden_from(user, user.location.as_str());
    let until = in_words(openable_until, zone);
    let applications = APPLICATIONS.join(", ");
    let subject = format!("Reset your password: {who}, {location} (user id {masked})");
    let about = format!(
        "An administrator of your telephone service sent you this link for the user id {masked} at {location}."
    );
    let opens = format!(
        "With it you can set a new application password, which opens {applications}, and get a temporary passcode for \
         the voice portal."
    );
    let deadline = format!("The link can be opened until {until}. Once you start, you have 20 minutes.");
    let ignore = "If you did not expect this mail, leave it: nothing changes unless the link is used. Nobody will ask \
                  you for your password by mail or telephone.";
    let text = format!("{greeting}\n\n{about}\n{opens}\n\nReset: {link}\n\n{deadline}\n\n{ignore}\n");
    let html = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (subject) }
            }
            body style="margin:0;padding:24px;font-family:sans-serif;font-size:16px;line-height:1.5;color:#1a1a1a;background:#ffffff" {
                div style="max-width:560px;margin:0 auto" {
                    p { (greeting) }
                    p { (about) }
                    p { (opens) }
                    p style="margin:28px 0" {
                        a href=(link) style="background:#0b57a4;color:#ffffff;padding:14px 28px;border-radius:6px;text-decoration:none;font-weight:bold;display:inline-block" { "Reset" }
                    }
                    p { (deadline) }
                    p style="color:#595959" { (ignore) }
                }
            }
        }
    };
    Letter { to, to_name, subject, text, html: html.into_string() }
}

/// A text as this user's mail may show it: whatever the link will ask for is hidden wherever it stands. An
/// id like `4842531928@acme.example` holds the number before its last dot, a name like `Lobby 0200` the
/// extension; and an extension may be answered without its leading zeros.
fn hidden_from(user: &User, text: &str) -> String {
    let digits: String =
        user.phone_number.iter().flat_map(|number| number.chars()).filter(char::is_ascii_digit).collect();
    let last_four = digits.len().checked_sub(4).map(|at| digits[at..].to_owned());
    let without_zeros = user.extension.as_ref().map(|extension| extension.trim_start_matches('0').to_owned());
    let answers = [user.extension.clone(), without_zeros.filter(|short| short.len() > 1), last_four];
    let answers = answers.into_iter().flatten().filter(|answer| !answer.is_empty());
    answers.fold(text.to_owned(), |text, answer| text.replace(&answer, "••••"))
}

/// A moment as a person says it, with its time zone: `Tuesday 24 November at 20:16 (UTC)`.
fn in_words(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned_datetime(zone.clone()).strftime("%A %-d %B at %H:%M (%Z)").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{LocationName, UserId, UserPatch};

    fn mail(id: &str, first: &str) -> Letter {
        let patch = UserPatch {
            first_name: Some(first.to_owned()),
            extension: Some(Some("0200".to_owned())),
            phone_number: Some(Some("484-253-1928".to_owned())),
            location: Some(LocationName::parse("Oslo \"Sentrum\" <b>").unwrap()),
            ..UserPatch::of(UserId::parse(id).unwrap())
        };
        let user = patch.applied_to(None).unwrap();
        let until: Timestamp = "2026-11-24T20:16:00Z".parse().unwrap();
        letter(&user, Email::parse("a@b.example").unwrap(), "https://p.example/r/AbC", until, &TimeZone::UTC)
    }

    #[test]
    fn it_names_person_location_and_deadline_and_masks_the_id() {
        let letter = mail("4842531928", "Ann");
        assert_eq!(letter.subject, "Reset your password: Ann, Oslo \"Sentrum\" <b> (user id 484253••••)");
        for body in [&letter.text, &letter.html] {
            assert!(body.contains("Tuesday 24 November at 20:16 (UTC)"), "{body}");
            assert!(body.contains("https://p.example/r/AbC"), "{body}");
            assert!(body.contains("Web Supervisor"), "{body}");
            assert!(body.contains("484253••••"), "{body}");
        }
        assert!(letter.html.contains("&lt;b&gt;"));
        assert!(mail("4842530000.0200", "").subject.starts_with("Reset your password: user id 4842530000.••••,"));
    }

    #[test]
    fn nothing_in_it_answers_what_the_link_will_ask() {
        let ids = ["4842531928", "4842530000.0200", "4842531928@acme.example", "ann200@acme.example"];
        for letter in ids.map(|id| mail(id, "Lobby 0200")) {
            for text in [&letter.subject, &letter.text, &letter.html, &letter.to_name.unwrap_or_default()] {
                assert!(!text.contains("200") && !text.contains("1928"), "{text}");
            }
        }
    }
}
