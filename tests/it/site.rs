//! The recovery site as a browser without scripts sees it, on a clock that is moved, not waited for.

use std::sync::Arc;

use jiff::SignedDuration;
use ossmosis::directory::{ChangedBy, CredentialChange, DirectoryError};
use ossmosis::domain::{CredentialKind, Email, ManualClock, Secret, UserId};
use reqwest::Method;

use crate::kit::{Differs, Kit, start, token};
use crate::visitor::{Seen, Visitor};

use CredentialKind::{Application, VoicePortal};

const GOOD: &str = "Tulip7!Harbor";

struct Place {
    _folder: tempfile::TempDir,
    kit: Kit,
    address: String,
    user: UserId,
}

impl Place {
    async fn open() -> Self {
        Self::with(Differs::default()).await
    }

    async fn with(differs: Differs) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let kit = Kit::with(folder.path(), Arc::new(ManualClock::at(start())), differs).await;
        let user = kit.user("4842532525", |_| {}).await;
        let address = kit.serve().await;
        Self { _folder: folder, kit, address, user }
    }

    fn visitor(&self) -> Visitor {
        Visitor::new(&self.address)
    }

    fn pass(&self, minutes: i64) {
        self.kit.clock.advance(SignedDuration::from_mins(minutes));
    }

    async fn signs_in(&self, kind: CredentialKind, secret: &str) -> (bool, bool) {
        let secret = Secret::new(secret.to_owned());
        let answer = self.kit.directory.sign_in(&self.user, kind, &secret).await.unwrap();
        (answer.accepted, answer.must_change)
    }

    async fn set_by_admin(&self, kind: CredentialKind, secret: &str) {
        let change = CredentialChange {
            user_id: self.user.clone(),
            kind,
            secret: Secret::new(secret.to_owned()),
            must_change: false,
            by: ChangedBy::Admin,
            idempotency_key: None,
        };
        self.kit.directory.set_credentials(&[change]).await.remove(0).unwrap();
    }

    /// State and end of the newest link.
    async fn state(&self) -> (String, Option<String>) {
        let links = ossmosis::recovery::links_of(self.kit.recovery.as_ref(), &self.user).await.unwrap();
        (links[0].state.clone(), links[0].end.clone())
    }
}

async fn save(visitor: &Visitor, session: &Seen, password: &str) -> Seen {
    visitor.send(&session.form("/application").with("password", password).without("again")).await
}

#[tokio::test]
async fn from_the_mail_to_the_end_of_the_session() {
    let place = Place::open().await;
    place.set_by_admin(Application, "Winter9!Kettle").await;
    let token = place.kit.mail_link(&place.user).await;
    let visitor = place.visitor();
    let landing = visitor.get(&format!("/r/{token}")).await.is(200).says("484253••••").says("Wayne, PA");
    let landing = landing.says("Tuesday 24 November at 08:00 (UTC)").hides("4842532525").hides("Amara");
    let session = visitor.send(&landing.forms()[0].with("answer", "102")).await.is(200);
    let session = session.says("Amara Jones").says("Ends at 08:20 (UTC)").says("Unity Agent/Desktop");
    assert!(session.body.contains("value=\"4842532525\""), "password managers need the user id");
    assert!(!session.path.contains(&token));

    let weak = save(&visitor, &session, "aaa1").await.is(422);
    for rule in ["min_length", "min_upper", "min_special", "max_repeat"] {
        assert!(weak.body.contains(&format!("data-rule=\"{rule}\" data-tick=\"broken\"")), "{rule}: {}", weak.body);
    }
    assert!(weak.body.contains("data-rule=\"min_digits\" data-tick=\"met\""));
    assert!(weak.text().contains("This password was not saved") && !weak.body.contains("aaa1"));
    let easy = save(&visitor, &weak, "Password1!").await.is(422).says("too easy to guess");
    let same = save(&visitor, &easy, "Winter9!Kettle").await.is(422);
    assert!(same.body.contains("data-rule=\"not_previous\" data-tick=\"broken\""));
    assert_eq!(place.signs_in(Application, "Winter9!Kettle").await, (true, false));

    place.pass(5);
    let saved = save(&visitor, &same, GOOD).await.is(200).says("Your application password was changed at 08:05 (UTC)");
    assert_eq!(place.signs_in(Application, GOOD).await, (true, false));
    assert_eq!(place.signs_in(Application, "Winter9!Kettle").await, (false, false));
    place.kit.hand_over().await;
    let told = place.kit.last_mail();
    assert!(told.contains("Your application password was changed (user id 484253••••)"), "{told}");
    assert!(!told.contains(GOOD) && !told.contains("/r/"));

    let shown = visitor.send(&saved.form("/voice-portal")).await.is(200).says("Call the voice portal");
    let passcode = shown.passcode().unwrap();
    assert_eq!(passcode.len(), 8);
    assert_eq!(place.signs_in(VoicePortal, &passcode).await, (true, true));
    assert_eq!(visitor.get(&session.path).await.passcode(), None, "it is shown once");
    place.kit.hand_over().await;
    assert!(place.kit.last_mail().contains("Your voice portal passcode was changed"));
    assert!(!place.kit.last_mail().contains(&passcode));

    // As often as wanted, until the end.
    let again = save(&visitor, &shown, "Marble4#Lantern").await.is(200);
    assert_eq!(place.signs_in(Application, "Marble4#Lantern").await, (true, false));
    place.pass(15);
    let late = save(&visitor, &again, "Cobalt6#Meadow").await.is(410).says("This link has expired");
    late.says("Your application password was changed on Monday 23 November at 08:05 (UTC)").says("Reference");
    assert_eq!(place.signs_in(Application, "Cobalt6#Meadow").await, (false, false));
    visitor.send(&again.form("/voice-portal")).await.is(410);
    visitor.get(&session.path).await.is(410);
    visitor.get(&format!("/r/{token}")).await.is(410).says("This link has expired").says("was made on");
    assert_eq!(place.state().await, ("ended".to_owned(), Some("expired".to_owned())));
}

