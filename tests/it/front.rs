//! A backend in front of a platform that keeps users and credentials itself: what is written through, and what the
//! links and keys here make of whatever the platform answers.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use futures_util::stream::BoxStream;
use jiff::SignedDuration;
use ossmosis::db::Db;
use ossmosis::directory::{
    ChangedBy, Counts, CredentialChange, Directory, DirectoryError, DirectoryTraits, MemoryDirectory, SignIn,
};
use ossmosis::domain::{
    Clock, CredentialKind, CredentialState, Email, Location, LocationName, ManualClock, Patched, Secret, Selection,
    User, UserId, UserPatch,
};
use ossmosis::recovery::{Change, LinkFilter, Purpose, all_links, links_of};
use ossmosis::rules::{RuleBook, RuleId, Rules};
use serde_json::{Value, json};
use tokio::sync::Semaphore;

use crate::kit::{Differs, Kit, start, token};
use crate::postgres::Database;
use crate::sandbox::Sandbox;
use crate::visitor::Visitor;

use CredentialKind::{Application, VoicePortal};

/// A platform: users in memory, no memory for keys, and answers as told.
pub(crate) struct Platform {
    users: MemoryDirectory,
    says: Mutex<Says>,
    asked: Mutex<Vec<usize>>,
    /// Lets changes through, each by a permit.
    gate: Semaphore,
}

/// What becomes of changes.
#[derive(Clone)]
enum Says {
    /// They are made.
    Yes,
    /// They are not made, and it says why.
    No(DirectoryError),
    /// They are made, and nobody hears of it.
    Lost,
}

/// So many permits that nobody waits.
const OPEN: usize = 1_000_000;

impl Platform {
    pub(crate) fn new(rules: RuleBook, clock: Arc<dyn Clock>) -> Arc<Self> {
        let (says, asked) = (Mutex::new(Says::Yes), Mutex::default());
        Arc::new(Self { users: MemoryDirectory::new(rules, clock), says, asked, gate: Semaphore::new(OPEN) })
    }

    fn says(&self, says: Says) {
        *self.says.lock().unwrap() = says;
    }

    /// How many changes each call has brought.
    fn asked(&self) -> Vec<usize> {
        self.asked.lock().unwrap().clone()
    }

    fn close(&self) {
        assert_eq!(self.gate.forget_permits(OPEN), OPEN);
    }

    fn open(&self) {
        self.gate.add_permits(OPEN);
    }

    /// Waits until it has been asked so many times.
    async fn is_asked(&self, times: usize) {
        while self.asked().len() < times {
            tokio::task::yield_now().await;
        }
    }

    async fn told(&self, count: usize) -> Says {
        self.asked.lock().unwrap().push(count);
        let _through = self.gate.acquire().await.unwrap();
        // Others may go on meanwhile, if they are let.
        for _ in 0..20 {
            tokio::task::yield_now().await;
        }
        self.says.lock().unwrap().clone()
    }
}

fn lost() -> DirectoryError {
    DirectoryError::Unanswered("nobody hears of it".to_owned())
}

fn busy() -> DirectoryError {
    DirectoryError::Busy { message: "later".to_owned(), retry_after: None }
}

fn broken() -> DirectoryError {
    DirectoryError::RefusedByRules { rules: vec![RuleId::MinLength], message: "it is too short".to_owned() }
}

#[async_trait]
impl Directory for Platform {
    fn traits(&self) -> DirectoryTraits {
        self.users.traits()
    }

