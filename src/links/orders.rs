//! Mail orders: what is to be mailed to whom. They are written in the transaction that is the reason for
//! them, and hold neither a secret nor a rendered text.

use jiff::Timestamp;

use super::new_id;
use crate::db::{DbError, Tx, Value};
use crate::domain::{CredentialKind, UserId};

/// What a mail is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MailKind {
    /// It brings a recovery link.
    Link,
    /// A credential was changed by a recovery link.
    Changed(CredentialKind),
    /// The address it goes to is no longer the user's.
    EmailChanged,
}

impl MailKind {
    /// The stored words: the template, and the credential it names.
    pub(crate) fn words(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Link => ("link", None),
            Self::Changed(kind) => ("changed", Some(kind.as_str())),
            Self::EmailChanged => ("email_changed", None),
        }
    }

    /// What stored words mean.
    pub(crate) fn from_words(template: &str, credential: Option<&str>) -> Option<Self> {
        match (template, credential) {
            ("link", None) => Some(Self::Link),
            ("changed", Some(kind)) => kind.parse().ok().map(Self::Changed),
            ("email_changed", None) => Some(Self::EmailChanged),
            _ => None,
        }
    }
}

/// A mail to be made and handed over.
pub(crate) struct MailOrder<'a> {
    /// About whom.
    pub(crate) user: &'a UserId,
    /// The recovery link it brings, or by which something was changed.
    pub(crate) link_id: Option<&'a str>,
    /// Where it goes, if not to the user's address on file.
    pub(crate) to: Option<String>,
    /// What it is about.
    pub(crate) kind: MailKind,
}

/// Orders a mail, due at this moment.
pub(crate) async fn order(tx: &mut Tx, mail: &MailOrder<'_>, due_at: Timestamp) -> Result<(), DbError> {
    let (template, credential) = mail.kind.words();
    let sql = "INSERT INTO outbox (id, template, user_id, link_id, to_address, credential, ordered_at, due_at, attempts) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $7, 0)";
    let values: Vec<Value> = vec![
        new_id(due_at).into(),
        template.into(),
        mail.user.as_str().into(),
        mail.link_id.map(str::to_owned).into(),
        mail.to.clone().into(),
        credential.map(str::to_owned).into(),
        due_at.into(),
    ];
    tx.execute(sql, values).await
}
