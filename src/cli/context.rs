//! What a command works with: settings, and the directory behind the server's address.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context as _;
use url::Url;

use super::args::Global;
use super::exit::{Exit, Failure};
use super::render::Output;
use super::ui::Ui;
use super::{prompt, tokens};
#[cfg(feature = "server")]
use crate::api::TOKEN_SCHEMA;
use crate::api::{NewToken, TokenBody};
use crate::config::{ConfigError, Given, Server, Settings, is_loopback};
#[cfg(all(feature = "broadworks", feature = "server"))]
use crate::directory::Counts;
use crate::directory::{Directory, DirectoryError, HttpDirectory};
use crate::domain::{Clock, Secret, SystemClock};
use crate::http::{self, Client};
use crate::recovery::{HttpRecovery, Mailing, Recovery};

/// What every command works with.
pub(super) struct Context<'a> {
    pub(super) ui: &'a Ui,
    pub(super) output: Output,
    pub(super) settings: Settings,
    pub(super) clock: Arc<dyn Clock>,
    global: Global,
    /// Every directory that was opened: some wait for a goodbye.
    opened: Mutex<Vec<Arc<dyn Directory>>>,
}

/// An open directory, and what belongs to it.
pub(super) struct Opened {
    pub(super) directory: Arc<dyn Directory>,
    pub(super) recovery: Arc<dyn Recovery>,
    /// The server's address, as people write it.
    pub(super) server: String,
    /// The backend, where it is elsewhere.
    client: Option<Arc<Client>>,
    /// The backend itself, where it runs in this process.
    #[cfg(feature = "server")]
    pub(super) embedded: Option<super::backend::Backend>,
}

impl Opened {
    /// A platform that is spoken to directly, without a backend.
    #[cfg(feature = "broadworks")]
    pub(super) fn platform(directory: Arc<dyn Directory>, recovery: Arc<dyn Recovery>, server: String) -> Self {
        Self {
            directory,
            recovery,
            server,
            client: None,
            #[cfg(feature = "server")]
            embedded: None,
        }
    }

    /// Whether it runs in this process, and ends with it.
    #[cfg(feature = "server")]
    pub(super) fn is_embedded(&self) -> bool {
        self.embedded.is_some()
    }

    #[cfg(not(feature = "server"))]
    #[expect(clippy::unused_self, reason = "the same call as in a build with the backend")]
    pub(super) fn is_embedded(&self) -> bool {
        false
    }

    /// What shows and tries out its mails.
    pub(super) fn mailing(&self, context: &Context<'_>) -> anyhow::Result<Arc<dyn Mailing>> {
        if let Some(delivery) = self.own_mailing(context)? {
            return Ok(delivery);
        }
        let client = self.client.as_ref().context("no server is open")?;
        Ok(Arc::new(HttpRecovery::new(Arc::clone(client))))
    }

    #[cfg(feature = "server")]
    fn own_mailing(&self, context: &Context<'_>) -> anyhow::Result<Option<Arc<dyn Mailing>>> {
        let delivery = self.embedded.as_ref().map(|backend| backend.delivery(&context.settings, None)).transpose()?;
        Ok(delivery.map(|delivery| delivery as Arc<dyn Mailing>))
    }

    #[cfg(not(feature = "server"))]
    #[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "the same call as in a build with the backend")]
    fn own_mailing(&self, _: &Context<'_>) -> anyhow::Result<Option<Arc<dyn Mailing>>> {
        Ok(None)
    }

    /// Whether the command that orders mails hands them over: no server does.
    #[cfg(feature = "server")]
    pub(super) fn hands_over_mails(&self) -> bool {
        self.embedded.is_some()
    }

    #[cfg(not(feature = "server"))]
    #[expect(clippy::unused_self, reason = "the same call as in a build with the backend")]
    pub(super) fn hands_over_mails(&self) -> bool {
        false
    }

    /// Whether a mail waits here for somebody to hand it over.
    #[cfg(feature = "server")]
    pub(super) async fn has_orders(&self) -> anyhow::Result<bool> {
        match &self.embedded {
            Some(backend) => backend.has_orders().await,
            None => Ok(false),
        }
    }

    #[cfg(not(feature = "server"))]
    #[expect(clippy::unused_async, reason = "the same call as in a build with the backend")]
    pub(super) async fn has_orders(&self) -> anyhow::Result<bool> {
        Ok(false)
    }

    /// Makes a token for an application.
    pub(super) async fn make_token(&self, name: &str, replace: bool) -> anyhow::Result<NewToken> {
        let scope = "sign-in".to_owned();
        #[cfg(feature = "server")]
        if let Some(backend) = &self.embedded {
            let token = backend.admins().make_application(name, replace).await?;
            let token = token.ok_or_else(|| DirectoryError::Refused(format!("{name} has a token already")))?;
            let (schema, token) = (TOKEN_SCHEMA.to_owned(), (&token).into());
            return Ok(NewToken { schema, name: name.to_owned(), scope, token });
        }
        let body = TokenBody { name: name.to_owned(), scope, replace };
        let client = self.client.as_ref().context("no server is open")?;
        Ok(client.post(&["tokens"], &body).await.map_err(DirectoryError::from)?)
    }
}

