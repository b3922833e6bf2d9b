//! A session: who is logged in, and what becomes of each document.

use std::sync::Arc;

use super::Shared;
use super::document::{self, Asked, Command};
use super::faults::Fault;
use super::reach::{self, Login};
use super::record::{SecretKind, SecretSet};
use super::reply::{Answer, Phase, Reply};
use super::setup::Transport;
use super::{lists, login, modify, people, rule_replies};

/// What comes back over the wire.
pub(super) enum Sent {
    Whole(Reply),
    /// This, and then the end of the connection.
    Last(Reply),
    Half(Reply),
    /// These words, which are no document.
    Bare(&'static str),
    SoapFault,
    Unavailable,
    /// Nothing, and the connection ends.
    Cut,
    /// Nothing, and the connection stays.
    Silence,
    /// The beginning of a reply, and filler without end.
    Endless(Reply),
}

/// A session of one client.
pub(super) struct Session {
    shared: Arc<Shared>,
    pub(super) transport: Transport,
    /// The client's name for it, from the login on.
    pub(super) id: Option<String>,
    pub(super) login: Option<Login>,
    /// For whom the last nonce was, and the nonce.
    pub(super) nonce: Option<(String, String)>,
    /// Whether the client has left.
    left: bool,
}

impl Session {
    pub(super) fn new(shared: &Arc<Shared>, transport: Transport) -> Self {
        Self { shared: shared.clone(), transport, id: None, login: None, nonce: None, left: false }
    }

    /// What a document is answered that came over a socket.
    pub(super) async fn take(&mut self, bytes: &[u8]) -> Sent {
        let read = document::read(bytes, &self.shared.setup);
        self.answer(bytes, read).await
    }

    /// What a document is answered that came as text.
    pub(super) async fn take_text(&mut self, text: &str) -> Sent {
        let read = document::read_text(text, &self.shared.setup);
        self.answer(text.as_bytes(), read).await
    }

    async fn answer(&mut self, bytes: &[u8], read: Result<Asked, document::Invalid>) -> Sent {
        let shared = self.shared.clone();
        shared.record().came(bytes);
        let asked = match read {
            Ok(asked) => asked,
            Err(invalid) => {
                shared.record().invalid.push(invalid.why.clone());
                return Sent::Whole(Reply::invalid(&shared.setup, &invalid.session, &invalid.why, bytes));
            }
        };
        let names: Vec<&'static str> = asked.commands.iter().map(|command| command.spec.name).collect();
        let fault = shared.faults().next(&names);
        {
            let mut record = shared.record();
            record.commands.extend(names);
            record.most_commands = record.most_commands.max(asked.commands.len());
            record.faults.extend(fault);
        }
        if let Some(instead) = self.instead(&asked, fault) {
            for command in &asked.commands {
                note_secrets(&shared, command, false);
            }
            return instead;
        }
        if let Some(Fault::Slow(pause)) = fault {
            tokio::time::sleep(pause).await;
        }
        let phase = if self.login.is_some() { Phase::Work } else { Phase::Login };
        let mut answers = Vec::with_capacity(asked.commands.len());
        for command in &asked.commands {
            if !shared.setup.latency.is_zero() {
                tokio::time::sleep(shared.setup.latency).await;
            }
            let answer = self.run(&asked, command);
            note_secrets(&shared, command, matches!(answer, Answer::Success));
            answers.push(answer);
        }
        self.after(&asked, answers, phase, fault)
    }

    /// What comes instead of a reply where nothing is applied.
    fn instead(&mut self, asked: &Asked, fault: Option<Fault>) -> Option<Sent> {
        let setup = &self.shared.setup;
        Some(match fault? {
            Fault::CutBefore => Sent::Cut,
            Fault::NoReply { applied: false } => Sent::Silence,
            Fault::ForcedLogout { applied: false } => self.forced_logout(asked),
            Fault::NoOcsConnection => Sent::Bare("NO_OCS_CONNECTION"),
            Fault::InvalidRequest => Sent::Bare("INVALID_REQUEST"),
            Fault::SoapError => Sent::SoapFault,
            Fault::Unavailable => Sent::Unavailable,
            Fault::Endless => {
                let names = vec![Answer::Success; asked.commands.len()];
                Sent::Endless(Reply::new(setup, Phase::Work, asked, &names, None))
            }
            Fault::Huge => Sent::Whole(Reply::huge(setup, &asked.session, 50 << 20)),
            Fault::Doctype => Sent::Whole(Reply::doctype(setup, &asked.session)),
            _ => return None,
        })
    }

