//! What a link asks is nothing that its mail, or a page before the answer, gives away.

use std::sync::Arc;

use jiff::SignedDuration;
use jiff::tz::TimeZone;
use mail_parser::MessageParser;
use ossmosis::domain::{Brand, Email, ManualClock, UserId, UserPatch};

use crate::kit::{Differs, Kit, start};
use crate::visitor::Visitor;

struct Place {
    _folder: tempfile::TempDir,
    kit: Kit,
    address: String,
}

impl Place {
    async fn with(differs: Differs) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let kit = Kit::with(folder.path(), Arc::new(ManualClock::at(start())), differs).await;
        let address = kit.serve().await;
        Self { _folder: folder, kit, address }
    }

    /// A user with this extension and number, whose mails go to this address.
    async fn user(&self, id: &str, email: &str, extension: Option<&str>, number: Option<&str>) -> UserId {
        let change = |patch: &mut UserPatch| {
            patch.email = Some(Some(Email::parse(email).unwrap()));
            patch.extension = Some(extension.map(str::to_owned));
            patch.phone_number = Some(number.map(str::to_owned));
        };
        self.kit.user(id, change).await
    }

    /// Mails a link: what its mail and its page say that it asks, which of these answers are wrong, and which
    /// opens it.
    async fn asks(&self, user: &UserId, said: &str, wrong: &[&str], right: &str) {
        let token = self.kit.mail_link(user).await;
        let mail = self.kit.last_mail();
        assert!(mail.contains(&format!("It will ask for {said}")), "{mail}");
        let page = Visitor::new(&self.address).get(&format!("/r/{token}")).await.is(200);
        // The page puts it as a question.
        let text = page.text().to_lowercase().replace(", or ", " or ").replace("user id, in full", "whole user id");
        assert!(text.contains(said), "{text}");
        for answer in wrong {
            Visitor::new(&self.address).start(&token, answer).await.is(422);
        }
        Visitor::new(&self.address).start(&token, right).await.is(200).says("Amara Jones");
    }
}

const EITHER: &str = "your extension or the last four digits of your phone number";
const EXTENSION: &str = "your extension";
const LAST_FOUR: &str = "the last four digits of your phone number";
const USER_ID: &str = "your whole user id";

/// Each of these mails holds one of the two answers, in another place.
#[tokio::test]
async fn what_the_mail_holds_is_not_asked() {
    let brand = Brand { name: Some("Acme 3141".to_owned()), ..Brand::default() };
    let place = Place::with(Differs { brand, ..Differs::default() }).await;
    for (id, email, extension, number, said, held, right) in [
        // Nowhere.
        ("4842530000.0102", "amara@acme.example", "0102", "484-253-2525", EITHER, None, "102"),
        // In the address that it goes to.
        ("4842530001", "amara102@acme.example", "0102", "484-253-2525", LAST_FOUR, Some("102"), "2525"),
        ("4842530002", "4842532525@acme.example", "0102", "484-253-2525", EXTENSION, Some("2525"), "0102"),
        // In the link.
        ("4842530003", "amara@acme.example", "8443", "484-253-2525", LAST_FOUR, Some("8443"), "2525"),
        ("4842530004", "amara@acme.example", "0102", "484-253-8443", EXTENSION, Some("8443"), "102"),
        // In the date: its year, its day, its time.
        ("4842530005", "amara@acme.example", "2026", "484-253-2525", LAST_FOUR, Some("2026"), "2525"),
        ("4842530006", "amara@acme.example", "0023", "484-253-2525", LAST_FOUR, Some("23"), "2525"),
        ("4842530007", "amara@acme.example", "0102", "484-253-0800", EXTENSION, Some("0800"), "102"),
        // In how long a session lasts, and in the provider's name.
        ("4842530008", "amara@acme.example", "20", "484-253-2525", LAST_FOUR, Some("20"), "2525"),
        ("4842530009", "amara@acme.example", "0102", "484-253-3141", EXTENSION, Some("3141"), "102"),
    ] {
        let user = place.user(id, email, Some(extension), Some(number)).await;
        place.asks(&user, said, held.as_slice(), right).await;
        if let Some(held) = held {
            let mails = place.kit.mails.lock().unwrap();
            let mail = String::from_utf8_lossy(mails.last().unwrap()).into_owned();
            let digits: String = mail.chars().filter(|c| *c != ':').collect();
            assert!(digits.contains(held), "{held} is not in {mail}");
        }
    }
}

