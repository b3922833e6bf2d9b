//! The outbox when mail servers do not take mails, or take long; and what is forgotten of it in the end.

use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use ossmosis::api::LinkBody;
use ossmosis::db::Db;
use ossmosis::domain::{Email, ManualClock, UserId};
use ossmosis::mail::MailError;
use ossmosis::recovery::{LinkFilter, WantedLink, all_links, links_of};

use crate::kit::{Differs, Kit, MailServer, start, token};
use crate::visitor::Visitor;

/// A run that asks again, because it is taken up, mails whoever no mail of it has reached, and nobody twice.
#[tokio::test]
async fn a_link_whose_mail_reached_nobody_is_replaced_when_its_run_asks_again() {
    let place = Place::open().await;
    let ask = async || place.kit.recovery.queue(&[place.user.clone().into()], Some("run")).await.remove(0);
    let first = ask().await.unwrap();
    assert_eq!(ask().await.unwrap().link_id, first.link_id, "a link that waits is the same");
    place.server(MailServer::Says(MailError::Never("no such mailbox".to_owned())));
    place.kit.hand_over().await;
    assert_eq!(place.state().await.0, "mail_failed");
    let second = ask().await.unwrap();
    assert_ne!(second.link_id, first.link_id, "its mail was refused");
    place.kit.directory.set_email(&place.user, Some(&Email::parse("right@a.example").unwrap())).await.unwrap();
    assert_eq!(place.state().await, ("ended".to_owned(), Some("overtaken".to_owned())));
    place.server(MailServer::Takes);
    let third = ask().await.unwrap();
    assert_ne!(third.link_id, second.link_id, "its address was changed before");
    place.kit.hand_over().await;
    assert_eq!(place.state().await.0, "handed_over");
    assert_eq!(ask().await.unwrap().link_id, third.link_id, "it was mailed");
    place.kit.recovery.revoke(std::slice::from_ref(&third.link_id)).await.remove(0).unwrap();
    assert_eq!(ask().await.unwrap().link_id, third.link_id, "it was mailed, whatever became of it");
    let mailed = place.kit.mails.lock().unwrap().iter().filter(|mail| crate::kit::read(mail).contains("/r/")).count();
    assert_eq!(mailed, 1);
    // What an admin took back before it was mailed is not mailed in spite of that.
    let other = place.kit.recovery.queue(&[place.user.clone().into()], Some("other")).await.remove(0).unwrap();
    place.kit.recovery.revoke(&[other.link_id]).await.remove(0).unwrap();
    let again = place.kit.recovery.queue(&[place.user.clone().into()], Some("other")).await.remove(0);
    assert!(again.unwrap_err().to_string().contains("had ended before it was mailed: revoked"));
}

struct Place {
    _folder: tempfile::TempDir,
    db: Db,
    kit: Kit,
    user: UserId,
}

impl Place {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open_sqlite(&folder.path().join("test.sqlite")).await.unwrap();
        let kit = Kit::on(&db, folder.path(), Arc::new(ManualClock::at(start())), Differs::default());
        let user = kit.user("4842532525", |_| {}).await;
        Self { _folder: folder, db, kit, user }
    }

    fn server(&self, server: MailServer) {
        *self.kit.mail_server.lock().unwrap() = server;
    }

    fn away(&self) {
        self.server(MailServer::Says(MailError::Later("away".to_owned())));
    }

    fn pass(&self, hours: i64) {
        self.kit.clock.advance(SignedDuration::from_hours(hours));
    }

    async fn queue(&self, after: Duration) {
        let link = WantedLink { user: self.user.clone(), after };
        self.kit.recovery.queue(&[link], None).await.remove(0).unwrap();
    }

    async fn link(&self) -> LinkBody {
        links_of(self.kit.recovery.as_ref(), &self.user).await.unwrap().remove(0)
    }

    async fn state(&self) -> (String, Option<String>) {
        let link = self.link().await;
        (link.state, link.end)
    }

    async fn count(&self, table: &str) -> i64 {
        self.db.fetch(format!("SELECT COUNT(*) AS n FROM {table}"), vec![]).await.unwrap()[0].int("n").unwrap()
    }
}

fn is(state: &str) -> (String, Option<String>) {
    (state.to_owned(), None)
}

/// Only a hand-over starts the time of a link.
#[tokio::test]
async fn a_link_that_was_never_handed_over_does_not_expire() {
    let place = Place::open().await;
    place.away();
    place.queue(Duration::ZERO).await;
    place.kit.hand_over().await;
    assert_eq!(place.state().await, is("queued"));
    place.pass(23);
    place.kit.hand_over().await;
    // The first mail could have been opened for 24 hours, had it arrived; the order goes on all the same.
    place.pass(2);
    assert_eq!(place.state().await, is("queued"));
    place.kit.hand_over().await;
    assert_eq!(place.state().await, is("mail_failed"));
    place.pass(24 * 7);
    place.kit.hand_over().await;
    assert_eq!(place.state().await, is("mail_failed"), "it is told for what it is");
    let open = LinkFilter { open: true, ..LinkFilter::default() };
    assert!(all_links(place.kit.recovery.as_ref(), &open).await.unwrap().is_empty(), "nobody can open it any more");
}

