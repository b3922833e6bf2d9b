//! The backend put together inside the test, on a clock that the test moves. Several of them may share a
//! database, as several `serve` processes do.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use mail_parser::MessageParser;
use ossmosis::bulk::StopSwitch;
use ossmosis::db::Db;
use ossmosis::directory::Directory;
use ossmosis::directory::sql::{FrontDirectory, SqlDirectory};
use ossmosis::domain::{Brand, Clock, Email, LocationName, ManualClock, Patched, UserId, UserPatch};
use ossmosis::hashing::{Cost, Hasher, KeyFile};
use ossmosis::mail::{MailError, Mailer, Sender};
use ossmosis::portal::{Admins, Parts, Portal, router};
use ossmosis::recovery::{Delivery, Letters, Policy, Recovery, Sessions, SqlRecovery, Worker};
use ossmosis::rules::RuleBook;
use ossmosis::texts::ENGLISH;

/// Mails that were handed over, as bytes.
pub(crate) type Mails = Arc<Mutex<Vec<Vec<u8>>>>;

/// What the mail server makes of the next mails.
#[derive(Clone)]
pub(crate) enum MailServer {
    Takes,
    /// It takes those that do not go to this address, of which nobody hears.
    StallsFor(&'static str),
    Says(MailError),
}

struct Kept(Mails, Arc<Mutex<MailServer>>);

#[async_trait]
impl Mailer for Kept {
    async fn hand_over(&self, mail: &lettre::Message) -> Result<(), MailError> {
        let server = self.1.lock().unwrap().clone();
        match server {
            MailServer::StallsFor(to) if mail.envelope().to()[0].as_ref() as &str == to => {
                std::future::pending::<()>().await;
            }
            MailServer::Says(error) => return Err(error),
            MailServer::Takes | MailServer::StallsFor(_) => {}
        }
        self.0.lock().unwrap().push(mail.formatted());
        Ok(())
    }
}

/// The parts of a backend.
pub(crate) struct Kit {
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) directory: Arc<dyn Directory>,
    /// Where users are made: there, or on the platform behind it.
    users: Arc<dyn Directory>,
    pub(crate) recovery: Arc<dyn Recovery>,
    pub(crate) sessions: Sessions,
    pub(crate) admins: Admins,
    pub(crate) mails: Mails,
    pub(crate) mail_server: Arc<Mutex<MailServer>>,
    delivery: Arc<Delivery>,
    worker: Worker,
}

/// How a backend differs from the usual one.
pub(crate) struct Differs {
    pub(crate) public_url: String,
    pub(crate) asks: bool,
    pub(crate) brand: Brand,
    pub(crate) rules: RuleBook,
    pub(crate) zone: TimeZone,
    pub(crate) cost: Cost,
    /// A platform that keeps the users, for the backend to stand in front of.
    pub(crate) platform: Option<Arc<dyn Directory>>,
}

impl Default for Differs {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:8443".to_owned(),
            asks: true,
            brand: Brand { name: Some("Acme Voice".to_owned()), ..Brand::default() },
            rules: RuleBook::default(),
            zone: TimeZone::UTC,
            // Next to nothing: what is tested is never the hashing.
            cost: Cost { memory_kib: 8, iterations: 1, parallelism: 1 },
            platform: None,
        }
    }
}

pub(crate) fn start() -> Timestamp {
    "2026-11-23T08:00:00Z".parse().unwrap()
}

impl Kit {
    /// The backend on the SQLite database in this folder, on this clock.
    pub(crate) async fn with(folder: &Path, clock: Arc<ManualClock>, differs: Differs) -> Self {
        let db = Db::open_sqlite(&folder.join("test.sqlite")).await.unwrap();
        Self::on(&db, folder, clock, differs)
    }

