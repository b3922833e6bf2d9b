//! One login on one connection: a session cannot move to another.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use tokio::time::{Instant, timeout};

use super::answer::{Answer, Element, Reply};
use super::command::{Command, document, echo_of};
use super::counts::Counts;
use super::login::Login;
use super::{Fault, OcipError};
use crate::domain::Secret;

/// A session older than this is not used again, as other clients have it; how long a server keeps one nobody says.
const LONGEST_LIFE: Duration = Duration::from_mins(15);
/// Idle for longer, it is asked whether it still is one before anything is written.
const LONGEST_IDLE: Duration = Duration::from_mins(1);
/// How long saying goodbye may take.
const GOODBYE: Duration = Duration::from_secs(2);

/// What carries documents there and back.
#[async_trait]
pub(super) trait Wire: Send {
    /// Sends one document and returns the text of its reply.
    async fn exchange(&mut self, document: &str) -> Result<String, OcipError>;
}

/// Who signs in. No `Debug`.
#[derive(Clone)]
pub struct Credentials {
    /// The login.
    pub user: String,
    /// Its password.
    pub password: Secret,
}

/// What one command of a document came to.
pub(super) enum Outcome {
    Answered(Element),
    Refused(Fault),
    /// Nothing was said of it: it may have been carried out.
    Untold(String),
}

impl Outcome {
    /// The answer, or why there is none.
    pub(super) fn told(self) -> Result<Result<Element, Fault>, OcipError> {
        match self {
            Self::Answered(element) => Ok(Ok(element)),
            Self::Refused(fault) => Ok(Err(fault)),
            Self::Untold(why) => Err(OcipError::Unanswered(why)),
        }
    }
}

pub(super) struct Session {
    wire: Box<dyn Wire>,
    id: String,
    counts: Arc<Counts>,
    since: Instant,
    last_used: Instant,
    /// Set once it has signed in.
    pub(super) login: Option<Arc<Login>>,
}

impl Session {
    pub(super) fn on(wire: Box<dyn Wire>, counts: Arc<Counts>) -> Self {
        let now = Instant::now();
        let id = format!("ossmosis-{}", uuid::Uuid::new_v4());
        Self { wire, id, counts, since: now, last_used: now, login: None }
    }

    /// Whether it is too old to be used again.
    pub(super) fn is_worn(&self) -> bool {
        self.since.elapsed() > LONGEST_LIFE
    }

    /// Sends commands in one document: one outcome a command, in order.
    pub(super) async fn call(&mut self, commands: &[Command]) -> Result<Vec<Outcome>, OcipError> {
        let document = document(&self.id, commands);
        self.counts.add(commands.len());
        let text = self.wire.exchange(&document).await?;
        self.last_used = Instant::now();
        match Reply::read(&text)? {
            Reply::Answers(answers) => paired(commands, answers),
            Reply::LoggedOut(reason) => {
                Err(OcipError::Unanswered(format!("the server ended the session ({reason}) in place of a reply")))
            }
        }
    }

    /// Makes sure that it still is a session, if it was idle for long: a write into a dead one would be in doubt.
    pub(super) async fn check(&mut self) -> Result<(), OcipError> {
        if self.last_used.elapsed() <= LONGEST_IDLE {
            return Ok(());
        }
        match self.call(&[Command::new("VerifySessionIsValidRequest")]).await {
            Ok(outcomes) if matches!(outcomes.first(), Some(Outcome::Answered(_))) => Ok(()),
            _ => Err(OcipError::Unreachable("the server had ended the session".to_owned())),
        }
    }

    /// Says goodbye. Whether that is heard does not matter.
    pub(super) async fn log_out(mut self) {
        let Some(login) = self.login.take() else { return };
        let goodbye = Command::new("LogoutRequest").text("userId", &login.user).text("reason", "Client Logout");
        let _ = timeout(GOODBYE, self.call(&[goodbye])).await;
    }
}

/// Answers belong to the commands in whose places they stand, and say so by their echo.
fn paired(commands: &[Command], answers: Vec<Answer>) -> Result<Vec<Outcome>, OcipError> {
    let (asked, told) = (commands.len(), answers.len());
    if told > asked {
        return Err(OcipError::garbled(format!("{told} answers to {asked} commands")));
    }
    // A document that does not fit the schema is refused as a whole, before anything in it is carried out.
    if let [Answer { outcome: Err(fault), .. }] = answers.as_slice()
        && fault.is(Fault::UNKNOWN_COMMAND)
    {
        return Ok(commands.iter().map(|_| Outcome::Refused(fault.clone())).collect());
    }
    for (place, answer) in answers.iter().enumerate() {
        if answer.echo != echo_of(place) && !answer.echo.is_empty() {
            return Err(OcipError::garbled("its answers stand in another order than the commands"));
        }
    }
    let mut outcomes: Vec<Outcome> = commands
        .iter()
        .zip(answers)
        .map(|(command, answer)| match answer.outcome {
            Ok(element) => Outcome::Answered(element),
            Err(fault) => Outcome::Refused(Fault { summary: command.redact(&fault.summary), ..fault }),
        })
        .collect();
    outcomes.resize_with(asked, || Outcome::Untold(format!("the server told of {told} of {asked} commands")));
    Ok(outcomes)
}
