//! The life of recovery links, held against a model of it: random interleavings of everything that can
//! happen to them, by several browsers and several backends on one database. No link is usable after its
//! end or lost before it, no second session exists, and nothing moves a deadline.

use std::path::Path;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use ossmosis::db::Db;
use ossmosis::directory::{ChangedBy, CredentialChange, Directory};
use ossmosis::domain::{CredentialKind, Email, LinkEnd, ManualClock, Secret, UserId};
use ossmosis::mail::MailError;
use ossmosis::recovery::{Answered, Change, LinkFilter, Purpose, all_links};
use ossmosis::rules::RuleBook;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::front::Platform;
use crate::kit::{Differs, Kit, MailServer, start, token};
use crate::postgres::Database;

use CredentialKind::{Application, VoicePortal};

const EXTENSION: &str = "102";
const LAST_FOUR: &str = "2525";
const STEPS: usize = 80;
const BACKENDS: usize = 3;
const BROWSERS: usize = 3;

/// What the model knows of a link.
#[derive(Clone, Debug, Default)]
struct Known {
    id: String,
    tokens: Vec<String>,
    /// What its mail says that it asks: seldom, its date holds one of the answers.
    right: [&'static str; 2],
    handed_over: bool,
    /// When its mail was first tried, how often, and when it is tried again.
    first_tried: Option<Timestamp>,
    attempts: u32,
    due: Option<Timestamp>,
    failed: bool,
    openable_until: Option<Timestamp>,
    deadline: Option<Timestamp>,
    paused_until: Option<Timestamp>,
    wrong: u64,
    passcodes: u64,
    ended: Option<LinkEnd>,
    /// The keys that browsers hold.
    keys: Vec<String>,
}

impl Known {
    fn end(&self, now: Timestamp) -> Option<LinkEnd> {
        let ran_out = self.deadline.or(self.openable_until).is_some_and(|until| until <= now);
        self.ended.or(ran_out.then_some(LinkEnd::Expired))
    }

    fn state(&self, now: Timestamp) -> &'static str {
        match (self.end(now), self.deadline, self.handed_over) {
            (Some(_), ..) => "ended",
            (None, Some(_), _) => "started",
            (None, None, true) => "handed_over",
            (None, None, false) if self.failed => "mail_failed",
            (None, None, false) => "queued",
        }
    }

    /// Its mail is tried where the mail server is away. A day after the first attempt it has failed.
    fn put_off(&mut self, now: Timestamp) {
        if self.end(now).is_some() || self.handed_over || self.failed || self.due.is_some_and(|due| due > now) {
            return;
        }
        let first = *self.first_tried.get_or_insert(now);
        self.failed = now.duration_since(first) >= SignedDuration::from_hours(24);
        self.attempts += 1;
        self.due = Some(now + SignedDuration::from_mins(2_i64.pow(self.attempts.min(7) - 1).min(60)));
    }
}

/// Where the backends have their users.
#[derive(Clone, Copy)]
enum Users {
    Own,
    OnPlatform,
}

/// A user, the backends that serve them, and what the model knows.
struct World {
    backends: Vec<Kit>,
    clock: Arc<ManualClock>,
    user: UserId,
    /// Whether the mail server is away.
    is_away: bool,
    links: Vec<Known>,
    password: Option<String>,
    passcode: Option<String>,
    drawn: u64,
    emails: u64,
    rng: StdRng,
}

impl World {
    async fn new(open: impl AsyncFn() -> Db, users: Users, folder: &Path, seed: u64) -> Self {
        let clock = Arc::new(ManualClock::at(start()));
        let platform = Platform::new(RuleBook::default(), Arc::<ManualClock>::clone(&clock));
        let mut backends = Vec::new();
        for _ in 0..BACKENDS {
            let platform: Option<Arc<dyn Directory>> = match users {
                Users::Own => None,
                Users::OnPlatform => Some(Arc::<Platform>::clone(&platform)),
            };
            let differs = Differs { platform, ..Differs::default() };
            backends.push(Kit::on(&open().await, folder, Arc::clone(&clock), differs));
        }
        let user = backends[0].user(&format!("48425{seed:05}"), |_| {}).await;
        let rng = StdRng::seed_from_u64(seed);
        Self {
            backends,
            clock,
            user,
            is_away: false,
            links: Vec::new(),
            password: None,
            passcode: None,
            drawn: 0,
            emails: 0,
            rng,
        }
    }