    fn users(&self, of: &Selection) -> BoxStream<'_, Result<User, DirectoryError>> {
        self.users.users(of)
    }

    async fn locations(&self, counts: Counts) -> Result<Vec<Location>, DirectoryError> {
        self.users.locations(counts).await
    }

    async fn rules(&self, at: Option<&LocationName>) -> Result<Rules, DirectoryError> {
        self.users.rules(at).await
    }

    async fn set_credentials(&self, changes: &[CredentialChange]) -> Vec<Result<(), DirectoryError>> {
        let changes: Vec<CredentialChange> =
            changes.iter().map(|change| CredentialChange { idempotency_key: None, ..change.clone() }).collect();
        match self.told(changes.len()).await {
            Says::Yes => self.users.set_credentials(&changes).await,
            Says::No(error) => changes.iter().map(|_| Err(error.clone())).collect(),
            Says::Lost => {
                let _ = self.users.set_credentials(&changes).await;
                changes.iter().map(|_| Err(lost())).collect()
            }
        }
    }

    async fn set_email(&self, user: &UserId, email: Option<&Email>) -> Result<(), DirectoryError> {
        match self.told(1).await {
            Says::Yes => self.users.set_email(user, email).await,
            Says::No(error) => Err(error),
            Says::Lost => self.users.set_email(user, email).await.and(Err(lost())),
        }
    }

    async fn sign_in(&self, user: &UserId, kind: CredentialKind, secret: &Secret) -> Result<SignIn, DirectoryError> {
        self.users.sign_in(user, kind, secret).await
    }

    async fn credentials(&self, user: &UserId) -> Result<Vec<CredentialState>, DirectoryError> {
        self.users.credentials(user).await
    }

    async fn import(&self, patches: &[UserPatch]) -> Vec<Result<Patched, DirectoryError>> {
        self.users.import(patches).await
    }
}

/// Two backends that share a database, in front of one platform.
struct Place {
    kits: Vec<Kit>,
    platform: Arc<Platform>,
    clock: Arc<ManualClock>,
    db: Db,
    user: UserId,
    _folder: tempfile::TempDir,
    _database: Option<Database>,
}

impl Place {
    async fn on(database: Option<Database>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::at(start()));
        let platform = Platform::new(RuleBook::default(), Arc::<ManualClock>::clone(&clock));
        let open = async || match &database {
            Some(database) => Db::open_postgres(&database.url).await.unwrap(),
            None => Db::open_sqlite(&folder.path().join("test.sqlite")).await.unwrap(),
        };
        let mut kits = Vec::new();
        for _ in 0..2 {
            let differs = Differs { platform: Some(Arc::<Platform>::clone(&platform)), ..Differs::default() };
            kits.push(Kit::on(&open().await, folder.path(), Arc::clone(&clock), differs));
        }
        let user = kits[0].user("4842532525", |_| {}).await;
        Self { db: open().await, kits, platform, clock, user, _folder: folder, _database: database }
    }

    fn change(&self, kind: CredentialKind, secret: &str) -> CredentialChange {
        CredentialChange {
            user_id: self.user.clone(),
            kind,
            secret: Secret::new(secret.to_owned()),
            must_change: false,
            by: ChangedBy::Admin,
            idempotency_key: None,
        }
    }

    async fn set(&self, change: CredentialChange) -> Result<(), DirectoryError> {
        self.kits[0].directory.set_credentials(&[change]).await.remove(0)
    }

    async fn set_email(&self, email: &str) -> Result<(), DirectoryError> {
        self.kits[0].directory.set_email(&self.user, Some(&Email::parse(email).unwrap())).await
    }

    async fn signs_in(&self, kind: CredentialKind, secret: &str) -> bool {
        let secret = Secret::new(secret.to_owned());
        self.kits[1].directory.sign_in(&self.user, kind, &secret).await.unwrap().accepted
    }

    /// A link is mailed and its session started, by the second backend.
    async fn session(&self) -> (String, Secret) {
        let token = self.kits[1].mail_link(&self.user).await;
        match self.kits[1].sessions.answer(&token, "0102", Purpose::Start).await.unwrap().unwrap() {
            ossmosis::recovery::Answered::Started { link_id, key } => (link_id, key),
            _ => panic!("a right answer did not start"),
        }
    }

    async fn save(&self, (link, key): &(String, Secret), password: &str) -> Result<Change<()>, DirectoryError> {
        let visit = self.kits[1].sessions.session(link, key).await.unwrap().unwrap();
        self.kits[1].sessions.set_password(&visit, &Secret::new(password.to_owned())).await
    }

    /// State and end of the newest link.
    async fn state(&self) -> (String, Option<String>) {
        let links = links_of(self.kits[0].recovery.as_ref(), &self.user).await.unwrap();
        (links[0].state.clone(), links[0].end.clone())
    }

    async fn not_done(&self) -> usize {
        let filter = LinkFilter { not_done: true, ..LinkFilter::default() };
        all_links(self.kits[0].recovery.as_ref(), &filter).await.unwrap().len()
    }

    /// Mails that were handed over, by any backend.
    fn mails(&self) -> usize {
        self.kits.iter().map(|kit| kit.mails.lock().unwrap().len()).sum()
    }
}