#[tokio::test]
async fn a_session_that_nobody_used_expires_too() {
    let place = Place::open().await;
    let token = place.kit.mail_link(&place.user).await;
    let visitor = place.visitor();
    let session = visitor.start(&token, "2525").await.is(200);
    place.pass(20);
    visitor.get(&session.path).await.is(410).says("Nothing was changed with it");
    visitor.start(&token, "2525").await.is(410).says("This link has expired");
    // One that nobody started lasts a day.
    let token = place.kit.mail_link(&place.user).await;
    place.pass(24 * 60 - 1);
    visitor.get(&format!("/r/{token}")).await.is(200);
    place.pass(1);
    visitor.get(&format!("/r/{token}")).await.is(410).says("before anybody started");
    visitor.start(&token, "2525").await.is(410);
}

#[tokio::test]
async fn reading_changes_nothing_and_machines_start_nothing() {
    let place = Place::open().await;
    let token = place.kit.mail_link(&place.user).await;
    let mail = place.kit.last_mail();
    let machine = place.visitor();
    for n in 0..100 {
        let method = if n % 3 == 0 { Method::HEAD } else { Method::GET };
        let prefetch: &[(&str, &str)] = if n % 3 == 1 { &[("sec-purpose", "prefetch")] } else { &[] };
        machine.ask(method, &format!("/r/{token}"), None, prefetch).await.is(200);
    }
    assert_eq!(place.state().await, ("handed_over".to_owned(), None));
    // Every form of every page of the mail, with nothing, with what is in it, and with all that the mail says.
    let words = mail.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let values: Vec<&str> = ["", " ", "on", "test", "ok"].into_iter().chain(words).collect();
    let mut wrong = 0;
    for page in [format!("/r/{token}"), format!("/r/{token}/not-me")] {
        for form in machine.get(&page).await.forms() {
            let _ = machine.send(&form).await;
            for value in &values {
                let seen = machine.send(&form.with("answer", value)).await;
                assert!(matches!(seen.status.as_u16(), 422 | 429), "{value:?}: {}", seen.status);
                wrong += u64::from(seen.text().contains("not what we have on file"));
            }
        }
    }
    assert_eq!(place.state().await, ("handed_over".to_owned(), None));
    let links = ossmosis::recovery::links_of(place.kit.recovery.as_ref(), &place.user).await.unwrap();
    assert_eq!((wrong, links[0].wrong_answers), (4, 5), "some numbers stand in every mail");
    place.pass(10);
    place.visitor().start(&token, "0102").await.is(200).says("Amara Jones");
    let links = ossmosis::recovery::links_of(place.kit.recovery.as_ref(), &place.user).await.unwrap();
    assert!(links[0].visits >= 100, "{links:?}");
}