    fn now(&self) -> Timestamp {
        use ossmosis::domain::Clock;
        self.clock.now()
    }

    fn backend(&mut self) -> usize {
        self.rng.random_range(0..BACKENDS)
    }

    fn some_link(&mut self) -> Option<usize> {
        // Mostly one of the last: they are where something can happen.
        let count = self.links.len();
        (count > 0).then(|| count - 1 - self.rng.random_range(0..count.min(3)))
    }

    fn new_password(&mut self) -> String {
        self.drawn += 1;
        let letters: String = self.drawn.to_string().chars().map(|c| char::from(b'g' + (c as u8 - b'0') * 2)).collect();
        format!("Kestrel7!{letters}")
    }

    /// Every open link ends so.
    fn end_open(&mut self, end: LinkEnd) {
        let now = self.now();
        self.links.iter_mut().filter(|link| link.end(now).is_none()).for_each(|link| link.ended = Some(end));
    }

    async fn step(&mut self) -> String {
        match self.rng.random_range(0..100) {
            0..9 => self.queue().await,
            9..22 => self.hand_over().await,
            22..45 => self.answer(Purpose::Start).await,
            45..48 => self.answer(Purpose::NotMe).await,
            48..62 => self.change_password().await,
            62..72 => self.make_passcode().await,
            72..76 => self.done().await,
            76..79 => self.revoke().await,
            79..82 => self.set_by_admin().await,
            82..84 => self.change_email().await,
            84..87 => self.mail_server(),
            _ => self.pass_time(),
        }
    }

    async fn queue(&mut self) -> String {
        self.end_open(LinkEnd::Replaced);
        let at = self.backend();
        let users = [self.user.clone().into()];
        let queued = self.backends[at].recovery.queue(&users, None).await.remove(0).unwrap();
        self.links.push(Known { id: queued.link_id, ..Known::default() });
        "queue".to_owned()
    }

    fn mail_server(&mut self) -> String {
        self.is_away = !self.is_away;
        let away = MailServer::Says(MailError::Later("away".to_owned()));
        let server = if self.is_away { away } else { MailServer::Takes };
        self.backends.iter().for_each(|kit| *kit.mail_server.lock().unwrap() = server.clone());
        format!("the mail server is {}", if self.is_away { "away" } else { "back" })
    }

    async fn hand_over(&mut self) -> String {
        let at = self.backend();
        let now = self.now();
        if self.is_away {
            self.links.iter_mut().for_each(|link| link.put_off(now));
        }
        self.backends[at].hand_over().await;
        let mails: Vec<Vec<u8>> = std::mem::take(&mut self.backends[at].mails.lock().unwrap());
        for mail in mails {
            let text = crate::kit::read(&mail);
            if text.contains("/r/") {
                let link = self.links.last_mut().expect("a mail without a link");
                assert!(link.end(now).is_none() && !link.handed_over, "an ended link was mailed");
                link.handed_over = true;
                link.openable_until = Some(now + SignedDuration::from_hours(24));
                link.tokens.push(token(&text));
                link.right = match text.split("It will ask for ").nth(1).unwrap() {
                    asks if asks.starts_with("your extension or") => [EXTENSION, LAST_FOUR],
                    asks if asks.starts_with("your extension") => [EXTENSION; 2],
                    _ => [LAST_FOUR; 2],
                };
            }
        }
        "hand over".to_owned()
    }

