//! A BroadWorks system opened: who signs in, and what was learned of the system before.

use std::sync::Arc;

use super::context::{Context, Opened, read_secret_file};
use super::exit::{Exit, Failure};
use super::{prompt, tokens};
use crate::config::{ConfigError, is_loopback};
use crate::directory::DirectoryError;
use crate::directory::broadworks::{BroadWorks, BroadWorksDirectory};
use crate::ocip::{Address, Client, Credentials, Settings};
use crate::recovery::NoRecovery;

/// Who signs in, and where that was read.
pub(super) struct SignIn {
    pub(super) user: String,
    pub(super) password: crate::domain::Secret,
    pub(super) source: String,
}

impl Context<'_> {
    /// The directory of a BroadWorks system, with the login that is stored, given or typed.
    pub(super) fn broadworks(&self, address: &Address) -> anyhow::Result<BroadWorksDirectory> {
        let SignIn { user, password, .. } = self.login_of(address)?;
        self.broadworks_as(address, Credentials { user, password })
    }

    /// The same, with this login.
    pub(super) fn broadworks_as(
        &self,
        address: &Address,
        credentials: Credentials,
    ) -> anyhow::Result<BroadWorksDirectory> {
        self.refuse_readable(address)?;
        let of = &self.settings.broadworks;
        let client = Client::new(Settings {
            address: address.clone(),
            credentials,
            timeout: self.settings.timeout,
            sockets: of.sockets,
            ca_file: of.ca_file.clone(),
        });
        let parts = BroadWorks {
            client: client.map_err(DirectoryError::from)?,
            sockets: of.sockets,
            portal_rules: of.portal_rules.then(|| self.settings.rules.clone()),
            xsi_url: of.xsi_url.clone(),
            timeout: self.settings.timeout,
            ca_file: of.ca_file.clone(),
            learned: Some(self.settings.paths.learned_of("forms", &address.to_string())),
        };
        Ok(BroadWorksDirectory::new(parts)?)
    }

    /// The same as what a command works with.
    pub(super) fn open_broadworks(&self, address: &Address) -> anyhow::Result<Opened> {
        let directory = Arc::new(self.broadworks(address)?);
        Ok(Opened::platform(directory, Arc::new(NoRecovery), address.to_string()))
    }

    /// What others can read on the way is not sent, unless somebody says so.
    fn refuse_readable(&self, address: &Address) -> Result<(), ConfigError> {
        let is_near = match address {
            Address::Socket { host, .. } => url::Host::parse(host)
                .or_else(|_| url::Host::parse(&format!("[{host}]")))
                .is_ok_and(|host| is_loopback(&host)),
            Address::Soap(url) => url.host().is_some_and(|host| is_loopback(&host)),
        };
        if address.is_encrypted() || is_near || self.is_insecure() {
            return Ok(());
        }
        Err(ConfigError::new(format!("{address} is not encrypted: every new password could be read on the way"))
            .hint("use ocips:// or broadworks+https://, or add --insecure where the network is your own"))
    }

    /// Who signs in: as given, as stored, or typed.
    pub(super) fn login_of(&self, address: &Address) -> anyhow::Result<SignIn> {
        let server = address.to_string();
        if let Some(found) = self.login_source(address)? {
            return Ok(found);
        }
        if self.ui.can_ask() {
            let (user, password) = self.ask_login(&server, None)?;
            return Ok(SignIn { user, password, source: "what was typed".to_owned() });
        }
        Err(Failure::new(Exit::NotAllowed, format!("not signed in to {server}"))
            .hint(format!(
                "ossmosis auth login --user NAME --server {server}, or give --login-user and --login-password-file"
            ))
            .into())
    }

    /// Asks for a login and its password.
    pub(super) fn ask_login(
        &self,
        server: &str,
        user: Option<String>,
    ) -> anyhow::Result<(String, crate::domain::Secret)> {
        let user = match user {
            Some(user) => user,
            None => prompt::text(self.ui, &format!("login user for {server}"))?,
        };
        let password = prompt::secret(self.ui, &format!("password of {user}"))?;
        Ok((user, password))
    }

    /// Where the login would come from without being typed.
    pub(super) fn login_source(&self, address: &Address) -> anyhow::Result<Option<SignIn>> {
        self.refuse_token()?;
        let (user, file) = self.given_login();
        match (user, file) {
            (Some(user), Some(file)) => {
                let password = read_secret_file(file, "login password")?;
                return Ok(Some(SignIn { user: user.to_owned(), password, source: file.display().to_string() }));
            }
            (None, Some(_)) => {
                return Err(Failure::usage("a login password without a login user")
                    .hint("add --login-user NAME")
                    .into());
            }
            (Some(_) | None, None) => {}
        }
        let kept_in = &self.settings.paths.credentials_file;
        let kept = tokens::load_login(kept_in, &address.to_string())?;
        let fits = |kept: &(String, _)| user.is_none_or(|user| user == kept.0);
        if let Some((user, password)) = kept.filter(fits) {
            return Ok(Some(SignIn { user, password, source: kept_in.display().to_string() }));
        }
        match user {
            Some(user) if self.ui.can_ask() => {
                let (user, password) = self.ask_login(&address.to_string(), Some(user.to_owned()))?;
                Ok(Some(SignIn { user, password, source: "what was typed".to_owned() }))
            }
            Some(user) => Err(Failure::new(Exit::NotAllowed, format!("the password of {user} is not known"))
                .hint("add --login-password-file FILE")
                .into()),
            None => Ok(None),
        }
    }
}
