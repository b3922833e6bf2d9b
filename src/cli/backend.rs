//! The provisioning backend put together: database, hashing, directory, recovery, mail. `serve` and the
//! embedded backend are the same parts.

use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context as _;
use url::Url;

use super::context::read_secret_file;
use super::database::{self, Users};
use crate::config::{ConfigError, Data, MailTarget, MailTls, Settings};
use crate::db::Db;
use crate::directory::Directory;
use crate::directory::sql::{FrontDirectory, SqlDirectory};
use crate::domain::{Clock, Secret};
use crate::hashing::{Cost, Hasher};
use crate::mail::{Folder, Mailer, Sender, Smtp};
use crate::portal::Admins;
use crate::recovery::{Delivery, Letters, Policy, Recovery, Sessions, SqlRecovery, Worker};
use crate::texts::ENGLISH;

/// Where links lead when mails go to a folder and nobody said: where `serve` listens by default.
const DEFAULT_PUBLIC_URL: &str = "http://127.0.0.1:8443";
/// From whom mails in a folder come when nobody said.
const DEFAULT_SENDER: &str = "ossmosis <no-reply@ossmosis.invalid>";

/// The parts of a backend.
pub(super) struct Backend {
    pub(super) db: Db,
    pub(super) directory: Arc<dyn Directory>,
    pub(super) recovery: Arc<dyn Recovery>,
    folder: PathBuf,
    clock: Arc<dyn Clock>,
}

impl Backend {
    /// Opens the data, and makes it where there is none. Users are there, or on the platform that is given: then what
    /// belongs to their links is there.
    pub(super) async fn open(
        data: &Data,
        settings: &Settings,
        clock: Arc<dyn Clock>,
        platform: Option<Arc<dyn Directory>>,
    ) -> anyhow::Result<Self> {
        let folder = data.folder.clone();
        let shown = || format!("the data in {}", folder.display());
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder).with_context(shown)?;
        let users = if platform.is_some() { Users::OnPlatform } else { Users::Own };
        let (db, key) = database::open(data, users).await?;
        let usual = Cost::default();
        let [memory_kib, iterations, parallelism] = settings.hashing;
        let cost = Cost {
            memory_kib: memory_kib.unwrap_or(usual.memory_kib),
            iterations: iterations.unwrap_or(usual.iterations),
            parallelism: parallelism.unwrap_or(usual.parallelism),
        };
        let hasher = Hasher::new(key, cost).map_err(|e| ConfigError::new(format!("hashing: {e}")))?;
        let directory: Arc<dyn Directory> = match platform {
            Some(platform) => Arc::new(FrontDirectory::new(platform, db.clone(), hasher, Arc::clone(&clock))),
            None => Arc::new(SqlDirectory::new(db.clone(), hasher, settings.rules.clone(), Arc::clone(&clock))),
        };
        let recovery = Arc::new(SqlRecovery::new(db.clone(), Arc::clone(&directory), Arc::clone(&clock)));
        Ok(Self { db, directory, recovery, folder, clock })
    }

    /// How its mails are made and handed over. `own_address` is where this process itself answers links, if
    /// it does.
    pub(super) fn delivery(&self, settings: &Settings, own_address: Option<&Url>) -> anyhow::Result<Arc<Delivery>> {
        let target = settings.mail.clone().unwrap_or_else(|| MailTarget::Folder(self.folder.join("mail")));
        Ok(Arc::new(Delivery {
            sender: sender(settings, &target)?,
            public_url: public_url(settings, &target, own_address)?,
            mailer: mailer(settings, &target)?,
            link_life: settings.link_life,
            asks: settings.asks,
            letters: Letters {
                brand: settings.brand.clone(),
                texts: &ENGLISH,
                zone: settings.zone.clone(),
                session_life: settings.session_life,
            },
            directory: Arc::clone(&self.directory),
            clock: Arc::clone(&self.clock),
        }))
    }

    /// Whether a mail waits to be handed over.
    pub(super) async fn has_orders(&self) -> anyhow::Result<bool> {
        let sql = "SELECT id FROM outbox WHERE done_at IS NULL AND due_at <= $1 LIMIT 1";
        Ok(!self.db.fetch(sql, vec![self.clock.now().into()]).await?.is_empty())
    }

    /// Who may use its API.
    pub(super) fn admins(&self) -> Admins {
        Admins::new(self.db.clone(), Arc::clone(&self.clock))
    }

    /// The worker of its outbox.
    pub(super) fn worker(&self, delivery: &Arc<Delivery>) -> Worker {
        Worker::new(self.db.clone(), Arc::clone(delivery))
    }

    /// What becomes of its links once they are opened.
    pub(super) fn sessions(&self, settings: &Settings) -> Sessions {
        let policy = Policy { session_life: settings.session_life, asks: settings.asks, min_score: settings.min_score };
        Sessions::new(self.db.clone(), Arc::clone(&self.directory), Arc::clone(&self.clock), policy)
    }
}