#[tokio::test]
async fn wrong_answers_pause_a_link_and_thirty_lock_it() {
    let place = Place::open().await;
    let token = place.kit.mail_link(&place.user).await;
    let (machine, person) = (place.visitor(), place.visitor());
    for n in 1..=30 {
        let seen = machine.start(&token, "9999").await;
        if n == 30 {
            seen.is(410).says("This link was locked");
        } else if n % 5 == 0 {
            let seen = seen.is(429).says("too many wrong answers");
            assert_eq!(seen.headers["retry-after"], "601");
            person.start(&token, "0102").await.is(429);
            place.pass(10);
        } else {
            seen.is(422);
        }
    }
    person.start(&token, "0102").await.is(410).says("This link was locked");
    assert_eq!(place.state().await.1.as_deref(), Some("locked"));
    let newer = place.kit.mail_link(&place.user).await;
    person.start(&newer, "0102").await.is(200);
}

#[tokio::test]
async fn after_a_pause_the_right_answer_opens_and_a_session_goes_on_through_one() {
    let place = Place::open().await;
    for wrong in [5, 29] {
        let token = place.kit.mail_link(&place.user).await;
        let machine = place.visitor();
        for n in 1..=wrong {
            let _ = machine.start(&token, "1").await;
            if n % 5 == 0 {
                place.pass(10);
            }
        }
        place.visitor().start(&token, "0102").await.is(200);
    }
    let token = place.kit.mail_link(&place.user).await;
    let (person, machine) = (place.visitor(), place.visitor());
    let session = person.start(&token, "0102").await.is(200);
    for _ in 0..5 {
        let _ = machine.start(&token, "1").await;
    }
    machine.start(&token, "0102").await.is(429);
    save(&person, &session, GOOD).await.is(200);
    assert_eq!(place.signs_in(Application, GOOD).await, (true, false));
}

#[tokio::test]
async fn a_second_browser_joins_and_nothing_moves_the_deadline() {
    let place = Place::open().await;
    let token = place.kit.mail_link(&place.user).await;
    let (desk, phone) = (place.visitor(), place.visitor());
    let first = desk.start(&token, "0102").await.is(200);
    place.pass(12);
    phone.get(&format!("/r/{token}")).await.is(200).says("You have started already");
    let second = phone.start(&token, "2525").await.is(200);
    assert_eq!(first.deadline(), second.deadline());
    save(&phone, &second, GOOD).await.is(200);
    let again = desk.start(&token, "0102").await.is(200);
    assert_eq!(again.deadline(), first.deadline());
    // A page from before the other browser's passcode makes none: it would not be the one in force.
    let shown = phone.send(&second.form("/voice-portal")).await.is(200);
    desk.send(&first.form("/voice-portal")).await.is(409).says("made meanwhile");
    assert_eq!(place.signs_in(VoicePortal, &shown.passcode().unwrap()).await, (true, true));
    desk.send(&first.form("/done")).await.is(200).says("You are done").says("08:12");
    phone.send(&shown.form("/done")).await.is(410);
    phone.start(&token, "0102").await.is(410).says("This link has expired");
    assert_eq!(place.state().await.1.as_deref(), Some("done"));
}

#[tokio::test]
async fn a_passcode_asked_for_twice_at_once_is_made_once() {
    let place = Place::open().await;
    let token = place.kit.mail_link(&place.user).await;
    let visitor = place.visitor();
    let form = visitor.start(&token, "0102").await.is(200).form("/voice-portal");
    let (one, other) = tokio::join!(visitor.send(&form), visitor.send(&form));
    let shown: Vec<String> = [one, other].iter().filter_map(Seen::passcode).collect();
    assert_eq!(shown.len(), 1);
    assert_eq!(place.signs_in(VoicePortal, &shown[0]).await, (true, true));
}

