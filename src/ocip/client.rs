//! The client: commands go in, answers come out; which session carries them is no matter of the caller.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::answer::Element;
use super::command::{Command, MOST_COMMANDS};
use super::counts::Sent;
use super::forms::{Family, Forms, Known};
use super::login::Login;
use super::session::{Credentials, Outcome};
use super::sessions::Sessions;
use super::sockets::Sockets;
use super::{Address, Fault, OcipError};

/// Calls of what only reads, before its error counts.
const MOST_READS: u32 = 4;
/// The pause before the second of them; it doubles.
const FIRST_PAUSE: Duration = Duration::from_millis(200);

/// What a client needs to know. No `Debug`: it holds a password.
pub struct Settings {
    /// Where the system answers.
    pub address: Address,
    /// Who signs in.
    pub credentials: Credentials,
    /// How long one exchange may take.
    pub timeout: Duration,
    /// The most sockets at once.
    pub sockets: usize,
    /// Certificates (PEM) of authorities to trust beside those that this machine trusts.
    pub ca_file: Option<PathBuf>,
}

/// A client of one BroadWorks system.
pub struct Client {
    sessions: Sessions,
    sockets: Arc<Sockets>,
    forms: Arc<Known>,
    /// Held while nobody knows yet which form is taken, so that it is asked once.
    finding_out: tokio::sync::Mutex<()>,
}

/// What a document does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// It asks, on a session that is there, or on a new one.
    Read { anew: bool },
    /// It changes something.
    Write,
}

impl Client {
    /// Prepares a client; nothing is sent yet.
    pub fn new(settings: Settings) -> Result<Self, OcipError> {
        let (sockets, forms) = (Sockets::new(settings.sockets), Arc::<Known>::default());
        let sessions = Sessions::new(settings, Arc::clone(&forms))?;
        Ok(Self { sessions, sockets, forms, finding_out: tokio::sync::Mutex::default() })
    }

    /// The same client, of a server that is known to take these forms of commands.
    #[must_use]
    pub fn knowing(self, forms: Forms) -> Self {
        *self.forms.forms() = forms;
        self
    }

    /// Who signed in, and what the server says of the account. Signs in if nobody has.
    pub async fn login(&self) -> Result<Arc<Login>, OcipError> {
        if let Some(login) = self.sessions.login().await? {
            return Ok(login);
        }
        let _place = self.sockets.place().await;
        let (session, _) = self.sessions.lend(false).await?;
        self.sessions.keep(session);
        let login = self.sessions.login().await?;
        login.ok_or_else(|| OcipError::NotAllowed("the server told nothing of the login".to_owned()))
    }

    /// Asks, in as few documents as can be: one answer a command, in order. What goes unanswered is asked again.
    pub async fn read(&self, commands: &[Command]) -> Result<Vec<Result<Element, Fault>>, OcipError> {
        let mut answers = Vec::with_capacity(commands.len());
        for some in commands.chunks(MOST_COMMANDS) {
            answers.extend(self.read_document(some).await?);
        }
        Ok(answers)
    }

    /// Asks one thing.
    pub async fn read_one(&self, command: Command) -> Result<Result<Element, Fault>, OcipError> {
        let answer = self.read(&[command]).await?.pop();
        answer.ok_or_else(|| OcipError::garbled("it holds no answer"))
    }

    /// Asks one thing in the newest form that the server takes, and tells which that was. Found out once: what is
    /// answered by error 6004 is not sent again.
    pub async fn read_newest(
        &self,
        family: Family,
        command: impl Fn(usize) -> Command,
    ) -> Result<(usize, Result<Element, Fault>), OcipError> {
        if let Some(form) = self.form(family) {
            return Ok((form, self.read_one(command(form)).await?));
        }
        let _alone = self.finding_out.lock().await;
        let mut form = self.form(family).unwrap_or(0);
        loop {
            let answer = self.read_one(command(form)).await?;
            match &answer {
                Err(fault) if fault.is(Fault::UNKNOWN_COMMAND) && form + 1 < family.forms => form += 1,
                Err(fault) if fault.is(Fault::UNKNOWN_COMMAND) => return Ok((form, answer)),
                _ => {
                    self.settle(family, form);
                    return Ok((form, answer));
                }
            }
        }
    }

    /// The form that the server is known to take.
    pub fn form(&self, family: Family) -> Option<usize> {
        self.forms.settled(family)
    }

    /// Remembers which form the server takes.
    pub fn settle(&self, family: Family, form: usize) {
        self.forms.settle(family, form);
    }

    /// Everything known of the server's forms.
    pub fn forms(&self) -> Forms {
        self.forms.forms().clone()
    }

    /// Changes something, in one document of at most [`MOST_COMMANDS`]: one outcome a command, in order. It is sent
    /// once; only what was certainly not carried out is sent again.
    pub async fn write(&self, commands: &[Command]) -> Vec<Result<Result<Element, Fault>, OcipError>> {
        match self.call(commands, Use::Write).await {
            Ok(outcomes) => outcomes.into_iter().map(Outcome::told).collect(),
            Err(e) => commands.iter().map(|_| Err(e.clone())).collect(),
        }
    }

    /// What was sent so far.
    pub fn sent(&self) -> Sent {
        self.sessions.sent()
    }

    /// Logs every session out.
    pub async fn close(&self) {
        self.sessions.close().await;
    }

    async fn read_document(&self, commands: &[Command]) -> Result<Vec<Result<Element, Fault>>, OcipError> {
        let mut attempt = 1;
        loop {
            // What ended one session may have ended those that lie idle.
            let called = self.call(commands, Use::Read { anew: attempt > 1 }).await;
            let told = called.and_then(|outcomes| outcomes.into_iter().map(Outcome::told).collect());
            let Err(error) = told else { return told };
            // Whoever never got in need not wait to learn it.
            let is_final = matches!(error, OcipError::NotAllowed(_)) || self.sessions.login().await?.is_none();
            if is_final || attempt == MOST_READS {
                return Err(error);
            }
            tokio::time::sleep(FIRST_PAUSE * 2_u32.pow(attempt - 1)).await;
            attempt += 1;
        }
    }

    /// Sends one document. `Unreachable`: it was certainly not carried out.
    async fn call(&self, commands: &[Command], with: Use) -> Result<Vec<Outcome>, OcipError> {
        let _place = self.sockets.place().await;
        loop {
            let lent = self.sessions.lend(with == Use::Read { anew: true }).await;
            let (mut session, is_fresh) = lent.map_err(OcipError::of_sign_in)?;
            let is_there = if with == Use::Write { session.check().await } else { Ok(()) };
            let called = match is_there {
                Ok(()) => session.call(commands).await,
                Err(e) => Err(e),
            };
            match called {
                Ok(outcomes) => {
                    self.sockets.fine();
                    self.sessions.keep(session);
                    return Ok(outcomes);
                }
                // It was over before anything was sent. Each turn uses up an idle one.
                Err(OcipError::Unreachable(_)) if !is_fresh => {}
                Err(e) => {
                    if !matches!(e, OcipError::Unreachable(_)) {
                        self.sockets.trouble();
                    }
                    return Err(e);
                }
            }
        }
    }
}
