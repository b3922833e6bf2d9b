//! Signing in: by digest, or by the password itself where nobody can read it on the way.

use md5::Md5;
use sha1::{Digest, Sha1};

use super::answer::Element;
use super::command::Command;
use super::forms::Family;
use crate::domain::Secret;

/// The ways to sign in over an encrypted connection, in the order in which they are tried.
pub(super) const LOGIN: Family = Family { name: "login", forms: 4 };
/// The place of the digest login among them, the only one where others can read along.
pub(super) const DIGEST: usize = 3;

/// What kind of account signed in; it decides what is visible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoginType {
    /// Everything.
    System,
    /// Everything.
    Provisioning,
    /// Its own service providers.
    Reseller,
    /// One service provider or enterprise.
    ServiceProvider,
    /// One group.
    Group,
    /// One department of a group.
    GroupDepartment,
    /// Itself.
    User,
    /// Another, by its name.
    Other(String),
}

impl LoginType {
    fn parse(text: &str) -> Self {
        match text {
            "System" => Self::System,
            "Provisioning" => Self::Provisioning,
            "Reseller" => Self::Reseller,
            "Service Provider" => Self::ServiceProvider,
            "Group" => Self::Group,
            "Group Department" => Self::GroupDepartment,
            "User" => Self::User,
            other => Self::Other(other.to_owned()),
        }
    }
}

impl std::fmt::Display for LoginType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::System => "System",
            Self::Provisioning => "Provisioning",
            Self::Reseller => "Reseller",
            Self::ServiceProvider => "Service Provider",
            Self::Group => "Group",
            Self::GroupDepartment => "Group Department",
            Self::User => "User",
            Self::Other(name) => name,
        })
    }
}

/// What the server says of the account that signed in. Releases differ in what they say; all but the type may be
/// missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// The login itself.
    pub user: String,
    /// Its kind.
    pub login_type: LoginType,
    /// The service provider or enterprise that it belongs to.
    pub service_provider_id: Option<String>,
    /// The group that it belongs to.
    pub group_id: Option<String>,
    /// In how many days its password expires; `None`: never, or not said.
    pub expires_in_days: Option<u32>,
}

impl Login {
    pub(super) fn read(user: &str, answer: &Element) -> Self {
        let text = |name: &str| answer.value(name).map(str::to_owned);
        // The greatest number of 31 bits is never.
        let days = answer.value("passwordExpiresDays").and_then(|days| days.parse().ok());
        Self {
            user: user.to_owned(),
            login_type: LoginType::parse(answer.value("loginType").unwrap_or_default()),
            service_provider_id: text("serviceProviderId"),
            group_id: text("groupId"),
            expires_in_days: days.filter(|days| *days < i32::MAX as u32),
        }
    }
}

/// The login with the password itself, in this form.
pub(super) fn plain(form: usize, user: &str, password: &Secret) -> Command {
    let name = ["LoginRequest22V5", "LoginRequest22V3", "LoginRequest22V2"][form];
    Command::new(name).text("userId", user).secret("password", password)
}

/// What asks for a nonce.
pub(super) fn nonce(user: &str) -> Command {
    Command::new("AuthenticationRequest").text("userId", user)
}

/// The login by digest.
pub(super) fn digest(user: &str, password: &Secret, nonce: &str) -> Command {
    let signed = Secret::new(sign(password, nonce));
    Command::new("LoginRequest14sp4").text("userId", user).secret("signedPassword", &signed)
}

/// `hex(MD5(nonce ":" hex(SHA1(password))))`, in small letters.
fn sign(password: &Secret, nonce: &str) -> String {
    let hashed = hex(&Sha1::digest(password.expose().as_bytes()));
    hex(&Md5::digest(format!("{nonce}:{hashed}").as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first is what another project's test server expects.
    #[test]
    fn a_digest_is_that_of_other_clients() {
        let sign = |password: &str, nonce: &str| super::sign(&Secret::new(password.to_owned()), nonce);
        assert_eq!(sign("password", "1234567890123"), "77e4a6de3a1e00be05e121cf0ebee860");
        assert_eq!(sign("Tr0ub4dor&3x!", "1732370000123"), "ff933c49b4d245debaa9fa7d7fed9be1");
    }
}