#[tokio::test]
async fn each_end_is_told_apart() {
    let place = Place::open().await;
    let visitor = place.visitor();
    let ended = async |token: &str, title: &str, why: &str, end: &str| {
        let seen = visitor.get(&format!("/r/{token}")).await.is(410).says(title).says(why).says("Reference");
        assert!(seen.text().contains("help desk: "));
        place.visitor().start(token, "0102").await.is(410);
        let links = ossmosis::recovery::links_of(place.kit.recovery.as_ref(), &place.user).await.unwrap();
        let reference = &links.iter().find(|link| link.end.as_deref() == Some(end)).unwrap().reference;
        assert!(seen.text().contains(reference.as_str()), "{reference} is not in {}", seen.text());
    };
    let token = place.kit.mail_link(&place.user).await;
    let session = visitor.start(&token, "0102").await.is(200);
    let links = ossmosis::recovery::links_of(place.kit.recovery.as_ref(), &place.user).await.unwrap();
    assert_eq!(place.kit.recovery.revoke(&[links[0].id.clone()]).await, [Ok(true)]);
    assert_eq!(place.kit.recovery.revoke(&[links[0].id.clone()]).await, [Ok(false)]);
    ended(&token, "This link was taken back", "An administrator", "revoked").await;
    save(&visitor, &session, GOOD).await.is(410).says("taken back");

    let older = place.kit.mail_link(&place.user).await;
    let newer = place.kit.mail_link(&place.user).await;
    ended(&older, "There is a newer link", "newer mail", "replaced").await;

    let session = visitor.start(&newer, "0102").await.is(200);
    place.set_by_admin(VoicePortal, "739104").await;
    ended(&newer, "This link is no longer needed", "password or passcode was changed", "overtaken").await;
    save(&visitor, &session, GOOD).await.is(410);

    for email in [Some("new@acme.example"), None] {
        place.kit.directory.set_email(&place.user, Some(&Email::parse("a@acme.example").unwrap())).await.unwrap();
        let token = place.kit.mail_link(&place.user).await;
        let email = email.map(|email| Email::parse(email).unwrap());
        place.kit.directory.set_email(&place.user, email.as_ref()).await.unwrap();
        ended(&token, "This link is no longer needed", "email address was changed", "overtaken").await;
        place.kit.hand_over().await;
        let told = place.kit.last_mail();
        assert!(told.contains("Your email address was changed (user id 484253••••)"), "{told}");
        let mails = place.kit.mails.lock().unwrap();
        assert!(String::from_utf8_lossy(mails.last().unwrap()).contains("<a@acme.example>"), "the old address is told");
    }
    for nowhere in ["/", "/r/", "/favicon.ico", "/r/nothing/"] {
        let seen = visitor.get(nowhere).await.is(404).says("There is nothing here");
        assert!(seen.headers.contains_key("content-security-policy"), "{nowhere}");
    }
    visitor.get("/r/nothing").await.is(404).says("This address opens nothing").hides("Reference");
    visitor.get("/r/nothing/not-me").await.is(404);
}

#[tokio::test]
async fn another_link_or_an_import_overtakes_and_the_owner_does_not() {
    let place = Place::open().await;
    let token = place.kit.mail_link(&place.user).await;
    let visitor = place.visitor();
    let session = visitor.start(&token, "0102").await.is(200);
    let shown = visitor.send(&session.form("/voice-portal")).await.is(200);
    // The voice portal asks for a new passcode, and gets one; the session on the page goes on.
    let passcode = Secret::new(shown.passcode().unwrap());
    let proof = place.kit.directory.sign_in(&place.user, VoicePortal, &passcode).await.unwrap();
    let change = CredentialChange {
        user_id: place.user.clone(),
        kind: VoicePortal,
        secret: Secret::new("739104".to_owned()),
        must_change: false,
        by: ChangedBy::Owner { proved: proof.proved.unwrap() },
        idempotency_key: None,
    };
    place.kit.directory.set_credentials(&[change]).await.remove(0).unwrap();
    save(&visitor, &shown, GOOD).await.is(200);
    // An import that only changes a name is no reason to end anything; one that changes the email is.
    place.kit.user("4842532525", |patch| patch.first_name = Some("Amy".to_owned())).await;
    visitor.get(&session.path).await.is(200).says("Amy Jones");
    place.kit.user("4842532525", |patch| patch.email = Some(None)).await;
    visitor.get(&session.path).await.is(410).says("email address was changed");
}