    async fn answer(&mut self, purpose: Purpose) -> String {
        let Some(at) = self.some_link() else { return "nothing".to_owned() };
        let Some(token) = self.links[at].tokens.first().cloned() else { return "nothing".to_owned() };
        let [one, other] = self.links[at].right;
        let answer = ["", "9", one, one, other][self.rng.random_range(0..5)];
        let backend = self.backend();
        let answered = self.backends[backend].sessions.answer(&token, answer, purpose).await.unwrap().unwrap();
        let now = self.now();
        let link = &mut self.links[at];
        let paused = link.paused_until.is_some_and(|until| until > now);
        match (link.end(now), paused, answer, purpose) {
            (Some(end), ..) => {
                assert!(matches!(answered, Answered::Ended(_, told) if told == end), "an ended link was answered");
            }
            (None, true, ..) => assert!(matches!(answered, Answered::Paused(..)), "a paused link was answered"),
            (None, false, "", _) => assert!(matches!(answered, Answered::NoAnswer(_))),
            (None, false, "9", _) => {
                assert!(matches!(answered, Answered::Wrong(_)));
                link.wrong += 1;
                if link.wrong == 30 {
                    link.ended = Some(LinkEnd::Locked);
                } else if link.wrong.is_multiple_of(5) {
                    link.paused_until = Some(now + SignedDuration::from_mins(10));
                }
            }
            (None, false, _, Purpose::NotMe) => {
                assert!(matches!(answered, Answered::Stopped(_)));
                link.ended = Some(LinkEnd::NotMe);
            }
            (None, false, _, Purpose::Start) => {
                let Answered::Started { link_id, key } = answered else { panic!("a right answer did not start") };
                assert_eq!(link_id, link.id);
                link.deadline.get_or_insert(now + SignedDuration::from_mins(20));
                if link.keys.len() < BROWSERS {
                    link.keys.push(key.expose().to_owned());
                }
            }
        }
        format!("answer {answer:?} {purpose:?} to {at}")
    }

    /// A browser that was let into a session once.
    fn inside(&mut self) -> Option<(usize, Secret)> {
        let at = self.some_link().filter(|at| !self.links[*at].keys.is_empty())?;
        let key = self.rng.random_range(0..self.links[at].keys.len());
        Some((at, Secret::new(self.links[at].keys[key].clone())))
    }

    async fn change_password(&mut self) -> String {
        let Some((at, key)) = self.inside() else { return "nothing".to_owned() };
        let password = self.new_password();
        let backend = self.backend();
        let (sessions, secret) = (self.backends[backend].sessions.clone(), Secret::new(password.clone()));
        let visit = sessions.session(&self.links[at].id, &key).await.unwrap().unwrap();
        let changed = sessions.set_password(&visit, &secret).await.unwrap();
        if self.links[at].end(self.now()).is_some() {
            assert!(matches!(changed, Change::Stale), "a session was used after its end");
        } else {
            assert!(matches!(changed, Change::Done(())), "a session was lost before its end");
            self.password = Some(password);
        }
        format!("password by {at}")
    }

    async fn make_passcode(&mut self) -> String {
        let Some((at, key)) = self.inside() else { return "nothing".to_owned() };
        let known = self.links[at].passcodes - u64::from(self.links[at].passcodes > 0 && self.rng.random_bool(0.3));
        let backend = self.backend();
        let sessions = self.backends[backend].sessions.clone();
        let visit = sessions.session(&self.links[at].id, &key).await.unwrap().unwrap();
        let made = sessions.make_passcode(&visit, known).await.unwrap();
        let is_open = self.links[at].end(self.now()).is_none();
        match made {
            Change::Done(passcode) => {
                assert!(is_open && known == self.links[at].passcodes, "a passcode was made by a stale page");
                self.links[at].passcodes += 1;
                self.passcode = Some(passcode.expose().to_owned());
            }
            Change::Stale => assert!(!is_open || known != self.links[at].passcodes, "no passcode was made"),
            Change::Refused { .. } | Change::Declined(_) => panic!("a drawn passcode was refused"),
        }
        format!("passcode by {at}, knowing {known}")
    }