fn open() -> (String, Option<String>) {
    ("started".to_owned(), None)
}

fn overtaken() -> (String, Option<String>) {
    ("ended".to_owned(), Some("overtaken".to_owned()))
}

/// The same on both databases.
async fn on_each(test: impl AsyncFn(Place)) {
    test(Place::on(None).await).await;
    if let Some(database) = Database::new() {
        test(Place::on(Some(database)).await).await;
    }
}

#[tokio::test]
async fn from_the_mail_to_the_end_of_the_session() {
    on_each(async |place| {
        let kit = &place.kits[0];
        let first = kit.recovery.queue(&[place.user.clone().into()], Some("run")).await.remove(0).unwrap();
        let again = place.kits[1].recovery.queue(&[place.user.clone().into()], Some("run")).await.remove(0).unwrap();
        assert_eq!((first.link_id, place.not_done().await), (again.link_id, 1), "a run that asks again finds its link");
        kit.hand_over().await;
        let token = token(&kit.last_mail());
        let (address, owner) = (kit.serve().await, kit.owner().await);
        let visitor = Visitor::new(&address);
        let session = visitor.start(&token, "102").await.is(200).says("Amara Jones");
        let password = session.form("/application").with("password", "Tulip7!Harbor").without("again");
        let saved = visitor.send(&password).await.is(200).says("Your application password was changed at 08:00");
        assert!(place.signs_in(Application, "Tulip7!Harbor").await);
        let shown = visitor.send(&saved.form("/voice-portal")).await.is(200);
        assert!(place.signs_in(VoicePortal, &shown.passcode().unwrap()).await);
        kit.hand_over().await;
        assert_eq!((place.mails(), place.not_done().await), (3, 0));
        // Its own changes end no link; its time does.
        assert_eq!(place.state().await, open());
        place.clock.advance(SignedDuration::from_mins(20));
        visitor.send(&password.with("password", "Marble4#Lantern")).await.is(410);
        assert!(place.signs_in(Application, "Tulip7!Harbor").await, "a session changed something after its deadline");
        let client = reqwest::Client::builder().build().unwrap();
        let user = client.get(format!("{address}/api/v1/users/{}", place.user)).bearer_auth(owner.expose());
        let user: Value = user.send().await.unwrap().json().await.unwrap();
        assert_eq!(
            (&user["recovery_links"][0]["end"], &user["credentials"][0]["set"]),
            (&"expired".into(), &true.into())
        );
    })
    .await;
}