/// Whatever the clock of the process says that makes or proves it.
#[tokio::test]
async fn who_proved_a_passcode_that_is_no_longer_in_force_changes_none() {
    let place = Place::open().await;
    let temporary = |passcode: &str, by: ChangedBy| CredentialChange {
        user_id: place.user.clone(),
        kind: VoicePortal,
        secret: Secret::new(passcode.to_owned()),
        must_change: true,
        by,
        idempotency_key: None,
    };
    let directory = &place.kit.directory;
    directory.set_credentials(&[temporary("739104", ChangedBy::Admin)]).await.remove(0).unwrap();
    let proof = directory.sign_in(&place.user, VoicePortal, &Secret::new("739104".to_owned())).await.unwrap();
    let proved = proof.proved.unwrap();
    // An admin sets another one at the same moment.
    directory.set_credentials(&[temporary("281946", ChangedBy::Admin)]).await.remove(0).unwrap();
    let late = directory.set_credentials(&[temporary("560713", ChangedBy::Owner { proved })]).await.remove(0);
    assert_eq!(late, Err(DirectoryError::Refused("the voice portal passcode was changed meanwhile".to_owned())));
    assert_eq!(place.signs_in(VoicePortal, "281946").await, (true, true));
}

#[tokio::test]
async fn this_was_not_me_ends_the_link_once_a_person_says_so() {
    let place = Place::open().await;
    let token = place.kit.mail_link(&place.user).await;
    let not_me = place.kit.last_mail();
    let address = not_me.split_whitespace().find(|word| word.ends_with("/not-me")).unwrap().to_owned();
    assert!(address.ends_with(&format!("/r/{token}/not-me")), "{address}");
    let path = format!("/r/{token}/not-me");
    let visitor = place.visitor();
    let page = visitor.get(&path).await.is(200).says("You did not expect this mail?");
    visitor.send(&page.forms()[0]).await.is(422);
    visitor.send(&page.forms()[0].with("answer", "777")).await.is(422);
    assert_eq!(place.state().await.0, "handed_over");
    let stopped = visitor.send(&page.forms()[0].with("answer", "102")).await.is(200).says("This link has been ended");
    stopped.says("are as they were");
    visitor.get(&format!("/r/{token}")).await.is(410).says("did not expect the mail");
    visitor.get(&path).await.is(410);
    assert_eq!(place.state().await.1.as_deref(), Some("revoked"));
    // Somebody had used it before: that is what its owner has to know.
    let token = place.kit.mail_link(&place.user).await;
    visitor.get(&format!("/r/{token}/not-me/")).await.is(200);
    let page = visitor.get(&format!("/r/{token}/not-me")).await.is(200);
    let session = place.visitor();
    let opened = session.start(&token, "102").await.is(200);
    save(&session, &opened, GOOD).await.is(200);
    let started = visitor.get(&format!("/r/{token}/not-me")).await.is(200).says("at once");
    started.says("has answered the question").hides("stays as it is");
    let stopped = visitor.send(&page.forms()[0].with("answer", "102")).await.is(200).says("it had been used before");
    stopped.says("Your application password was changed on").says("at once");
    visitor.get(&format!("/r/{token}")).await.is(410).says("did not expect the mail").says("at once");
}

#[tokio::test]
async fn forms_of_other_sites_are_not_taken() {
    let place = Place::open().await;
    let token = place.kit.mail_link(&place.user).await;
    let visitor = place.visitor();
    let form = visitor.get(&format!("/r/{token}")).await.forms().remove(0).with("answer", "0102");
    let elsewhere = Visitor::new(&place.address);
    elsewhere.send(&form).await.is(403).says("accept cookies");
    let unknown = crate::visitor::Form { action: "/r/nothing".to_owned(), ..form.clone() };
    elsewhere.send(&unknown).await.is(404);
    visitor.send(&form.without("form")).await.is(403);
    visitor.send(&form.with("form", "0")).await.is(403);
    for site in ["cross-site", "same-site"] {
        let fields = Some(&form.fields[..]);
        visitor.ask(Method::POST, &form.action, fields, &[("sec-fetch-site", site)]).await.is(403);
    }
    assert_eq!(place.state().await.0, "handed_over");
    // Two tabs have one proof.
    let _ = visitor.get(&format!("/r/{token}")).await.is(200);
    let session = visitor.send(&form).await.is(200);
    let save = session.form("/application").with("password", GOOD).without("again");
    visitor.send(&save.without("form")).await.is(403);
    elsewhere.send(&save).await.is(403);
    elsewhere.get(&session.path).await.is(403);
    let fields = Some(&save.fields[..]);
    visitor.ask(Method::POST, &save.action, fields, &[("sec-fetch-site", "cross-site")]).await.is(403);
    let session_form = visitor.ask(Method::POST, &session.path, Some(&[]), &[]).await;
    assert_eq!(session_form.is(405).headers["content-type"], "text/html; charset=utf-8");
    assert_eq!(place.signs_in(Application, GOOD).await, (false, false));
    visitor.send(&save.with("again", "Other7!Thing")).await.is(422).says("not the same");
    visitor.send(&save.with("again", GOOD)).await.is(200);
}