#[tokio::test]
async fn the_user_id_is_the_last_resort_and_hidden_then() {
    let place = Place::with(Differs::default()).await;
    let user = place.user("sales.desk@acme.example", "ext0102@acme.example", Some("0102"), None).await;
    place.asks(&user, USER_ID, &["0102", "sales"], "sales.desk@acme.example").await;
    let mail = place.kit.last_mail();
    assert!(mail.contains("sa••••") && !mail.contains("sales"), "{mail}");
    let name =
        MessageParser::default().parse(&place.kit.mails.lock().unwrap()[0]).unwrap().subject().map(str::to_owned);
    assert!(!name.unwrap().contains("sales"));
    // Where the mail holds every answer, it is asked for all the same.
    let user = place.user("4842532525", "4842532525.0102@acme.example", Some("0102"), Some("484-253-2525")).await;
    place.asks(&user, EITHER, &["4842532525"], "2525").await;
}

/// What was decided for a mail holds for its page, whatever the mail of another link holds.
#[tokio::test]
async fn each_link_asks_what_its_own_mail_says() {
    let place = Place::with(Differs::default()).await;
    let user = place.user("4842532525", "amara@acme.example", Some("0023"), Some("484-253-2525")).await;
    let token = place.kit.mail_link(&user).await;
    // The next day the date does not hold the extension any more, but this mail still does.
    place.kit.clock.advance(SignedDuration::from_hours(23));
    Visitor::new(&place.address).start(&token, "23").await.is(422);
    place.kit.clock.advance(SignedDuration::from_hours(24 * 3));
    place.asks(&user, EITHER, &[], "23").await;
    // An extension that was corrected meanwhile is right.
    let token = place.kit.mail_link(&user).await;
    place.user("4842532525", "amara@acme.example", Some("0777"), Some("484-253-2525")).await;
    Visitor::new(&place.address).start(&token, "23").await.is(422);
    Visitor::new(&place.address).start(&token, "777").await.is(200).says("Amara Jones");
}

#[tokio::test]
async fn times_on_the_landing_page_are_no_answers() {
    // An hour off the mail's own date, which holds the hour and the minute of the deadline otherwise.
    let zone = TimeZone::fixed(jiff::tz::offset(1));
    let place = Place::with(Differs { zone, ..Differs::default() }).await;
    let until = place.user("4842530001", "amara@acme.example", Some("0900"), None).await;
    let paused = place.user("4842530002", "amara@acme.example", Some("0911"), Some("484-253-2525")).await;
    let under_way = place.user("4842530003", "amara@acme.example", Some("0920"), Some("484-253-2525")).await;
    place.kit.clock.advance(SignedDuration::from_secs(30));

    let token = place.kit.mail_link(&until).await;
    assert!(place.kit.last_mail().contains("It will ask for your extension"));
    let page = Visitor::new(&place.address).get(&format!("/r/{token}")).await.is(200);
    page.says("You can start until Tuesday 24 November at 08:59").hides("09:00");

    let token = place.kit.mail_link(&paused).await;
    let mut seen = Vec::new();
    for _ in 0..5 {
        seen.push(Visitor::new(&place.address).start(&token, "9999").await);
    }
    seen.pop().unwrap().is(429).says("takes no answers until 09:12 (+01)").hides("09:11");

    let token = place.kit.mail_link(&under_way).await;
    Visitor::new(&place.address).start(&token, "2525").await.is(200);
    let page = Visitor::new(&place.address).get(&format!("/r/{token}")).await.is(200);
    page.says("the time ends at 09:19 (+01)").hides("09:20");
}
