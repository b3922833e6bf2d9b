//! The client: a few sessions, shared by all calls.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rustls::ClientConfig;

use super::answer::Element;
use super::command::{Command, MOST_COMMANDS};
use super::counts::{Counts, Sent};
use super::forms::{Family, Forms};
use super::login::{self, DIGEST, LOGIN, Login};
use super::session::{Credentials, Outcome, Session, Wire};
use super::soap::Soap;
use super::sockets::Sockets;
use super::tcp::Tcp;
use super::{Address, Fault, OcipError, tls};

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
    settings: Settings,
    tls: Option<Arc<ClientConfig>>,
    sockets: Arc<Sockets>,
    counts: Arc<Counts>,
    idle: Mutex<Vec<Session>>,
    forms: Mutex<Forms>,
    /// Held while nobody knows yet which form is taken, so that it is asked once.
    finding_out: tokio::sync::Mutex<()>,
    /// Held while a session signs in, until the first one has: a wrong password is tried once, not by every socket.
    signing_in: tokio::sync::Mutex<SignedIn>,
}

enum SignedIn {
    Never,
    As(Arc<Login>),
    Refused(OcipError),
}

impl Client {
    /// Prepares a client; nothing is sent yet.
    pub fn new(settings: Settings) -> Result<Self, OcipError> {
        let ca_file = settings.ca_file.as_deref();
        let tls = match &settings.address {
            Address::Socket { tls: true, .. } => Some(Arc::new(tls::config(ca_file)?)),
            _ => None,
        };
        Ok(Self {
            tls,
            sockets: Sockets::new(settings.sockets),
            counts: Arc::default(),
            idle: Mutex::default(),
            forms: Mutex::default(),
            finding_out: tokio::sync::Mutex::default(),
            signing_in: tokio::sync::Mutex::new(SignedIn::Never),
            settings,
        })
    }

    /// The same client, of a server that is known to take these forms of commands.
    #[must_use]
    pub fn knowing(mut self, forms: Forms) -> Self {
        *self.forms.get_mut().unwrap_or_else(PoisonError::into_inner) = forms;
        self
    }

    /// Who signed in, and what the server says of the account. Signs in if nobody has.
    pub async fn login(&self) -> Result<Arc<Login>, OcipError> {
        if let SignedIn::As(login) = &*self.signing_in.lock().await {
            return Ok(Arc::clone(login));
        }
        let _place = self.sockets.place().await;
        let session = self.session().await?;
        let login = session.login.clone();
        self.keep(session);
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
        self.locked_forms().settled(family)
    }

    /// Remembers which form the server takes.
    pub fn settle(&self, family: Family, form: usize) {
        self.locked_forms().settle(family, form);
    }

    /// Everything known of the server's forms.
    pub fn forms(&self) -> Forms {
        self.locked_forms().clone()
    }

    /// Changes something, in one document of at most [`MOST_COMMANDS`]: one outcome a command, in order. It is sent
    /// once; only what was certainly not carried out is sent again.
    pub async fn write(&self, commands: &[Command]) -> Vec<Result<Result<Element, Fault>, OcipError>> {
        let _place = self.sockets.place().await;
        let outcomes = match self.write_document(commands).await {
            Ok(outcomes) => outcomes,
            Err(e) => return commands.iter().map(|_| Err(e.clone())).collect(),
        };
        outcomes.into_iter().map(Outcome::told).collect()
    }

    /// What was sent so far.
    pub fn sent(&self) -> Sent {
        self.counts.so_far()
    }

    /// Logs every session out.
    pub async fn close(&self) {
        let sessions = std::mem::take(&mut *self.idle());
        futures_util::future::join_all(sessions.into_iter().map(Session::log_out)).await;
    }

    async fn write_document(&self, commands: &[Command]) -> Result<Vec<Outcome>, OcipError> {
        loop {
            let (mut session, is_fresh) = match self.take_idle() {
                Some(session) => (session, false),
                None => (self.session().await?, true),
            };
            let called = match session.check().await {
                Ok(()) => session.call(commands).await,
                Err(e) => Err(e),
            };
            match called {
                Ok(outcomes) => {
                    self.sockets.fine();
                    self.keep(session);
                    return Ok(outcomes);
                }
                // It was over before anything was sent. Each turn uses up an idle one.
                Err(OcipError::Unreachable(_)) if !is_fresh => {}
                Err(e) => {
                    self.sockets.trouble();
                    return Err(e);
                }
            }
        }
    }

