//! The recovery site in Chromium: from the mail, by a user who does not know how it is made. The backend is
//! the built binary, started as it always is; its clock is moved from outside, by libfaketime.

use std::path::PathBuf;
use std::time::Duration;

use fantoccini::key::Key;
use mail_parser::MessageParser;

use crate::chromium::{Chromium, pa11y};
use crate::outside::{TOOLS, named};
use crate::sandbox::{Outcome, Sandbox, Served, data};
use crate::visitor::amaras_answer;

const USER: &str = "4842532525";
const OLD: &str = "Winter9!Kettle";
const NEW: &str = "Tulip7!Harbor";

/// A backend with the sample users, and a folder of the mails that it has handed over.
struct Place {
    sandbox: Sandbox,
    served: Served,
}

impl Place {
    /// `None` without what it takes to look at pages.
    fn open() -> Option<Self> {
        named(TOOLS)?;
        let mut sandbox = Sandbox::new();
        sandbox.configure("[branding]\nname = \"Acme Voice\"\nhelp = \"Call the help desk: extension 4357.\"");
        sandbox.write("clock", "+0");
        let mail = format!("dir:{}", sandbox.file("mail"));
        let served = sandbox.serve(&["--mail", &mail]).unwrap();
        sandbox.run(&["users", "import", &data("users.csv")]).succeeds();
        Some(Self { sandbox, served })
    }

    /// Moves the clock of the server; nobody waits.
    fn at(&self, minutes: u32) {
        self.sandbox.write("clock", format!("+{minutes}m"));
    }

