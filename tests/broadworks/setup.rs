//! What a double is started with.

use std::path::PathBuf;
use std::time::Duration;

use super::company::{Admin, Company};

/// What a server knows depends on its age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Release {
    R17,
    R22,
    R22Patched,
    R23,
    R24,
    R2022_08,
    /// The newest, whose commands end in `RI`.
    Independent,
}

impl std::str::FromStr for Release {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Ok(match text {
            "17" => Self::R17,
            "22" => Self::R22,
            "22p" => Self::R22Patched,
            "23" => Self::R23,
            "24" => Self::R24,
            "2022.08" => Self::R2022_08,
            "ri" => Self::Independent,
            _ => return Err("one of 17, 22, 22p, 23, 24, 2022.08, ri".to_owned()),
        })
    }
}

/// How a client comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Transport {
    Tcp,
    Tls,
    Soap,
    /// SOAP over HTTPS.
    Soaps,
}

impl Transport {
    pub(super) fn is_encrypted(self) -> bool {
        matches!(self, Self::Tls | Self::Soaps)
    }
}

/// The encoding that replies declare and have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encodings {
    /// UTF-8 until the login is through and for error 6004, else ISO-8859-1, as captures show.
    Mixed,
    Latin1,
    Utf8,
}

/// What becomes of a list that is longer than the client wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Overflow {
    Cut,
    Refuse,
}

/// Ports that were chosen by hand; 0 is any free one.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ports {
    pub(crate) tcp: u16,
    pub(crate) tls: u16,
    pub(crate) soap: u16,
    pub(crate) xsi: u16,
}

/// How it is encrypted.
#[derive(Clone, Debug)]
pub(crate) enum Certificate {
    /// Not at all: the encrypted transports are not served.
    None,
    /// By a certificate for localhost that `openssl` makes, and a CA of its own.
    Made,
    /// By files that are there.
    Files { certificate: PathBuf, key: PathBuf },
}

/// What a double is started with. The default is the company `acme` at the newest release.
#[derive(Clone, Debug)]
pub(crate) struct Setup {
    pub(crate) company: Company,
    pub(crate) release: Release,
    pub(crate) encodings: Encodings,
    pub(crate) overflow: Overflow,
    pub(crate) certificate: Certificate,
    pub(crate) ports: Ports,
    /// How long each command takes; those of a document one after the other.
    pub(crate) latency: Duration,
    /// Whether replies come byte by byte.
    pub(crate) byte_by_byte: bool,
    /// Whether no newline stands within a reply.
    pub(crate) compact: bool,
    /// How many wrong logins disable an administrator.
    pub(crate) max_failed_logins: u32,
    /// Whether the digest login is refused, as a server with stronger hashes does.
    pub(crate) refuses_digest: bool,
    /// Whether the group's password rules are told as they bind its users, or as the group has them.
    pub(crate) tells_effective_rules: bool,
    /// Whether new passcodes are compared with old ones also when an administrator sets them.
    pub(crate) always_compares_passcodes: bool,
    /// Whether refusals repeat the secret that is refused, so that a client has to redact them.
    pub(crate) repeats_secrets: bool,
    /// What some clients do although the schema forbids it: a free reason of logout.
    pub(crate) lenient: bool,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            company: Company::acme(),
            release: Release::Independent,
            encodings: Encodings::Mixed,
            overflow: Overflow::Cut,
            certificate: Certificate::None,
            ports: Ports::default(),
            latency: Duration::ZERO,
            byte_by_byte: false,
            compact: false,
            max_failed_logins: 5,
            refuses_digest: false,
            tells_effective_rules: true,
            always_compares_passcodes: false,
            repeats_secrets: true,
            lenient: false,
        }
    }
}

impl Setup {
    /// The same at another release.
    pub(crate) fn release(mut self, release: Release) -> Self {
        self.release = release;
        self
    }

    /// The same with certificates of its own, so that `Tls` and `Soaps` are served.
    pub(crate) fn encrypted(mut self) -> Self {
        self.certificate = Certificate::Made;
        self
    }

    /// The same where each command takes its time.
    pub(crate) fn latency(mut self, latency: Duration) -> Self {
        self.latency = latency;
        self
    }

    /// The same for another company.
    pub(crate) fn company(mut self, company: Company) -> Self {
        self.company = company;
        self
    }

    /// The same with one more administrator.
    pub(crate) fn admin(mut self, admin: Admin) -> Self {
        self.company.admins.insert(admin.id.clone(), admin);
        self
    }
}