    /// The backend on a database, with its key file in this folder.
    pub(crate) fn on(db: &Db, folder: &Path, clock: Arc<ManualClock>, differs: Differs) -> Self {
        let key = KeyFile::open_or_create(&folder.join("secret.key")).unwrap();
        let hasher = Hasher::new(key, differs.cost).unwrap();
        let time: Arc<dyn Clock> = Arc::<ManualClock>::clone(&clock);
        let directory: Arc<dyn Directory> = match &differs.platform {
            Some(platform) => {
                Arc::new(FrontDirectory::new(Arc::clone(platform), db.clone(), hasher, Arc::clone(&time)))
            }
            None => Arc::new(SqlDirectory::new(db.clone(), hasher, differs.rules, Arc::clone(&time))),
        };
        let users = differs.platform.unwrap_or_else(|| Arc::clone(&directory));
        let mails = Mails::default();
        let mail_server = Arc::new(Mutex::new(MailServer::Takes));
        let session_life = SignedDuration::from_mins(20);
        let delivery = Arc::new(Delivery {
            mailer: Box::new(Kept(Arc::clone(&mails), Arc::clone(&mail_server))),
            sender: Sender::parse("Acme Voice <no-reply@acme.example>").unwrap(),
            public_url: differs.public_url.parse().unwrap(),
            link_life: SignedDuration::from_hours(24),
            asks: differs.asks,
            letters: Letters { brand: differs.brand, texts: &ENGLISH, zone: differs.zone, session_life },
            directory: Arc::clone(&directory),
            clock: Arc::clone(&time),
        });
        let policy = Policy { session_life, asks: differs.asks, min_score: 2 };
        Self {
            recovery: Arc::new(SqlRecovery::new(db.clone(), Arc::clone(&directory), Arc::clone(&time))),
            sessions: Sessions::new(db.clone(), Arc::clone(&directory), Arc::clone(&time), policy),
            admins: Admins::new(db.clone(), time),
            worker: Worker::new(db.clone(), Arc::clone(&delivery)),
            delivery,
            directory,
            users,
            mails,
            mail_server,
            clock,
        }
    }

    /// Creates or changes a user, and returns their id.
    pub(crate) async fn user(&self, id: &str, change: impl FnOnce(&mut UserPatch)) -> UserId {
        let id = UserId::parse(id).unwrap();
        let mut patch = UserPatch {
            first_name: Some("Amara".to_owned()),
            last_name: Some("Jones".to_owned()),
            email: Some(Some(Email::parse("amara@acme.example").unwrap())),
            extension: Some(Some("0102".to_owned())),
            phone_number: Some(Some("484-253-2525".to_owned())),
            location: Some(LocationName::parse("Wayne, PA").unwrap()),
            ..UserPatch::of(id.clone())
        };
        change(&mut patch);
        let outcome: Patched = self.users.import(&[patch]).await.remove(0).unwrap();
        assert_ne!(outcome, Patched::Unchanged);
        id
    }

    /// Queues a link for a user and hands every mail over that is due. Returns the token of the last one.
    pub(crate) async fn mail_link(&self, user: &UserId) -> String {
        let before = self.mails.lock().unwrap().len();
        self.recovery.queue(&[user.clone().into()], None).await.remove(0).unwrap();
        self.hand_over().await;
        // Others may have been due, and all are handed over at once.
        let mails: Vec<String> = self.mails.lock().unwrap()[before..].iter().map(|mail| read(mail)).collect();
        token(&mails.concat())
    }

    /// Hands every mail over that is due.
    pub(crate) async fn hand_over(&self) {
        self.worker.work_due(&StopSwitch::default()).await.unwrap();
    }

    /// The subject and the text of the last mail.
    pub(crate) fn last_mail(&self) -> String {
        read(self.mails.lock().unwrap().last().expect("a mail"))
    }

    /// Serves the portal, and returns its address.
    pub(crate) async fn serve(&self) -> String {
        let portal = Portal::from(Parts {
            directory: Arc::clone(&self.directory),
            recovery: Arc::clone(&self.recovery),
            sessions: self.sessions.clone(),
            delivery: Arc::clone(&self.delivery),
            admins: self.admins.clone(),
            behind_proxy: false,
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let routes = router(portal).into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(axum::serve(listener, routes).into_future());
        format!("http://{address}")
    }

    /// An owner's token.
    pub(crate) async fn owner(&self) -> ossmosis::domain::Secret {
        let token = Admins::new_token();
        assert!(self.admins.make_owner(&token).await.unwrap());
        token
    }
}

/// The subject and the text of a mail.
pub(crate) fn read(mail: &[u8]) -> String {
    let mail = MessageParser::default().parse(mail).unwrap();
    format!("{}\n{}", mail.subject().unwrap(), mail.body_text(0).unwrap())
}

/// The token in a mail.
pub(crate) fn token(mail: &str) -> String {
    let link = mail.split_whitespace().find(|word| word.contains("/r/")).expect("a link in the mail");
    link.rsplit("/r/").next().unwrap().to_owned()
}