impl<'a> Context<'a> {
    pub(super) fn new(global: Global, given: Given, ui: &'a Ui) -> Result<Self, ConfigError> {
        let given = Given {
            config_file: global.config.clone(),
            profile: global.profile.clone(),
            server: global.server.clone(),
            timeout: global.timeout.clone(),
            xsi_url: global.xsi_url.clone(),
            ..given
        };
        let settings = Settings::resolve(given)?;
        let (output, clock, opened) = (global.output, Arc::new(SystemClock), Mutex::default());
        Ok(Self { ui, output, settings, clock, global, opened })
    }

    /// The server that was chosen.
    pub(super) fn server(&self) -> Result<&Server, ConfigError> {
        self.settings.server.as_ref().ok_or_else(|| {
            ConfigError::new("no server is configured").hint(
                "give --server URL, set OSSMOSIS_SERVER, or write one with ossmosis config init --server URL; \
                 --server embedded keeps users on this machine, and ossmosis demo shows how",
            )
        })
    }

    /// Opens the directory behind the server's address.
    pub(super) async fn open(&self) -> anyhow::Result<Opened> {
        self.open_server(self.server()?).await
    }

    /// Opens the directory that a plan was made for, which has to be the one chosen here: a plan is a file that somebody
    /// may have sent, and is not to say where secrets go.
    pub(super) async fn open_planned(&self, server: &str) -> anyhow::Result<Opened> {
        let planned = Server::parse(server, &self.settings.paths)?;
        if self.server()? != &planned {
            return Err(Failure::usage(format!("the plan was made for {planned}, not for {}", self.server()?))
                .hint(format!("to apply it there, give --server {planned}"))
                .into());
        }
        self.open_server(&planned).await
    }

    /// Opens the directory that a run worked on. Another one, named for this command, is a mistake.
    pub(super) async fn open_at(&self, server: &str) -> anyhow::Result<Opened> {
        let of_run = Server::parse(server, &self.settings.paths)?;
        if self.global.server.is_some() && self.settings.server.as_ref() != Some(&of_run) {
            let named = self.server()?;
            return Err(Failure::usage(format!("the run worked on {of_run}, not on {named}"))
                .hint("leave --server and OSSMOSIS_SERVER out")
                .into());
        }
        self.open_server(&of_run).await
    }

    /// Says goodbye to every directory that was opened.
    pub(super) async fn close(&self) {
        let opened = std::mem::take(&mut *self.opened.lock().unwrap_or_else(PoisonError::into_inner));
        for directory in opened {
            directory.close().await;
        }
    }

    /// What only a provisioning backend has, a BroadWorks system has not.
    #[cfg(feature = "broadworks")]
    pub(super) fn needs_backend(&self, what: &str) -> Result<(), Failure> {
        match self.server() {
            Ok(server @ Server::BroadWorks(_)) => Err(Failure::usage(format!("{server} has no {what} of its own"))
                .hint(format!("run ossmosis serve --directory {server}, and give --server with its address"))),
            _ => Ok(()),
        }
    }

    #[cfg(not(feature = "broadworks"))]
    #[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "the same call as in a build with BroadWorks")]
    pub(super) fn needs_backend(&self, _: &str) -> Result<(), Failure> {
        Ok(())
    }

    async fn open_server(&self, server: &Server) -> anyhow::Result<Opened> {
        let opened = self.opened_at(server).await?;
        self.remember(&opened);
        Ok(opened)
    }

    fn remember(&self, opened: &Opened) {
        let mut all = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(Arc::clone(&opened.directory));
    }

    async fn opened_at(&self, server: &Server) -> anyhow::Result<Opened> {
        match server {
            #[cfg(feature = "broadworks")]
            Server::BroadWorks(address) => self.open_broadworks(address),
            Server::Embedded(folder) => self.open_embedded(folder).await,
            Server::Http(url) => {
                let client = Arc::new(self.client(url, Some(self.token(url)?))?);
                Ok(Opened {
                    directory: Arc::new(HttpDirectory::new(Arc::clone(&client))),
                    server: client.address().to_owned(),
                    recovery: Arc::new(HttpRecovery::new(Arc::clone(&client))),
                    client: Some(client),
                    #[cfg(feature = "server")]
                    embedded: None,
                })
            }
        }
    }

    #[cfg(feature = "server")]
    async fn open_embedded(&self, folder: &Path) -> anyhow::Result<Opened> {
        let data = crate::config::Data::in_folder(folder);
        let backend = super::backend::Backend::open(&data, &self.settings, Arc::clone(&self.clock), None).await?;
        Ok(Opened {
            directory: Arc::clone(&backend.directory),
            recovery: Arc::clone(&backend.recovery),
            server: Server::Embedded(folder.to_owned()).to_string(),
            client: None,
            embedded: Some(backend),
        })
    }

