//! Where mails go.

use std::path::PathBuf;

use percent_encoding::percent_decode_str;
use url::{Host, Url};

use super::{ConfigError, is_loopback};
use crate::domain::has_control;

const HINT: &str = "mail is dir:FOLDER, or smtp://[USER@]HOST[:PORT][?tls=none|starttls|implicit]";

/// What takes mails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailTarget {
    /// A folder of `.eml` files.
    Folder(PathBuf),
    /// A mail server.
    Smtp(MailServer),
}

/// A mail server, and how it is spoken to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailServer {
    /// Its name or address; an IPv6 address stands without brackets.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is encrypted.
    pub tls: MailTls,
    /// Who signs in, if anybody has to.
    pub user: Option<String>,
}

/// How a connection to a mail server is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailTls {
    /// Not at all.
    None,
    /// By STARTTLS (RFC 3207), before anything is told. A server that does not offer it gets no mail.
    StartTls,
    /// From the first byte (RFC 8314).
    Implicit,
}

impl MailTarget {
    /// Reads what `--mail` says.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        if let Some(folder) = text.strip_prefix("dir:").filter(|folder| !folder.is_empty()) {
            return Ok(Self::Folder(PathBuf::from(folder)));
        }
        // A password may stand before the @ by mistake; it is not repeated.
        let shown = text.rsplit_once('@').map_or_else(|| text.to_owned(), |(_, host)| format!("…@{host}"));
        MailServer::parse(text).map(Self::Smtp).map_err(|e| ConfigError {
            message: format!("mail {shown:?}: {}", e.message),
            hint: e.hint.or_else(|| Some(HINT.to_owned())),
        })
    }
}

impl MailServer {
    fn parse(text: &str) -> Result<Self, ConfigError> {
        let bad = |why: &str| ConfigError::new(why);
        let url = Url::parse(text).map_err(|e| bad(&e.to_string()))?;
        if url.scheme() != "smtp" {
            return Err(bad("no such kind"));
        }
        if url.password().is_some() {
            return Err(bad("a password does not belong in an address").hint("give --mail-password-file FILE"));
        }
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(bad("something follows the host and port that means nothing"));
        }
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(|| bad("it names no host"))?;
        // The address of a mail server is read less closely than that of a web server; a name is a name.
        let host = Host::parse(host).map_err(|e| bad(&e.to_string()))?;
        let user = read_user(url.username())?;
        let stated = read_tls(&url)?;
        let is_open_sign_in = user.is_some() && !is_loopback(&host);
        if is_open_sign_in && stated == Some(MailTls::None) {
            return Err(bad("with tls=none the password could be read on the way")
                .hint("leave tls=none out, or say tls=starttls or tls=implicit"));
        }
        let tls = stated.unwrap_or(match url.port() {
            Some(465) => MailTls::Implicit,
            Some(587) => MailTls::StartTls,
            _ if is_open_sign_in => MailTls::StartTls,
            _ => MailTls::None,
        });
        let usual_port = match tls {
            MailTls::None => 25,
            MailTls::StartTls => 587,
            MailTls::Implicit => 465,
        };
        let host = match host {
            Host::Domain(name) => name,
            Host::Ipv4(address) => address.to_string(),
            Host::Ipv6(address) => address.to_string(),
        };
        Ok(Self { host, port: url.port().unwrap_or(usual_port), tls, user })
    }
}

/// The user as they are called: in an address some characters are written as %40 and the like.
fn read_user(written: &str) -> Result<Option<String>, ConfigError> {
    let bad = || ConfigError::new("the user in it holds a character that does not show");
    let user = percent_decode_str(written).decode_utf8().map_err(|_| bad())?;
    if has_control(&user) {
        return Err(bad());
    }
    Ok((!user.is_empty()).then(|| user.into_owned()))
}

fn read_tls(url: &Url) -> Result<Option<MailTls>, ConfigError> {
    let mut stated = None;
    for (key, value) in url.query_pairs() {
        if key != "tls" {
            return Err(ConfigError::new(format!("{key:?} means nothing there")));
        }
        let tls = match value.as_ref() {
            "none" => MailTls::None,
            "starttls" => MailTls::StartTls,
            "implicit" => MailTls::Implicit,
            other => return Err(ConfigError::new(format!("tls={other} is none of none, starttls, implicit"))),
        };
        if stated.replace(tls).is_some() {
            return Err(ConfigError::new("tls is said twice"));
        }
    }
    Ok(stated)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, host: &str, port: u16, tls: MailTls, user: Option<&str>) {
        let server = MailServer { host: host.to_owned(), port, tls, user: user.map(str::to_owned) };
        assert_eq!(MailTarget::parse(text), Ok(MailTarget::Smtp(server)), "{text}");
    }

    #[test]
    fn what_is_not_said_follows_from_what_is() {
        use MailTls::{Implicit, None as Plain, StartTls};
        check("smtp://mx.example", "mx.example", 25, Plain, None);
        check("smtp://mx.example:2525/", "mx.example", 2525, Plain, None);
        check("smtp://mx.example:465", "mx.example", 465, Implicit, None);
        check("smtp://mx.example:587", "mx.example", 587, StartTls, None);
        check("smtp://mx.example:465?tls=starttls", "mx.example", 465, StartTls, None);
        check("smtp://mx.example?tls=none", "mx.example", 25, Plain, None);
        check("smtp://mx.example?tls=starttls", "mx.example", 587, StartTls, None);
        check("smtp://mx.example?tls=implicit", "mx.example", 465, Implicit, None);
        check("smtp://me@mx.example", "mx.example", 587, StartTls, Some("me"));
        check("smtp://me@mx.example:2525", "mx.example", 2525, StartTls, Some("me"));
        check("smtp://me@mx.example:465", "mx.example", 465, Implicit, Some("me"));
        check("smtp://me%40acme.example@MX.example", "mx.example", 587, StartTls, Some("me@acme.example"));
        check("smtp://me@localhost", "localhost", 25, Plain, Some("me"));
        check("smtp://me@127.0.0.1:2525?tls=none", "127.0.0.1", 2525, Plain, Some("me"));
        check("smtp://me@[::1]:587", "::1", 587, StartTls, Some("me"));
        check("smtp://me@[2001:db8::1]", "2001:db8::1", 587, StartTls, Some("me"));
        assert_eq!(MailTarget::parse("dir:/tmp/m"), Ok(MailTarget::Folder("/tmp/m".into())));
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for bad in [
            "smtp://me@mx.example?tls=none",
            "smtp://mx.example?tls=opportunistic",
            "smtp://mx.example?tls=none&tls=starttls",
            "smtp://mx.example?tsl=none",
            "smtp://mx.example/path",
            "smtp://me%00@mx.example",
            "smtp://",
            "smtp://me@",
            "smtps://mx.example",
            "dir:",
            "sendmail",
            "http://mx.example",
        ] {
            assert!(MailTarget::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_password_in_the_address_is_refused_and_not_repeated() {
        for bad in ["smtp://me:hush@mx.example", "smtp://me:hu@sh@mx.example", "smtp://me:hush@mx.example:port"] {
            let error = MailTarget::parse(bad).unwrap_err();
            assert!(!format!("{error:?}").contains("hu"), "{error:?}");
        }
    }
}