    async fn done(&mut self) -> String {
        let Some((at, key)) = self.inside() else { return "nothing".to_owned() };
        let backend = self.backend();
        let sessions = self.backends[backend].sessions.clone();
        let visit = sessions.session(&self.links[at].id, &key).await.unwrap().unwrap();
        sessions.done(&visit).await.unwrap();
        if self.links[at].end(self.now()).is_none() {
            self.links[at].ended = Some(LinkEnd::Done);
        }
        format!("done with {at}")
    }

    async fn revoke(&mut self) -> String {
        let Some(at) = self.some_link() else { return "nothing".to_owned() };
        let backend = self.backend();
        let revoked = self.backends[backend].recovery.revoke(&[self.links[at].id.clone()]).await.remove(0).unwrap();
        assert_eq!(revoked, self.links[at].end(self.now()).is_none());
        if revoked {
            self.links[at].ended = Some(LinkEnd::Revoked);
        }
        format!("revoke {at}")
    }

    async fn set(&mut self, by: ChangedBy) {
        let password = self.new_password();
        let change = CredentialChange {
            user_id: self.user.clone(),
            kind: Application,
            secret: Secret::new(password.clone()),
            must_change: false,
            by,
            idempotency_key: None,
        };
        let backend = self.backend();
        self.backends[backend].directory.set_credentials(&[change]).await.remove(0).unwrap();
        self.password = Some(password);
    }

    async fn set_by_admin(&mut self) -> String {
        self.set(ChangedBy::Admin).await;
        self.end_open(LinkEnd::Overtaken);
        "set by an admin".to_owned()
    }

    async fn change_email(&mut self) -> String {
        self.emails += 1;
        let email = Email::parse(&format!("amara{}@acme.example", self.emails)).unwrap();
        let backend = self.backend();
        self.backends[backend].directory.set_email(&self.user, Some(&email)).await.unwrap();
        self.end_open(LinkEnd::EmailChanged);
        "email changed".to_owned()
    }

    fn pass_time(&mut self) -> String {
        let minutes = [1, 1, 3, 10, 19, 20, 60, 24 * 60 - 1][self.rng.random_range(0..8)];
        self.clock.advance(SignedDuration::from_mins(minutes));
        format!("{minutes} min")
    }

    /// What every backend tells is what the model knows.
    async fn check(&mut self) {
        let now = self.now();
        let backend = self.backend();
        let filter = LinkFilter { users: vec![self.user.clone()], ..LinkFilter::default() };
        let told = all_links(self.backends[backend].recovery.as_ref(), &filter).await.unwrap();
        assert_eq!(told.len(), self.links.len());
        for link in &self.links {
            let told = told.iter().find(|told| told.id == link.id).unwrap();
            let end = link.end(now).map(|end| end.told().to_owned());
            assert_eq!((told.state.as_str(), &told.end), (link.state(now), &end), "{told:?}\n{link:?}");
            assert_eq!(told.deadline, link.deadline.map(|at| at.to_string()), "a deadline moved");
            assert_eq!(told.wrong_answers, link.wrong);
        }
        assert!(self.links.iter().filter(|link| link.end(now).is_none()).count() <= 1, "two links are open");
        let directory = &self.backends[backend].directory;
        for (kind, secret) in [(Application, &self.password), (VoicePortal, &self.passcode)] {
            let Some(secret) = secret else { continue };
            let answer = directory.sign_in(&self.user, kind, &Secret::new(secret.clone())).await.unwrap();
            assert!(answer.accepted, "{kind} is not the last one that was accepted");
        }
    }

    async fn live(&mut self, seed: u64) {
        let mut steps = Vec::with_capacity(STEPS);
        for _ in 0..STEPS {
            steps.push(self.step().await);
            let checked = std::panic::AssertUnwindSafe(self.check());
            let checked = futures_util::FutureExt::catch_unwind(checked).await;
            assert!(checked.is_ok(), "seed {seed}: {steps:#?}");
        }
    }
}

/// How many seeds to try: a share of them here, more where a soak asks for it.
fn seeds() -> u64 {
    crate::share::number("OSSMOSIS_TEST_SEEDS", 25)
}