    #[cfg(not(feature = "server"))]
    #[expect(clippy::unused_async, reason = "the same call as in a build with the backend")]
    async fn open_embedded(&self, _folder: &Path) -> anyhow::Result<Opened> {
        Err(no_server_feature("an embedded backend").into())
    }

    /// The directory of a platform, for a backend to stand in front of.
    #[cfg(feature = "server")]
    #[cfg_attr(
        not(feature = "broadworks"),
        expect(clippy::unused_async, reason = "the same call as in a build with it")
    )]
    pub(super) async fn platform(&self, address: &str) -> anyhow::Result<Arc<dyn Directory>> {
        match Server::parse_platform(address, &self.settings.paths)? {
            #[cfg(feature = "broadworks")]
            Server::BroadWorks(address) => {
                let opened = self.open_broadworks(&address)?;
                self.remember(&opened);
                // A login that is refused is known at once; a platform that is away may come back.
                match opened.directory.locations(Counts::Unneeded).await {
                    Err(e @ DirectoryError::NotAllowed(_)) => return Err(e.into()),
                    Err(e) => self.ui.warn(e.to_string()),
                    Ok(_) => {}
                }
                Ok(opened.directory)
            }
            server => Err(ConfigError::new(format!("{server}: a backend cannot stand in front of it")).into()),
        }
    }

    /// A client of a server.
    pub(super) fn client(&self, url: &Url, token: Option<Secret>) -> anyhow::Result<Client> {
        if url.scheme() == "http" && !url.host().is_some_and(|host| is_loopback(&host)) {
            self.ui.warn(format!("{url} is not encrypted: the token and every secret can be read on the way"));
        }
        Ok(Client::new(http::Settings { base: url.clone(), token, timeout: self.settings.timeout })?)
    }

    /// The server's token: from a file, from what is stored, or typed.
    fn token(&self, url: &Url) -> anyhow::Result<Secret> {
        self.refuse_login()?;
        if let Some(file) = &self.global.token_file {
            return read_secret_file(file, "token");
        }
        let server = Server::Http(url.clone()).to_string();
        if let Some(token) = tokens::load(&self.settings.paths.credentials_file, &server)? {
            return Ok(token);
        }
        if self.ui.can_ask() {
            return Ok(prompt::secret(self.ui, &format!("token for {server}"))?);
        }
        Err(Failure::new(Exit::NotAllowed, format!("not signed in to {server}"))
            .hint(format!("ossmosis auth login --server {server}, or give --token-file FILE"))
            .into())
    }

    /// A login user and password belong to another kind of server.
    pub(super) fn refuse_login(&self) -> Result<(), Failure> {
        if self.global.login_user.is_some() || self.global.login_password_file.is_some() {
            return Err(Failure::usage("a provisioning backend takes a token, not a login user and password")
                .hint("give --token-file FILE, or sign in with ossmosis auth login --token-stdin"));
        }
        Ok(())
    }

    /// Whether it was said that others may read along.
    #[cfg(feature = "broadworks")]
    pub(super) fn is_insecure(&self) -> bool {
        self.global.insecure
    }

    /// The login user and the file of their password, as given.
    #[cfg(feature = "broadworks")]
    pub(super) fn given_login(&self) -> (Option<&str>, Option<&Path>) {
        (self.global.login_user.as_deref(), self.global.login_password_file.as_deref())
    }

    /// A token belongs to another kind of server.
    #[cfg(feature = "broadworks")]
    pub(super) fn refuse_token(&self) -> Result<(), Failure> {
        if self.global.token_file.is_some() {
            return Err(Failure::usage("BroadWorks takes a login user and password, not a token")
                .hint("give --login-user NAME and --login-password-file FILE"));
        }
        Ok(())
    }

    /// Where a token would come from without being typed.
    pub(super) fn token_source(&self, server: &str) -> anyhow::Result<Option<(String, Secret)>> {
        if let Some(file) = &self.global.token_file {
            return Ok(Some((file.display().to_string(), read_secret_file(file, "token")?)));
        }
        let file = &self.settings.paths.credentials_file;
        Ok(tokens::load(file, server)?.map(|token| (file.display().to_string(), token)))
    }
}

/// What a build without the backend cannot do.
#[cfg(not(feature = "server"))]
pub(super) fn no_server_feature(what: &str) -> ConfigError {
    ConfigError::new(format!("this build of ossmosis has no {what}: it was made without the feature `server`"))
        .hint("use a build with it, or a provisioning backend over the network (--server https://…)")
}

/// The first line of a file that holds one secret.
pub(super) fn read_secret_file(file: &Path, what: &str) -> anyhow::Result<Secret> {
    let text = std::fs::read_to_string(file)
        .with_context(|| Failure::new(Exit::Config, format!("the {what} file {} cannot be read", file.display())))?;
    let first = text.lines().next().unwrap_or_default().trim().to_owned();
    if first.is_empty() {
        return Err(Failure::new(Exit::Config, format!("the {what} file {} is empty", file.display())).into());
    }
    Ok(Secret::new(first))
}