#[tokio::test]
async fn a_change_by_an_admin_ends_the_link_once_it_may_be_in_force() {
    on_each(async |place| {
        let session = place.session().await;
        for error in [busy(), broken(), DirectoryError::Refused("no".to_owned())] {
            place.platform.says(Says::No(error.clone()));
            assert_eq!(place.set(place.change(VoicePortal, "739104")).await, Err(error));
            assert_eq!(place.state().await, open(), "nothing was changed");
        }
        place.platform.says(Says::Yes);
        assert!(matches!(place.save(&session, "Tulip7!Harbor").await, Ok(Change::Done(()))));
        assert_eq!(place.set(place.change(VoicePortal, "739104")).await, Ok(()));
        assert_eq!(place.state().await, overtaken());
        assert!(matches!(place.save(&session, "Marble4#Lantern").await, Ok(Change::Stale)));
        for says in [Says::Lost, Says::No(lost())] {
            let session = place.session().await;
            place.platform.says(says);
            assert_eq!(place.set(place.change(VoicePortal, "281946")).await, Err(lost()));
            place.platform.says(Says::Yes);
            assert_eq!(place.state().await, overtaken(), "it may have been changed");
            assert!(matches!(place.save(&session, "Marble4#Lantern").await, Ok(Change::Stale)));
        }
        // Whoever was reset after their link had ended is done, too.
        let links = links_of(place.kits[0].recovery.as_ref(), &place.user).await.unwrap();
        place.clock.advance(SignedDuration::from_mins(1));
        place.session().await;
        let newest = links_of(place.kits[0].recovery.as_ref(), &place.user).await.unwrap().remove(0).id;
        assert_eq!(place.kits[0].recovery.revoke(&[newest, links[0].id.clone()]).await, [Ok(true), Ok(false)]);
        assert_eq!(place.not_done().await, 1);
        assert_eq!(place.set(place.change(VoicePortal, "560713")).await, Ok(()));
        assert_eq!(place.not_done().await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_change_by_a_link_that_the_platform_did_not_make_is_not_recorded() {
    on_each(async |place| {
        let session = place.session().await;
        let mails = place.mails();
        let declined = DirectoryError::Refused("[Error 4711] not that one".to_owned());
        place.platform.says(Says::No(declined));
        let refused = place.save(&session, "Tulip7!Harbor").await;
        assert!(matches!(refused, Ok(Change::Declined(why)) if why.contains("not that one")));
        place.platform.says(Says::No(broken()));
        let refused = place.save(&session, "Tulip7!Harbor").await;
        assert!(matches!(refused, Ok(Change::Refused { violations, .. }) if violations[0].rule == RuleId::MinLength));
        for says in [Says::No(lost()), Says::Lost] {
            place.platform.says(says);
            assert_eq!(place.save(&session, "Tulip7!Harbor").await.err(), Some(lost()));
        }
        place.kits[0].hand_over().await;
        let links = links_of(place.kits[0].recovery.as_ref(), &place.user).await.unwrap();
        assert_eq!((&links[0].changed_at, place.mails(), place.state().await), (&None, mails, open()));
        place.platform.says(Says::Yes);
        assert!(matches!(place.save(&session, "Marble4#Lantern").await, Ok(Change::Done(()))));
        place.kits[0].hand_over().await;
        assert_eq!(place.mails(), mails + 1);
    })
    .await;
}

#[tokio::test]
async fn what_the_platform_says_to_a_password_is_shown_to_its_user() {
    let place = Place::on(None).await;
    let token = place.kits[0].mail_link(&place.user).await;
    let visitor = Visitor::new(&place.kits[0].serve().await);
    let session = visitor.start(&token, "102").await.is(200);
    place.platform.says(Says::No(DirectoryError::Refused("it was used before".to_owned())));
    let password = session.form("/application").with("password", "Tulip7!Harbor").without("again");
    let refused = visitor.send(&password).await.is(422).says("This password was not saved").says("it was used before");
    visitor.send(&refused.form("/voice-portal")).await.is(503);
    assert_eq!(place.state().await, open());
}

#[tokio::test]
async fn an_email_that_may_be_another_one_ends_the_link_and_the_old_address_is_told() {
    on_each(async |place| {
        let user = async || place.kits[0].directory.user(&place.user).await.unwrap().email.unwrap().to_string();
        place.session().await;
        let mails = place.mails();
        place.platform.says(Says::No(busy()));
        assert_eq!(place.set_email("new@acme.example").await, Err(busy()));
        assert_eq!(place.state().await, open());
        place.platform.says(Says::Yes);
        assert_eq!(place.set_email("amara@acme.example").await, Ok(()));
        assert_eq!(place.state().await, open(), "it has that address already");
        // Nobody heard of it, and reading told that it was changed.
        place.platform.says(Says::Lost);
        assert_eq!(place.set_email("new@acme.example").await, Ok(()));
        assert_eq!((place.state().await, user().await), (overtaken(), "new@acme.example".to_owned()));
        place.kits[0].hand_over().await;
        assert_eq!(place.mails(), mails + 1);
        let told = place.kits[0].mails.lock().unwrap().last().cloned().unwrap();
        assert!(String::from_utf8(told).unwrap().contains("<amara@acme.example>"));
        place.platform.says(Says::Yes);
        place.session().await;
        place.platform.says(Says::No(lost()));
        let mails = place.mails();
        assert_eq!(place.set_email("newer@acme.example").await, Err(lost()));
        assert_eq!(place.state().await, overtaken());
        place.kits[0].hand_over().await;
        assert_eq!((place.mails(), user().await), (mails, "new@acme.example".to_owned()));
        let nobody = UserId::parse("nobody").unwrap();
        let unknown = place.kits[0].directory.set_email(&nobody, None).await;
        assert!(matches!(unknown, Err(DirectoryError::NotFound(_))));
    })
    .await;
}

#[tokio::test]
async fn a_key_stands_for_one_change_until_it_was_surely_not_made() {
    on_each(async |place| {
        let keyed = |secret: &str| CredentialChange {
            idempotency_key: Some("run/1".to_owned()),
            ..place.change(Application, secret)
        };
        let conflicts = async |secret: &str| matches!(place.set(keyed(secret)).await, Err(DirectoryError::Conflict(_)));
        place.platform.says(Says::No(busy()));
        assert_eq!(place.set(keyed("Tulip7!Harbor")).await, Err(busy()));
        place.platform.says(Says::No(lost()));
        assert_eq!(place.set(keyed("Marble4#Lantern")).await, Err(lost()), "the key was free again");
        assert!(conflicts("Tulip7!Harbor").await, "the other one may have been made");
        place.platform.says(Says::No(busy()));
        assert_eq!(place.set(keyed("Marble4#Lantern")).await, Err(busy()));
        assert!(conflicts("Tulip7!Harbor").await, "it may have been made the time before");
        place.platform.says(Says::Yes);
        assert_eq!((place.platform.asked().len(), place.set(keyed("Marble4#Lantern")).await), (3, Ok(())));
        assert_eq!((place.platform.asked().len(), place.set(keyed("Marble4#Lantern")).await), (4, Ok(())));
        assert!(conflicts("Tulip7!Harbor").await);
        assert_eq!(place.platform.asked().len(), 4, "it was made once");
        place.clock.advance(SignedDuration::from_hours(7 * 24 + 1));
        assert_eq!(place.set(keyed("Tulip7!Harbor")).await, Ok(()));
        let rows = place.db.fetch("SELECT code FROM idempotency_keys", vec![]).await.unwrap();
        let code = rows[0].text("code").unwrap();
        assert!(code.starts_with("k1:") && !code.contains("Tulip7"), "{code}");
    })
    .await;
}

#[tokio::test]
async fn what_is_left_of_a_batch_is_one_call() {
    on_each(async |place| {
        let other = place.kits[0].user("4842532526", |_| {}).await;
        let keyed = |n: usize, change: CredentialChange| CredentialChange {
            idempotency_key: Some(format!("run/{n}")),
            ..change
        };
        let first = keyed(1, place.change(Application, "Tulip7!Harbor"));
        assert_eq!(place.set(first.clone()).await, Ok(()));
        let of_other = CredentialChange { user_id: other, ..place.change(Application, "Tulip7!Harbor") };
        let nobody = CredentialChange { user_id: UserId::parse("nobody").unwrap(), ..of_other.clone() };
        let batch = [
            keyed(2, nobody),
            first,
            keyed(3, of_other),
            keyed(1, place.change(Application, "Marble4#Lantern")),
            keyed(4, place.change(VoicePortal, "739104")),
        ];
        let outcomes = place.kits[1].directory.set_credentials(&batch).await;
        assert!(matches!(outcomes[0], Err(DirectoryError::NotFound(_))), "{outcomes:?}");
        assert!(matches!(outcomes[3], Err(DirectoryError::Conflict(_))), "{outcomes:?}");
        assert_eq!((&outcomes[1], &outcomes[2], &outcomes[4]), (&Ok(()), &Ok(()), &Ok(())));
        assert_eq!(place.platform.asked(), [1, 3]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_a_change_is_under_way_nobody_else_makes_one() {
    on_each(async |place| {
        let session = place.session().await;
        place.platform.close();
        let admin = place.set(place.change(Application, "Marble4#Lantern"));
        let user = async {
            place.platform.is_asked(1).await;
            place.save(&session, "Tulip7!Harbor").await
        };
        let opens = async {
            place.platform.is_asked(1).await;
            // However long it takes, nobody else waits for the database.
            let other = place.kits[1].user("4842532526", |_| {}).await;
            assert!(place.kits[1].recovery.queue(&[other.into()], None).await[0].is_ok());
            place.platform.open();
        };
        let (admin, user, ()) = tokio::join!(admin, user, opens);
        assert_eq!((admin, place.platform.asked()), (Ok(()), vec![1]));
        assert!(matches!(user, Ok(Change::Stale)), "a link was used that a change had ended");
        assert!(place.signs_in(Application, "Marble4#Lantern").await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_goes_on_when_nobody_waits_for_it_any_more() {
    on_each(async |place| {
        place.session().await;
        let links = links_of(place.kits[1].recovery.as_ref(), &place.user).await.unwrap();
        place.platform.close();
        let directory = Arc::clone(&place.kits[0].directory);
        let change = place.change(Application, "Marble4#Lantern");
        let caller = tokio::spawn(async move { directory.set_credentials(&[change]).await });
        place.platform.is_asked(1).await;
        caller.abort();
        assert!(caller.await.unwrap_err().is_cancelled());
        place.platform.open();
        // Whoever wants the user waits until it is over.
        assert_eq!(place.kits[1].recovery.revoke(&[links[0].id.clone()]).await, [Ok(false)]);
        assert_eq!(place.state().await, overtaken());
        assert!(place.signs_in(Application, "Marble4#Lantern").await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_process_that_is_gone_the_change_counts_as_made() {
    on_each(async |place| {
        let session = place.session().await;
        place.platform.close();
        let directory = Arc::clone(&place.kits[0].directory);
        let change = place.change(Application, "Marble4#Lantern");
        let hangs = tokio::spawn(async move { directory.set_credentials(&[change]).await });
        place.platform.is_asked(1).await;
        // So long that it must be gone.
        let sql = "UPDATE recovery_users SET change_until = 0 WHERE change_id IS NOT NULL RETURNING user_id";
        assert_eq!(place.db.fetch(sql, vec![]).await.unwrap().len(), 1);
        assert!(matches!(place.save(&session, "Tulip7!Harbor").await, Ok(Change::Stale)));
        let newer = place.kits[1].recovery.queue(&[place.user.clone().into()], None).await.remove(0);
        assert!(newer.is_ok(), "and nobody waits for it: {newer:?}");
        place.platform.open();
        assert_eq!(hangs.await.unwrap(), [Ok(())]);
        assert_eq!(place.state().await, overtaken(), "it was not gone after all");
        assert_eq!(place.platform.asked(), [1]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_asked_when_the_session_ended_is_not_asked_any_more() {
    on_each(async |place| {
        let session = place.session().await;
        place.clock.advance(SignedDuration::from_mins(20) - SignedDuration::from_millis(200));
        place.platform.close();
        let late = place.save(&session, "Tulip7!Harbor").await;
        assert!(matches!(late, Err(DirectoryError::Unanswered(_))));
        place.platform.open();
        assert!(!place.signs_in(Application, "Tulip7!Harbor").await);
        place.clock.advance(SignedDuration::from_secs(1));
        assert!(matches!(place.save(&session, "Tulip7!Harbor").await, Ok(Change::Stale)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_brings_more_than_the_platform_takes_is_told_so_and_a_user_is_not_kept_waiting() {
    let place = Place::on(None).await;
    let session = place.session().await;
    place.platform.close();
    let at_once = place.platform.traits().in_flight;
    let mut under_way = Vec::new();
    for n in 0..at_once {
        let user = place.kits[0].user(&format!("484253300{n}"), |_| {}).await;
        let directory = Arc::clone(&place.kits[0].directory);
        let change = CredentialChange { user_id: user, ..place.change(Application, "Marble4#Lantern") };
        under_way.push(tokio::spawn(async move { directory.set_credentials(&[change]).await }));
        place.platform.is_asked(n + 1).await;
    }
    let one_more = place.set(place.change(VoicePortal, "739104")).await;
    assert!(matches!(one_more, Err(DirectoryError::RateLimited { .. })), "{one_more:?}");
    let user = async { place.save(&session, "Tulip7!Harbor").await };
    let opens = async {
        place.platform.is_asked(at_once + 1).await;
        place.platform.open();
    };
    let (saved, ()) = tokio::join!(user, opens);
    assert!(matches!(saved, Ok(Change::Done(()))));
    for change in under_way {
        assert_eq!(change.await.unwrap(), [Ok(())]);
    }
    assert_eq!(place.set(place.change(VoicePortal, "739104")).await, Ok(()));
}

#[tokio::test]
async fn the_api_tells_what_the_platform_says() {
    let place = Place::on(None).await;
    let (address, owner) = (place.kits[0].serve().await, place.kits[0].owner().await);
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().build().unwrap();
    let call = async |method: reqwest::Method, path: &str, body: Value| {
        let request = client.request(method, format!("{address}/api/v1/{path}")).bearer_auth(owner.expose());
        let answer = request.json(&body).send().await.unwrap();
        let kind = answer.headers()["content-type"].to_str().unwrap().to_owned();
        (answer.status().as_u16(), kind, answer.json::<Value>().await.unwrap())
    };
    let users = json!({"users": [{"user_id": "new", "location": "Wayne, PA"}]});
    let (status, kind, problem) = call(reqwest::Method::POST, "users/batch", users).await;
    assert_eq!((status, kind.as_str(), &problem["code"]), (422, "application/problem+json", &"refused".into()));
    assert!(problem["detail"].as_str().unwrap().contains("kept by the telephony platform"), "{problem}");
    let path = format!("users/{}", place.user);
    let edited = call(reqwest::Method::PATCH, &path, json!({"email": "new@acme.example"})).await;
    assert_eq!((edited.0, &edited.2["email"]), (200, &"new@acme.example".into()));

    let change = |user: &str| json!({"user_id": user, "credential": "application", "secret": "Tulip7!Harbor", "must_change": false});
    let batch = json!({"changes": [change(place.user.as_str()), change("nobody")]});
    let set = async || call(reqwest::Method::POST, "credentials/batch", batch.clone()).await;
    place.platform.says(Says::No(busy()));
    let (status, kind, problem) = set().await;
    assert_eq!((status, kind.as_str()), (503, "application/problem+json"), "{problem}");
    place.platform.says(Says::No(lost()));
    let (status, _, told) = set().await;
    assert_eq!((status, &told["outcomes"][0]["status"]), (200, &500.into()), "{told}");
    place.platform.says(Says::Yes);
    let (_, _, told) = set().await;
    let statuses = [&told["outcomes"][0]["status"], &told["outcomes"][1]["status"]];
    assert_eq!(statuses, [&json!(200), &json!(404)], "{told}");
}

#[test]
fn only_a_platform_can_be_stood_in_front_of() {
    let sandbox = Sandbox::new();
    for (address, said) in [
        ("https://provisioning.example", "https://… is no directory that a backend can stand in front of"),
        ("http://a:Kanarie7@provisioning.example", "http://… is no directory"),
        ("embedded", "\"embedded\" is no directory"),
    ] {
        let told = sandbox.run(&["serve", "--listen", "127.0.0.1:0", "--directory", address]).ends_with(10).says(said);
        assert!(told.says("hint: ").stderr.lines().all(|line| !line.contains("Kanarie7")));
    }
    assert!(!sandbox.path("share/ossmosis").exists(), "nothing was made");
}
