//! The way to a mail server: connecting, TLS, signing in. Whatever goes wrong here is no fault of a mail.

use std::error::Error as _;
use std::fmt;
use std::time::Duration;

use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;

use crate::domain::Secret;

/// How a mail server is reached.
pub(super) struct Route {
    host: String,
    port: u16,
    tls: Tls,
    account: Option<Account>,
    hello: ClientId,
}

struct Account {
    user: String,
    password: Secret,
}

/// Why there is no connection.
pub(super) struct Closed {
    pub(super) why: String,
    /// The next mail had better not try it at once: the sign-in was refused, or nobody answers.
    pub(super) lasting: bool,
}

impl Closed {
    /// The server lets us wait.
    pub(super) fn unanswered() -> Self {
        Self { why: "it did not answer in time".to_owned(), lasting: true }
    }
}

impl From<String> for Closed {
    fn from(why: String) -> Self {
        Self { why, lasting: false }
    }
}

impl From<Error> for Closed {
    fn from(error: Error) -> Self {
        Self { why: cause(&error), lasting: error.is_timeout() }
    }
}

impl Route {
    pub(super) fn plain(host: &str, port: u16) -> Self {
        Self { host: host.to_owned(), port, tls: Tls::None, account: None, hello: ClientId::default() }
    }

    pub(super) fn starttls(host: &str, port: u16) -> Result<Self, String> {
        Ok(Self { tls: Tls::Required(trusted(host)?), ..Self::plain(host, port) })
    }

    pub(super) fn implicit_tls(host: &str, port: u16) -> Result<Self, String> {
        Ok(Self { tls: Tls::Wrapper(trusted(host)?), ..Self::plain(host, port) })
    }

    pub(super) fn sign_in_as(&mut self, user: String, password: Secret) {
        self.account = Some(Account { user, password });
    }

    /// A connection on which mails can be handed over. `within` is the time there is for it.
    pub(super) async fn open(&self, within: Duration) -> Result<AsyncSmtpConnection, Closed> {
        let wrapped = if let Tls::Wrapper(trusted) = &self.tls { Some(trusted.clone()) } else { None };
        // A name may have several addresses; one that does not answer must leave time for the next.
        let each = Some(within / 3);
        let server = (self.host.as_str(), self.port);
        let mut connection = AsyncSmtpConnection::connect_tokio1(server, each, &self.hello, wrapped, None).await?;
        if let Tls::Required(trusted) = &self.tls {
            if !connection.can_starttls() {
                return Err("it does not offer STARTTLS; nothing was sent to it unencrypted".to_owned().into());
            }
            connection.starttls(trusted.clone(), &self.hello).await?;
        }
        if let Some(account) = &self.account {
            account.sign_in(&mut connection).await?;
        }
        Ok(connection)
    }
}

impl Account {
    async fn sign_in(&self, connection: &mut AsyncSmtpConnection) -> Result<(), Closed> {
        let credentials = Credentials::new(self.user.clone(), self.password.expose().to_owned());
        let Err(error) = connection.auth(DEFAULT_MECHANISMS, &credentials).await else { return Ok(()) };
        let user = &self.user;
        let Some(code) = error.status() else {
            let broke_off = format!("signing in as {user} broke off");
            let none_known = format!("it offers no way to sign in that is known here; {user} cannot sign in");
            return Err(if error.is_client() { none_known } else { broke_off }.into());
        };
        // Told by its codes alone: some servers repeat what they were sent.
        let detail = error.source().map(ToString::to_string).and_then(|text| enhanced_code(&text));
        let why = format!("signing in as {user} was refused ({code}{})", detail.unwrap_or_default());
        Err(Closed { why, lasting: error.is_permanent() })
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.host.contains(':') {
            write!(f, "[{}]:{}", self.host, self.port)
        } else {
            write!(f, "{}:{}", self.host, self.port)
        }
    }
}

/// What this machine trusts, as the HTTP client does: its store, or what `SSL_CERT_FILE` names.
fn trusted(host: &str) -> Result<TlsParameters, String> {
    TlsParameters::new(host.to_owned()).map_err(|e| cause(&e))
}

/// An answer is told with its code, anything else by what lies at its bottom.
fn cause(error: &Error) -> String {
    if error.status().is_some() {
        return error.to_string();
    }
    let mut deepest: &dyn std::error::Error = error;
    while let Some(source) = deepest.source() {
        deepest = source;
    }
    deepest.to_string()
}

/// The code of RFC 3463 that begins an answer, like 5.7.8.
fn enhanced_code(answer: &str) -> Option<String> {
    let code = answer.split_whitespace().next()?;
    let is_code = code.len() <= 9 && code.contains('.') && code.chars().all(|c| c.is_ascii_digit() || c == '.');
    is_code.then(|| format!(" {code}"))
}