    async fn read_document(&self, commands: &[Command]) -> Result<Vec<Result<Element, Fault>>, OcipError> {
        let mut attempt = 1;
        loop {
            let error = match self.read_once(commands).await {
                Ok(answers) => return Ok(answers),
                Err(e) => e,
            };
            let was_there = matches!(&*self.signing_in.lock().await, SignedIn::As(_));
            let is_final = matches!(error, OcipError::NotAllowed(_)) || !was_there;
            if is_final || attempt == MOST_READS {
                return Err(error);
            }
            tokio::time::sleep(FIRST_PAUSE * 2_u32.pow(attempt - 1)).await;
            attempt += 1;
        }
    }

    async fn read_once(&self, commands: &[Command]) -> Result<Vec<Result<Element, Fault>>, OcipError> {
        let _place = self.sockets.place().await;
        let mut session = match self.take_idle() {
            Some(session) => session,
            None => self.session().await?,
        };
        let outcomes = session.call(commands).await.inspect_err(|e| {
            if !matches!(e, OcipError::Unreachable(_)) {
                self.sockets.trouble();
            }
        })?;
        self.sockets.fine();
        self.keep(session);
        outcomes.into_iter().map(Outcome::told).collect()
    }

    /// A new session, signed in.
    async fn session(&self) -> Result<Session, OcipError> {
        let mut signed_in = self.signing_in.lock().await;
        match &*signed_in {
            SignedIn::Refused(error) => return Err(error.clone()),
            // It worked before, and may again at the same time.
            SignedIn::As(_) => drop(signed_in),
            SignedIn::Never => {
                let session = self.sign_in().await;
                match &session {
                    Ok(Session { login: Some(login), .. }) => *signed_in = SignedIn::As(Arc::clone(login)),
                    Err(e @ OcipError::NotAllowed(_)) => *signed_in = SignedIn::Refused(e.clone()),
                    _ => {}
                }
                return session;
            }
        }
        let session = self.sign_in().await;
        if let Err(e @ OcipError::NotAllowed(_)) = &session {
            *self.signing_in.lock().await = SignedIn::Refused(e.clone());
        }
        session
    }

    async fn connect(&self) -> Result<Box<dyn Wire>, OcipError> {
        let Settings { address, timeout, ca_file, .. } = &self.settings;
        Ok(match address {
            Address::Socket { host, port, .. } => {
                Box::new(Tcp::connect(host, *port, self.tls.clone(), *timeout).await?)
            }
            Address::Soap(url) => Box::new(Soap::prepare(url, ca_file.as_deref(), *timeout)?),
        })
    }

    async fn sign_in(&self) -> Result<Session, OcipError> {
        let Credentials { user, password } = &self.settings.credentials;
        let mut session = Session::on(self.connect().await?, Arc::clone(&self.counts));
        // Where others can read along, the password itself is not sent.
        let first = if self.settings.address.is_encrypted() { self.form(LOGIN).unwrap_or(0) } else { DIGEST };
        for form in first..LOGIN.forms {
            let answer = if form == DIGEST {
                let nonce = match one(session.call(&[login::nonce(user)]).await?)? {
                    Ok(answer) => answer.value("nonce").unwrap_or_default().to_owned(),
                    Err(fault) => return Err(refused(user, &fault)),
                };
                one(session.call(&[login::digest(user, password, &nonce)]).await?)?
            } else {
                one(session.call(&[login::plain(form, user, password)]).await?)?
            };
            match answer {
                Ok(answer) => {
                    if self.settings.address.is_encrypted() {
                        self.settle(LOGIN, form);
                    }
                    session.login = Some(Arc::new(Login::read(user, &answer)));
                    return Ok(session);
                }
                Err(fault) if fault.is(Fault::UNKNOWN_COMMAND) && form != DIGEST => {}
                Err(fault) => return Err(refused(user, &fault)),
            }
        }
        Err(OcipError::NotAllowed("the server knows none of the ways to sign in".to_owned()))
    }

    fn take_idle(&self) -> Option<Session> {
        let mut idle = self.idle();
        idle.retain(|session| !session.is_worn());
        idle.pop()
    }

    fn keep(&self, session: Session) {
        self.idle().push(session);
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Session>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn locked_forms(&self) -> MutexGuard<'_, Forms> {
        self.forms.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn one(outcomes: Vec<Outcome>) -> Result<Result<Element, Fault>, OcipError> {
    outcomes.into_iter().next().ok_or_else(|| OcipError::garbled("it holds no answer"))?.told()
}

/// Why a login was refused, and that it is not tried again.
fn refused(user: &str, fault: &Fault) -> OcipError {
    let why = match fault.code {
        Some(Fault::WRONG_PASSWORD) => "its password is wrong; another try would count towards its lock-out".to_owned(),
        Some(Fault::DISABLED) => "the account is disabled".to_owned(),
        _ => fault.summary.clone(),
    };
    OcipError::NotAllowed(format!("BroadWorks refuses the login {user}: {why}"))
}