#[tokio::test]
async fn a_mail_that_nobody_recorded_opens_its_link_for_a_while() {
    let place = Place::open().await;
    place.queue(Duration::ZERO).await;
    place.kit.hand_over().await;
    // It arrived, but the record of that was lost.
    let token = token(&place.kit.last_mail());
    place.db.fetch("UPDATE recovery_links SET handed_over_at = NULL, openable_until = NULL", vec![]).await.unwrap();
    let visitor = Visitor::new(&place.kit.serve().await);
    place.pass(23);
    visitor.get(&format!("/r/{token}")).await.is(200).says("Tuesday 24 November at 08:00 (UTC)");
    place.pass(1);
    visitor.get(&format!("/r/{token}")).await.is(410).says("before anybody started");
    visitor.start(&token, "0102").await.is(410);
    assert_eq!(place.state().await, is("queued"));
}

/// A command that ordered mails may be the last for days.
#[tokio::test]
async fn an_order_is_tried_for_a_day_from_its_first_attempt() {
    let place = Place::open().await;
    place.away();
    for after in [Duration::ZERO, Duration::from_hours(48)] {
        place.queue(after).await;
        place.pass(24 * 3);
        place.kit.hand_over().await;
        assert_eq!(place.state().await, is("queued"));
        place.pass(23);
        place.kit.hand_over().await;
        assert_eq!(place.state().await, is("queued"));
        place.pass(1);
        place.kit.hand_over().await;
        assert_eq!(place.state().await, is("mail_failed"));
    }
    // Refused for good is refused at once.
    place.server(MailServer::Says(MailError::Never("no such mailbox".to_owned())));
    place.queue(Duration::ZERO).await;
    place.kit.hand_over().await;
    assert_eq!(place.state().await, is("mail_failed"));
    place.server(MailServer::Takes);
    place.queue(Duration::ZERO).await;
    place.kit.hand_over().await;
    assert_eq!(place.state().await, is("handed_over"));
}

#[tokio::test]
async fn a_mail_that_takes_long_holds_up_no_other() {
    const SLOW: &str = "slow@acme.example";
    let place = Place::open().await;
    let slow = place.kit.user("4842530000", |patch| patch.email = Some(Some(Email::parse(SLOW).unwrap()))).await;
    let mut links = vec![WantedLink::from(slow)];
    for n in 0..35 {
        links.push(place.kit.user(&format!("48425300{n:02}x"), |_| {}).await.into());
    }
    place.server(MailServer::StallsFor(SLOW));
    assert!(place.kit.recovery.queue(&links, None).await.iter().all(Result::is_ok));
    let taken = async {
        while place.kit.mails.lock().unwrap().len() < 35 {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        () = place.kit.hand_over() => panic!("a mail was left in the middle"),
        () = taken => {}
        () = tokio::time::sleep(Duration::from_secs(30)) => {
            panic!("{} of 35 were taken", place.kit.mails.lock().unwrap().len())
        }
    }
}

#[tokio::test]
async fn ninety_days_after_its_end_only_the_link_itself_is_kept() {
    let place = Place::open().await;
    let token = place.kit.mail_link(&place.user).await;
    let visitor = Visitor::new(&place.kit.serve().await);
    let session = visitor.start(&token, "0102").await.is(200);
    visitor.send(&session.form("/voice-portal")).await.is(200);
    place.kit.directory.set_email(&place.user, Some(&Email::parse("new@acme.example").unwrap())).await.unwrap();
    place.kit.hand_over().await;
    assert_eq!(place.state().await.0, "ended");
    let rows =
        async || (place.count("outbox").await, place.count("link_tokens").await, place.count("link_browsers").await);
    assert_eq!(rows().await, (3, 1, 1));
    place.pass(24 * 90);
    place.kit.hand_over().await;
    visitor.get(&format!("/r/{token}")).await.is(410);
    let open = place.kit.mail_link(&place.user).await;
    assert_eq!(rows().await, (4, 2, 1));
    place.pass(1);
    place.kit.hand_over().await;
    assert_eq!(rows().await, (1, 1, 0));
    visitor.get(&format!("/r/{token}")).await.is(404);
    visitor.get(&format!("/r/{open}")).await.is(200);
    assert_eq!(links_of(place.kit.recovery.as_ref(), &place.user).await.unwrap().len(), 2);
}