fn mailer(settings: &Settings, target: &MailTarget) -> anyhow::Result<Box<dyn Mailer>> {
    let account = account(settings, target)?;
    let server = match target {
        MailTarget::Smtp(server) => server,
        MailTarget::Folder(path) => {
            let opened = Folder::open(path).with_context(|| format!("the mail folder {}", path.display()))?;
            return Ok(Box::new(opened));
        }
    };
    let smtp = match server.tls {
        MailTls::None => Ok(Smtp::plain(&server.host, server.port)),
        MailTls::StartTls => Smtp::starttls(&server.host, server.port),
        MailTls::Implicit => Smtp::implicit_tls(&server.host, server.port),
    };
    let smtp = smtp.map_err(|e| ConfigError::new(format!("TLS with the mail server {}: {e}", server.host)))?;
    let smtp = smtp.opening_within(settings.timeout);
    Ok(Box::new(match account {
        Some((user, password)) => smtp.signing_in(user, password),
        None => smtp,
    }))
}

/// Who signs in to the mail server, and with what.
fn account(settings: &Settings, target: &MailTarget) -> anyhow::Result<Option<(String, Secret)>> {
    let user = match target {
        MailTarget::Smtp(server) => server.user.clone(),
        MailTarget::Folder(_) => None,
    };
    match (user, &settings.mail_password_file) {
        (Some(user), Some(file)) => Ok(Some((user, read_secret_file(file, "mail password")?))),
        (Some(user), None) => {
            Err(ConfigError::new(format!("signing in to the mail server as {user} needs a password"))
                .hint("set mail_password_file, or give --mail-password-file FILE")
                .into())
        }
        (None, Some(file)) => Err(ConfigError::new(format!(
            "the mail password file {} is given, but mail names no user to sign in as",
            file.display()
        ))
        .hint("write it like smtp://USER@HOST, or take mail_password_file back by setting it to \"\"")
        .into()),
        (None, None) => Ok(None),
    }
}

fn sender(settings: &Settings, target: &MailTarget) -> Result<Sender, ConfigError> {
    let stated = match (&settings.mail_from, target) {
        (Some(stated), _) => stated,
        (None, MailTarget::Folder(_)) => DEFAULT_SENDER,
        (None, MailTarget::Smtp(_)) => {
            return Err(ConfigError::new("mails need a sender").hint("set mail_from, or give --mail-from ADDR"));
        }
    };
    Sender::parse(stated).map_err(|e| ConfigError::new(format!("mail_from: {e}")))
}

/// What links begin with. A link that nobody can open is not mailed.
fn public_url(settings: &Settings, target: &MailTarget, own_address: Option<&Url>) -> Result<Url, ConfigError> {
    if let Some(url) = settings.public_url.as_ref().or(own_address) {
        return Ok(url.clone());
    }
    match target {
        MailTarget::Folder(_) => Url::parse(DEFAULT_PUBLIC_URL).map_err(|e| ConfigError::new(e.to_string())),
        MailTarget::Smtp(_) => Err(ConfigError::new("links in mails need an address that their readers can open")
            .hint("set public_url, or give --public-url URL")),
    }
}