/// Each seed has a database of its own, shared by its backends.
async fn on_sqlite(users: Users) {
    for seed in 0..seeds() {
        let folder = tempfile::tempdir().unwrap();
        let open = async || Db::open_sqlite(&folder.path().join("test.sqlite")).await.unwrap();
        World::new(open, users, folder.path(), seed).await.live(seed).await;
    }
}

async fn on_postgresql(users: Users) {
    for seed in 0..seeds().div_ceil(5) {
        let Some(database) = Database::new() else { return };
        let folder = tempfile::tempdir().unwrap();
        let open = async || Db::open_postgres(&database.url).await.unwrap();
        World::new(open, users, folder.path(), seed).await.live(seed).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_happens_in_whatever_order() {
    on_sqlite(Users::Own).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_happens_in_whatever_order_on_postgresql() {
    on_postgresql(Users::Own).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_happens_in_whatever_order_in_front_of_a_platform() {
    on_sqlite(Users::OnPlatform).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_happens_in_whatever_order_in_front_of_a_platform_on_postgresql() {
    on_postgresql(Users::OnPlatform).await;
}

/// Backends have clocks of their own, and none of them is right.
#[tokio::test]
async fn the_newest_link_is_the_one_queued_last_whatever_clocks_say() {
    let folder = tempfile::tempdir().unwrap();
    let ahead = start() + SignedDuration::from_mins(5);
    let mut kits = Vec::new();
    for clock in [ahead, start()] {
        let db = Db::open_sqlite(&folder.path().join("test.sqlite")).await.unwrap();
        kits.push(Kit::on(&db, folder.path(), Arc::new(ManualClock::at(clock)), Differs::default()));
    }
    let user = kits[0].user("4842532525", |_| {}).await;
    let mut queued = Vec::new();
    for kit in kits.iter().chain(&kits) {
        let link = kit.recovery.queue(&[user.clone().into()], None).await.remove(0).unwrap();
        assert_eq!(kit.recovery.revoke(std::slice::from_ref(&link.link_id)).await, [Ok(true)]);
        queued.insert(0, link.link_id);
    }
    let ids = async |not_done| {
        let links = all_links(kits[1].recovery.as_ref(), &LinkFilter { not_done, ..LinkFilter::default() }).await;
        links.unwrap().into_iter().map(|link| link.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(false).await, queued);
    assert_eq!(ids(true).await, queued[..1]);
    let first = uuid::Uuid::parse_str(&queued[3]).unwrap().get_timestamp().unwrap().to_unix().0;
    assert_eq!(first, ahead.as_second().unsigned_abs(), "ids are made by the clock that was handed in");
}

/// Everything at the same moment, by every backend: who was first is not known, what must be so afterwards is.
async fn at_the_same_moment(open: impl AsyncFn() -> Db, users: Users, folder: &Path, seed: u64) {
    let mut world = World::new(open, users, folder, 90_000 + seed).await;
    let user = world.user.clone();
    let first = world.backends[0].mail_link(&user).await;
    // Several browsers answer at once: one session.
    let answers =
        world.backends.iter().chain(&world.backends).map(|kit| kit.sessions.answer(&first, EXTENSION, Purpose::Start));
    let mut keys = Vec::new();
    for answered in futures_util::future::join_all(answers).await {
        let Ok(Some(Answered::Started { link_id, key })) = answered else { panic!("a right answer did not start") };
        keys.push((link_id, key));
    }
    let filter = LinkFilter { users: vec![user.clone()], ..LinkFilter::default() };
    let told = all_links(world.backends[0].recovery.as_ref(), &filter).await.unwrap();
    let deadline = (world.now() + SignedDuration::from_mins(20)).to_string();
    assert_eq!((told.len(), &told[0].deadline), (1, &Some(deadline)));
    // Passwords and passcodes by all of them, while an admin queues, revokes or resets.
    let passwords: Vec<String> = keys.iter().map(|_| world.new_password()).collect();
    let admins = world.new_password();
    let (link_id, kits) = (&keys[0].0, &world.backends);
    let changes = keys.iter().zip(&passwords).enumerate().map(|(n, ((id, key), password))| async move {
        let sessions = &kits[n % BACKENDS].sessions;
        let visit = sessions.session(id, key).await.unwrap().unwrap();
        let changed = sessions.set_password(&visit, &Secret::new(password.clone())).await.unwrap();
        let made = sessions.make_passcode(&visit, 0).await.unwrap();
        let made = if let Change::Done(passcode) = made { Some(passcode) } else { None };
        (matches!(changed, Change::Done(())), made)
    });
    let admin = async {
        match seed % 3 {
            0 => drop(kits[1].recovery.queue(&[user.clone().into()], None).await),
            1 => assert_eq!(kits[1].recovery.revoke(std::slice::from_ref(link_id)).await, [Ok(true)]),
            _ => {
                let change = CredentialChange {
                    user_id: user.clone(),
                    kind: Application,
                    secret: Secret::new(admins.clone()),
                    must_change: false,
                    by: ChangedBy::Admin,
                    idempotency_key: None,
                };
                kits[2].directory.set_credentials(&[change]).await.remove(0).unwrap();
            }
        }
    };
    let (changed, ()) = tokio::join!(futures_util::future::join_all(changes), admin);
    let signs_in = async |kind, secret: &str| {
        kits[0].directory.sign_in(&user, kind, &Secret::new(secret.to_owned())).await.unwrap().accepted
    };
    // At most one passcode was made by pages that knew of none, and it is the one in force.
    let made: Vec<&Secret> = changed.iter().filter_map(|(_, made)| made.as_ref()).collect();
    assert!(made.len() <= 1, "seed {seed}: {} passcodes", made.len());
    for passcode in made {
        assert!(signs_in(VoicePortal, passcode.expose()).await, "seed {seed}: the passcode shown is not in force");
    }
    // The password in force is one that was accepted; where an admin set one, that one.
    if seed % 3 == 2 {
        assert!(signs_in(Application, &admins).await, "seed {seed}: a session outlived the admin's change");
    } else {
        let mut in_force = 0;
        for ((accepted, _), password) in changed.iter().zip(&passwords) {
            let is_in_force = signs_in(Application, password).await;
            assert!(*accepted || !is_in_force, "seed {seed}: a refused password is in force");
            in_force += usize::from(is_in_force);
        }
        assert_eq!(in_force, usize::from(changed.iter().any(|(accepted, _)| *accepted)), "seed {seed}");
    }
    let visit = kits[0].sessions.session(link_id, &keys[0].1).await.unwrap().unwrap();
    let late = kits[0].sessions.set_password(&visit, &Secret::new("Osprey5#Canyon".to_owned())).await.unwrap();
    assert!(matches!(late, Change::Stale), "seed {seed}: the link was used after its end");
}

async fn at_the_same_moment_on_sqlite(users: Users) {
    for seed in 0..seeds() {
        let folder = tempfile::tempdir().unwrap();
        let open = async || Db::open_sqlite(&folder.path().join("test.sqlite")).await.unwrap();
        at_the_same_moment(open, users, folder.path(), seed).await;
    }
}

async fn at_the_same_moment_on_postgresql(users: Users) {
    for seed in 0..seeds() {
        let Some(database) = Database::new() else { return };
        let folder = tempfile::tempdir().unwrap();
        let open = async || Db::open_postgres(&database.url).await.unwrap();
        at_the_same_moment(open, users, folder.path(), seed).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn at_the_same_moment_by_several_backends() {
    at_the_same_moment_on_sqlite(Users::Own).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn at_the_same_moment_by_several_backends_on_postgresql() {
    at_the_same_moment_on_postgresql(Users::Own).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn at_the_same_moment_by_several_backends_in_front_of_a_platform() {
    at_the_same_moment_on_sqlite(Users::OnPlatform).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn at_the_same_moment_by_several_backends_in_front_of_a_platform_on_postgresql() {
    at_the_same_moment_on_postgresql(Users::OnPlatform).await;
}
