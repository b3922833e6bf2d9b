//! Addresses: which directory of users is meant.

use std::fmt;
use std::path::PathBuf;

use url::{Host, Url};

use super::{ConfigError, Paths};

/// The schemes of a BroadWorks system.
const BROADWORKS: [&str; 4] = ["ocip", "ocips", "broadworks+https", "broadworks+http"];

/// The directory of users that the tool works on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Server {
    /// The backend run inside this process, on SQLite in this folder.
    Embedded(PathBuf),
    /// A backend over the network.
    Http(Url),
    /// A Cisco BroadWorks system.
    #[cfg(feature = "broadworks")]
    BroadWorks(crate::ocip::Address),
}

impl Server {
    /// Reads what `--server` says.
    pub fn parse(text: &str, paths: &Paths) -> Result<Self, ConfigError> {
        if text == "embedded" {
            return Ok(Self::Embedded(paths.data.clone()));
        }
        if let Some(folder) = text.strip_prefix("embedded:") {
            return match folder {
                "" => Err(ConfigError::new("embedded: names no folder").hint("write embedded, or embedded:FOLDER")),
                folder => Ok(Self::Embedded(PathBuf::from(folder))),
            };
        }
        #[cfg(feature = "broadworks")]
        if let Some(address) = super::broadworks::address(text) {
            return address.map(Self::BroadWorks);
        }
        let scheme = text.split_once("://").map(|(scheme, _)| scheme);
        match scheme {
            Some("http" | "https") => server_url(text, "sign in with auth login, or give --token-file").map(Self::Http),
            Some(scheme) if BROADWORKS.contains(&scheme) => {
                let why = "this build of ossmosis does not speak to BroadWorks: it was made without the feature";
                Err(ConfigError::new(format!("{text}: {why} `broadworks`")).hint("use a build with it"))
            }
            _ => Err(ConfigError::new(format!("{text:?} is no server address"))
                .hint("a server is embedded, embedded:FOLDER, https://HOST, ocips://HOST or broadworks+https://HOST")),
        }
    }

    /// Reads what `serve --directory` says: a platform that keeps the users itself. Another backend is none.
    pub fn parse_platform(text: &str, paths: &Paths) -> Result<Self, ConfigError> {
        let scheme = text.split_once("://").map(|(scheme, _)| scheme);
        if scheme.is_some_and(|scheme| BROADWORKS.contains(&scheme)) {
            return Self::parse(text, paths);
        }
        // An address may hold a password.
        let shown = scheme.map_or_else(|| format!("{text:?}"), |scheme| format!("{scheme}://…"));
        Err(ConfigError::new(format!("{shown} is no directory that a backend can stand in front of"))
            .hint("give the address of a BroadWorks system: ocip://, ocips:// or broadworks+https://"))
    }
}

/// Reads the address of a server. What signs in stands elsewhere; `sign_in` says where.
pub(super) fn server_url(text: &str, sign_in: &str) -> Result<Url, ConfigError> {
    let url = Url::parse(text).map_err(|e| ConfigError::new(format!("{text:?} is no server address: {e}")))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(ConfigError::new("a server address holds no user name or password").hint(sign_in));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(ConfigError::new(format!("{text:?}: a server address has no ? or #")));
    }
    Ok(url)
}

/// Whether this is the machine itself: what is sent there, nobody can read on the way.
pub fn is_loopback<S: AsRef<str>>(host: &Host<S>) -> bool {
    match host {
        Host::Domain(name) => name.as_ref() == "localhost" || name.as_ref().ends_with(".localhost"),
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Embedded(folder) => write!(f, "embedded:{}", folder.display()),
            Self::Http(url) => f.write_str(url.as_str().trim_end_matches('/')),
            #[cfg(feature = "broadworks")]
            Self::BroadWorks(address) => address.fmt(f),
        }
    }
}