    fn mails(&self) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(self.sandbox.path("mail")) else { return Vec::new() };
        let mut mails: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        mails.retain(|path| path.extension().is_some_and(|kind| kind == "eml"));
        mails.sort_by_key(|path| path.metadata().unwrap().modified().unwrap());
        mails
    }

    /// Waits for the next mail, and returns its text and its HTML.
    fn next_mail(&self, before: usize) -> (String, String) {
        for _ in 0..100 {
            if let Some(mail) = self.mails().get(before) {
                let bytes = std::fs::read(mail).unwrap();
                let mail = MessageParser::default().parse(&bytes).unwrap();
                return (mail.body_text(0).unwrap().into_owned(), mail.body_html(0).unwrap().into_owned());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("no mail came")
    }

    /// Mails a link to the user, and puts the mail where a browser can read it.
    fn mail_link(&self) -> String {
        let before = self.mails().len();
        self.sandbox.run(&["forgot-password", USER]).succeeds();
        let (_, html) = self.next_mail(before);
        format!("file://{}", self.sandbox.write("mail.html", html))
    }

    fn signs_in(&self, credential: &str, secret: &str) -> Outcome {
        let row = format!("user_id,credential,secret\n{USER},{credential},{secret}\n");
        let file = self.sandbox.write("sign-in.csv", row);
        self.sandbox.run(&["users", "sign-in", "--from-csv", &file, "-o", "json"])
    }
}

async fn reset(browser: &Chromium, mail: &str) {
    browser.open(mail).await;
    browser.find("a[href*='/r/']").await.click().await.unwrap();
}

async fn start(browser: &Chromium, mail: &str) {
    reset(browser, mail).await;
    browser.type_into("#answer", amaras_answer(&browser.text().await)).await;
    browser.send("form button").await;
    browser.says("Amara Jones").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_mail_to_the_expired_token_message() {
    let Some(place) = Place::open() else { return };
    let set = place.sandbox.write("old", format!("{OLD}\n"));
    place.sandbox.run(&["reset-password", USER, "--password-file", &set, "--allow-weak"]).succeeds();
    let mail = place.mail_link();
    let browser = Chromium::start(true).await;
    browser.open(&mail).await;
    browser.look("mail").await;
    reset(&browser, &mail).await;
    browser.says("484253••••").await;
    browser.look("landing").await;
    let landing = browser.client.current_url().await.unwrap();
    pa11y(&place.sandbox.path(""), landing.as_str(), "");
    browser.type_into("#answer", "1").await;
    browser.send("form button").await;
    browser.says("not what we have on file").await;
    browser.look("landing-wrong").await;
    let answer = format!("no. {}", amaras_answer(&browser.text().await));
    browser.type_into("#answer", &answer).await;
    browser.send("form button").await;
    browser.says("Amara Jones").await;
    let session = browser.client.current_url().await.unwrap();
    let token = landing.path_segments().unwrap().next_back().unwrap();
    assert!(!session.as_str().contains(token) && browser.run("return document.referrer").await == "");

    // The time left, at the top right.
    let clock = browser.find("#countdown strong").await;
    let left = clock.text().await.unwrap();
    assert!(left.starts_with("19:") || left == "20:00", "{left}");
    let corner = "const box = document.getElementById('clock').getBoundingClientRect();
        return [box.top, innerWidth - box.right, box.left > innerWidth / 2]";
    let corner = browser.run(corner).await;
    assert!(corner[0].as_f64().unwrap() < 60.0 && corner[2] == true, "{corner}");
    browser.look("session").await;
    pa11y(&place.sandbox.path(""), session.as_str(), &browser.cookies().await);

    // A list that ticks itself off while it is typed.
    browser.type_into("#password", "aaa1").await;
    browser.find("[data-rule='min_upper'][data-tick='broken']").await;
    browser.find("[data-rule='min_digits'][data-tick='met']").await;
    browser.press("#reveal").await;
    assert_eq!(browser.run("return document.getElementById('password').type").await, "text");
    browser.look("session-typing").await;
    browser.send("#password-form button:not(#reveal)").await;
    browser.says("This password was not saved").await;
    let refused = browser.find(".bad").await.text().await.unwrap();
    for rule in ["at least 8", "capital", "special", "in a row"] {
        assert!(refused.contains(rule), "{rule} is not in {refused}");
    }
    browser.look("session-refused").await;
    browser.type_into("#password", NEW).await;
    browser.find("[data-rule='min_length'][data-tick='met']").await;
    browser.send("#password-form button:not(#reveal)").await;
    browser.says("Your application password was changed").await;
    place.signs_in("application", NEW).succeeds();
    place.signs_in("application", OLD).ends_with(3);
    browser.send("form[action*='/voice-portal'] button").await;
    browser.says("Call the voice portal").await;
    browser.look("session-passcode").await;
    let passcode = browser
        .run(
            "return [...document.querySelectorAll('#passcode [aria-hidden]')].map((pair) => pair.textContent).join('')",
        )
        .await;
    let answer = place.signs_in("voice-portal", passcode.as_str().unwrap()).succeeds().json();
    assert_eq!(answer["results"][0]["must_change"], true);
    let texts: Vec<String> = (2..4).map(|n| place.next_mail(n - 1).0).collect();
    assert!(texts.iter().all(|text| !text.contains(NEW) && text.contains("was changed")), "{texts:?}");

    // The deadline passes; the page itself finds out. The passcode was shown once, and is still to be used.
    place.at(20);
    browser.run("dispatchEvent(new Event('focus'))").await;
    browser.says("This link has expired").await;
    browser.says("Your application password was changed on").await;
    browser.says("Your temporary passcode").await;
    assert_eq!(browser.run("return document.getElementById('passcode').checkVisibility()").await, true);
    assert_eq!(browser.run("return document.querySelectorAll('form, #clock').length").await, 0);
    browser.look("expired-passcode").await;
    tokio::time::sleep(Duration::from_millis(2500)).await;
    assert!(browser.text().await.contains("Your temporary passcode"), "it was there for a moment only");
    browser.open(session.as_str()).await;
    browser.says("This link has expired").await;
    assert_eq!(browser.run("return document.querySelectorAll('#passcode').length").await, 0);
    browser.look("expired").await;
    reset(&browser, &mail).await;
    browser.says("This link has expired").await;
    pa11y(&place.sandbox.path(""), landing.as_str(), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn started_and_left_alone() {
    let Some(place) = Place::open() else { return };
    let mail = place.mail_link();
    let browser = Chromium::start(true).await;
    start(&browser, &mail).await;
    for (minutes, said) in [(15, "5 minutes left."), (19, "1 minute left.")] {
        place.at(minutes);
        browser.run("dispatchEvent(new Event('focus'))").await;
        let announcement = async || browser.run("return document.getElementById('announcement').textContent").await;
        for _ in 0..50 {
            if announcement().await == said {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert_eq!(announcement().await, said);
    }
    // A clock of the browser's own that is wrong by an hour changes nothing: the server's counts.
    browser.run("const real = Date.now; Date.now = () => real() + 3600e3").await;
    tokio::time::sleep(Duration::from_millis(2500)).await;
    browser.says("Amara Jones").await;
    place.at(20);
    browser.run("dispatchEvent(new Event('focus'))").await;
    browser.says("This link has expired").await;
    browser.says("Nothing was changed with it").await;
    browser.look("expired-unused").await;
    reset(&browser, &mail).await;
    browser.says("This link has expired").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts() {
    let Some(place) = Place::open() else { return };
    let mail = place.mail_link();
    let browser = Chromium::start(false).await;
    start(&browser, &mail).await;
    browser.says("Ends at").await;
    assert!(!browser.text().await.contains("Time left"));
    let save = "#password-form button:not(#reveal)";
    browser.type_into("#password", "aaa1").await;
    browser.type_into("#again", "aaa1").await;
    browser.send(save).await;
    browser.says("This password was not saved").await;
    browser.find("[data-rule='min_upper'][data-tick='broken']").await;
    browser.type_into("#password", NEW).await;
    browser.type_into("#again", "Other7!Thing").await;
    browser.send(save).await;
    browser.says("The two are not the same").await;
    browser.type_into("#password", NEW).await;
    browser.type_into("#again", NEW).await;
    browser.send(save).await;
    browser.says("Your application password was changed").await;
    place.signs_in("application", NEW).succeeds();
    browser.send("form[action*='/voice-portal'] button").await;
    browser.says("Your temporary passcode").await;
    browser.send("form[action$='/done'] button").await;
    browser.says("You are done").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn by_keyboard_alone() {
    let Some(place) = Place::open() else { return };
    let mail = place.mail_link();
    let browser = Chromium::start(true).await;
    reset(&browser, &mail).await;
    browser.find("#answer").await;
    // From the top of the page, as somebody who never touches a mouse.
    go_to(&browser, "answer").await;
    let answer = amaras_answer(&browser.text().await);
    browser.client.active_element().await.unwrap().send_keys(answer).await.unwrap();
    browser.key(Key::Enter).await;
    browser.says("Amara Jones").await;
    go_to(&browser, "password").await;
    browser.client.active_element().await.unwrap().send_keys(NEW).await.unwrap();
    browser.key(Key::Tab).await;
    assert_eq!(browser.run("return document.activeElement.id").await, "reveal");
    browser.key(Key::Space).await;
    assert_eq!(browser.run("return document.getElementById('password').type").await, "text");
    browser.key(Key::Enter).await;
    browser.says("Your application password was changed").await;
    go_to(&browser, "Make a temporary passcode").await;
    browser.key(Key::Enter).await;
    browser.says("Your temporary passcode").await;
    go_to(&browser, "Done").await;
    browser.key(Key::Space).await;
    browser.says("You are done").await;
    browser.look("done").await;
    place.signs_in("application", NEW).succeeds();
}

/// Presses Tab until the focus, which is always seen, is on what has this id or this label.
async fn go_to(browser: &Chromium, wanted: &str) {
    for _ in 0..15 {
        browser.key(Key::Tab).await;
        let script = "const at = document.activeElement;
            return [at.id, at.textContent.trim(), getComputedStyle(at).outlineStyle]";
        let at = browser.run(script).await;
        if at[0] == wanted || at[1] == wanted {
            assert_ne!(at[2], "none", "the focus on {wanted} is not seen");
            return;
        }
    }
    panic!("Tab does not lead to {wanted}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_other_page() {
    let Some(place) = Place::open() else { return };
    let browser = Chromium::start(true).await;
    let pages = place.sandbox.path("");
    let look = async |name: &str, says: &str| {
        browser.says(says).await;
        browser.look(name).await;
        pa11y(&pages, browser.client.current_url().await.unwrap().as_str(), "");
    };
    browser.open(&format!("{}/r/nothing", place.served.address)).await;
    look("unknown", "There is nothing here").await;

    let older = place.sandbox.path("older.html");
    std::fs::copy(place.mail_link().trim_start_matches("file://"), &older).unwrap();
    let mail = place.mail_link();
    reset(&browser, &format!("file://{}", older.display())).await;
    look("replaced", "There is a newer link").await;

    place.sandbox.run(&["reset-password", USER, "--generate", "--show"]).succeeds();
    reset(&browser, &mail).await;
    look("overtaken", "no longer needed").await;

    let mail = place.mail_link();
    place.sandbox.run(&["recovery", "revoke", USER]).succeeds();
    reset(&browser, &mail).await;
    look("revoked", "taken back").await;

    let mail = place.mail_link();
    browser.open(&mail).await;
    browser.press("a[href$='/not-me']").await;
    look("not-me", "You did not expect this mail?").await;
    browser.type_into("#answer", amaras_answer(&browser.text().await)).await;
    browser.send("form button").await;
    browser.says("This link has been ended").await;
    browser.look("stopped").await;

    let mail = place.mail_link();
    reset(&browser, &mail).await;
    for _ in 0..5 {
        browser.type_into("#answer", "9").await;
        browser.send("form button").await;
    }
    browser.says("takes no answers until").await;
    browser.look("paused").await;
    place.at(10);
    reset(&browser, &mail).await;
    browser.type_into("#answer", amaras_answer(&browser.text().await)).await;
    browser.send("form button").await;
    browser.says("Amara Jones").await;
    let session = browser.client.current_url().await.unwrap();
    browser.client.delete_all_cookies().await.unwrap();
    browser.open(session.as_str()).await;
    look("stale", "Please open the link again").await;
}