#[tokio::test]
async fn what_goes_with_every_page() {
    let differs = Differs { public_url: "https://recovery.example/acme".to_owned(), ..Differs::default() };
    let place = Place::with(differs).await;
    let token = place.kit.mail_link(&place.user).await;
    let visitor = place.visitor();
    let landing = visitor.get(&format!("/acme/r/{token}")).await.is(200);
    let session = visitor.send(&landing.forms()[0].with("answer", "0102")).await.is(200);
    let style = visitor.get("/acme/r/assets/site.css").await.is(200);
    let script = visitor.get("/acme/r/assets/site.js").await.is(200);
    let pages = [
        visitor.get(&session.path).await,
        visitor.get("/acme/r/nothing").await,
        visitor.ask(Method::POST, &landing.forms()[0].action, Some(&[]), &[]).await,
        landing,
        style,
        script,
    ];
    for page in &pages {
        let header = |name: &str| page.headers.get(name).map_or("", |value| value.to_str().unwrap());
        let policy = header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
        assert_eq!((header("referrer-policy"), header("x-content-type-options")), ("no-referrer", "nosniff"));
        assert!(header("strict-transport-security").starts_with("max-age="), "{}", page.path);
        let is_asset = page.path.contains("/assets/");
        assert_eq!(header("cache-control") == "no-store", !is_asset, "{}", page.path);
        for cookie in page.headers.get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            let life: i64 = cookie.split("Max-Age=").nth(1).unwrap().split(';').next().unwrap().parse().unwrap();
            assert!(life >= 24 * 3600, "who comes back late is to read that it is over: {cookie}");
            for part in ["HttpOnly", "SameSite=Strict", "Secure", "Path=/acme/r/"] {
                assert!(cookie.contains(part), "{part} is not in {cookie}");
            }
        }
        for foreign in ["http://", "https://", "<style", " style=", "onclick", "javascript:"] {
            assert!(is_asset || !page.body.contains(foreign), "{foreign} in {}", page.body);
        }
    }
    // Whatever a request says its host is, links begin with what the provider says.
    let asked = visitor.ask(Method::GET, &format!("/r/{token}"), None, &[("host", "evil.example")]).await;
    assert!(!asked.body.contains("evil.example"));
    assert!(place.kit.last_mail().contains("https://recovery.example/acme/r/"));
    let all: usize = pages.iter().skip(4).map(|page| page.body.len()).sum::<usize>() + pages[0].body.len();
    assert!(all < 40_000, "{all} bytes");
}

#[tokio::test]
async fn bodies_are_capped_and_a_question_may_be_switched_off() {
    let place = Place::with(Differs { asks: false, ..Differs::default() }).await;
    let token = place.kit.mail_link(&place.user).await;
    assert!(!place.kit.last_mail().contains("It will ask"));
    let visitor = place.visitor();
    let landing = visitor.get(&format!("/r/{token}")).await.is(200).hides("name=\"answer\"");
    visitor.send(&landing.forms()[0].with("answer", &"9".repeat(20_000))).await.is(413).says("too long");
    let session = visitor.send(&landing.forms()[0]).await.is(200);
    save(&visitor, &session, &"Aa1!".repeat(5000)).await.is(413);
    save(&visitor, &session, &"Aa1!".repeat(500)).await.is(422);
}

#[tokio::test]
async fn one_network_cannot_answer_wrongly_for_ever() {
    let place = Place::open().await;
    let machine = place.visitor();
    let mut refused = None;
    for n in 0..20 {
        let other = place.kit.user(&format!("48425399{n:02}"), |_| {}).await;
        let token = place.kit.mail_link(&other).await;
        for _ in 0..4 {
            let seen = machine.start(&token, "1").await;
            if seen.status == 429 {
                refused = refused.or(Some(seen.says("from your network")));
            }
        }
    }
    assert!(refused.unwrap().headers.contains_key("retry-after"));
    // Whoever is right at once is not kept waiting by others of the same network.
    let token = place.kit.mail_link(&place.user).await;
    machine.start(&token, "0102").await.is(200);
}

#[test]
fn the_token_of_a_mail_is_read() {
    assert_eq!(token("Reset: https://a.example/x/r/AbC\n"), "AbC");
}