    /// What comes back after everything was applied.
    fn after(&mut self, asked: &Asked, mut answers: Vec<Answer>, phase: Phase, fault: Option<Fault>) -> Sent {
        let echo = (fault == Some(Fault::WrongEcho)).then_some("another");
        if fault == Some(Fault::TooFew) {
            answers.pop();
        }
        let reply = Reply::new(&self.shared.setup, phase, asked, &answers, echo);
        match fault {
            Some(Fault::CutAfter) => Sent::Cut,
            Some(Fault::HalfReply) => Sent::Half(reply),
            Some(Fault::NoReply { .. }) => Sent::Silence,
            Some(Fault::ForcedLogout { .. }) => self.forced_logout(asked),
            _ if self.left => Sent::Last(reply),
            _ => Sent::Whole(reply),
        }
    }

    fn forced_logout(&mut self, asked: &Asked) -> Sent {
        let user = self.login.take().map(|login| login.id).unwrap_or_default();
        Sent::Last(Reply::forced_logout(&self.shared.setup, &asked.session, &user))
    }

    /// Carries out one command.
    fn run(&mut self, asked: &Asked, command: &Command) -> Answer {
        let shared = self.shared.clone();
        let name = command.spec.name;
        if name == "AuthenticationRequest" || name.starts_with("LoginRequest") {
            return login::run(&shared, self, &asked.session, name, &command.body);
        }
        let Some(login) = self.login.clone() else {
            return Answer::error("[Error 4960] Nobody is logged in.");
        };
        if self.id.as_ref() != Some(&asked.session) {
            shared.record().foreign_sessions += 1;
            return Answer::error("[Error 4961] This session is not of this connection.");
        }
        if name == "LogoutRequest" {
            shared.record().logouts.push(command.body.needed("reason").to_owned());
            (self.login, self.left) = (None, true);
            return Answer::Success;
        }
        // Tests may look at record and company together: no two locks are held at once here.
        let mut company = shared.company();
        let (setup, body) = (&shared.setup, &command.body);
        match name {
            "VerifySessionIsValidRequest" => Answer::Success,
            "SystemSoftwareVersionGetRequest" if !login.is_everywhere() => reach::unauthorized(),
            "SystemSoftwareVersionGetRequest" => Answer::to(name, "<version>Rel_2026.01_1.100</version>".to_owned()),
            "PasswordModifyRequest" => modify::password(setup, &mut company, &login, body),
            "UserPortalPasscodeModifyRequest" => modify::passcode(setup, &mut company, &login, body),
            _ if name.starts_with("UserModifyRequest") => modify::user(setup, &mut company, &login, body),
            _ if name.contains("GetListIn") || name == "ServiceProviderGetListRequest" => {
                lists::run(setup, &company, &login, name, body)
            }
            _ if name.contains("RulesGetRequest") => rule_replies::run(setup, &company, &login, name, body),
            _ => people::run(&company, &login, name, body),
        }
    }
}

/// Writes down the secrets of a command.
fn note_secrets(shared: &Shared, command: &Command, applied: bool) {
    let name = command.spec.name;
    let (kind, place) = match name {
        "UserPortalPasscodeModifyRequest" => (SecretKind::Passcode, "newPasscode"),
        _ if name.contains("Modify") => (SecretKind::Password, "newPassword"),
        _ => return,
    };
    if let Some(secret) = command.body.child(place) {
        let value = (!secret.clears).then(|| secret.text.clone());
        let user = command.body.needed("userId").to_owned();
        shared.record().secrets.push(SecretSet { user, kind, value, applied });
    }
}
