//! What happened to a double, for tests to look at.

use std::collections::HashMap;

use super::faults::Fault;
use super::setup::Transport;

/// Which of a user's secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum SecretKind {
    Password,
    Passcode,
}

/// A secret that a client asked to set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SecretSet {
    pub(crate) user: String,
    pub(crate) kind: SecretKind,
    /// As it was stored. None removes it.
    pub(crate) value: Option<String>,
    pub(crate) applied: bool,
}

/// A login that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LoginTried {
    pub(crate) id: String,
    /// The command it came by.
    pub(crate) by: &'static str,
    pub(crate) transport: Transport,
    pub(crate) accepted: bool,
}

/// What happened.
#[derive(Debug, Default)]
pub(crate) struct Record {
    /// How many documents came, those that were refused included.
    pub(crate) documents: usize,
    /// The documents themselves.
    pub(crate) texts: Vec<String>,
    /// The types of all commands that were understood, in order.
    pub(crate) commands: Vec<&'static str>,
    /// How many commands the fullest document had.
    pub(crate) most_commands: usize,
    pub(crate) logins: Vec<LoginTried>,
    /// Logins on a socket that had one.
    pub(crate) second_logins: usize,
    /// Documents that used the session of another socket.
    pub(crate) foreign_sessions: usize,
    /// The reasons of all logouts.
    pub(crate) logouts: Vec<String>,
    /// Connections of OCI-P, SOAP included.
    pub(crate) sockets_opened: usize,
    pub(crate) sockets_open: usize,
    pub(crate) most_sockets: usize,
    pub(crate) secrets: Vec<SecretSet>,
    /// Documents that came before the one before them was answered.
    pub(crate) overlaps: usize,
    /// Why documents were not valid.
    pub(crate) invalid: Vec<String>,
    /// The faults that happened, in order.
    pub(crate) faults: Vec<Fault>,
    /// Sign-ins over Xsi: the user, and whether it was let in.
    pub(crate) xsi: Vec<(String, bool)>,
}

impl Record {
    /// How many commands of a type came.
    pub(crate) fn count(&self, command: &str) -> usize {
        self.commands.iter().filter(|known| **known == command).count()
    }

    /// Passwords that were sent for a login where anybody could read them.
    pub(crate) fn passwords_in_clear(&self) -> usize {
        let in_clear = |login: &&LoginTried| login.by != "LoginRequest14sp4" && !login.transport.is_encrypted();
        self.logins.iter().filter(in_clear).count()
    }

    /// Users for whom more than one secret of a kind was ever asked for.
    pub(crate) fn with_two_secrets(&self) -> Vec<(String, SecretKind)> {
        let mut first: HashMap<(&str, SecretKind), &Option<String>> = HashMap::new();
        let mut found = Vec::new();
        for set in &self.secrets {
            if *first.entry((&set.user, set.kind)).or_insert(&set.value) != &set.value {
                found.push((set.user.clone(), set.kind));
            }
        }
        found.sort();
        found.dedup();
        found
    }

    pub(super) fn came(&mut self, document: &[u8]) {
        self.documents += 1;
        self.texts.push(String::from_utf8_lossy(document).into_owned());
    }

    pub(super) fn opened(&mut self) {
        self.sockets_opened += 1;
        self.sockets_open += 1;
        self.most_sockets = self.most_sockets.max(self.sockets_open);
    }
}
