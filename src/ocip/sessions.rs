//! The sessions of a client: signed in when they are needed, kept while they are good, and said goodbye to.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustls::ClientConfig;

use super::answer::Element;
use super::client::Settings;
use super::counts::{Counts, Sent};
use super::forms::Known;
use super::login::{self, DIGEST, LOGIN, Login};
use super::session::{Credentials, Outcome, Session, Wire};
use super::soap::Soap;
use super::tcp::Tcp;
use super::{Address, Fault, OcipError, tls};

pub(super) struct Sessions {
    settings: Settings,
    tls: Option<Arc<ClientConfig>>,
    counts: Arc<Counts>,
    idle: Mutex<Vec<Session>>,
    /// Held while a session signs in, until the first one has: a wrong password is tried once, not by every socket.
    signed_in: tokio::sync::Mutex<SignedIn>,
    forms: Arc<Known>,
}

enum SignedIn {
    Never,
    As(Arc<Login>),
    Refused(OcipError),
}

impl Sessions {
    pub(super) fn new(settings: Settings, forms: Arc<Known>) -> Result<Self, OcipError> {
        let tls = match &settings.address {
            Address::Socket { tls: true, .. } => Some(Arc::new(tls::config(settings.ca_file.as_deref())?)),
            _ => None,
        };
        let signed_in = tokio::sync::Mutex::new(SignedIn::Never);
        Ok(Self { settings, tls, counts: Arc::default(), idle: Mutex::default(), signed_in, forms })
    }

    /// Who signed in; `None`: nobody yet. A login that was refused stays refused.
    pub(super) async fn login(&self) -> Result<Option<Arc<Login>>, OcipError> {
        match &*self.signed_in.lock().await {
            SignedIn::Never => Ok(None),
            SignedIn::As(login) => Ok(Some(Arc::clone(login))),
            SignedIn::Refused(error) => Err(error.clone()),
        }
    }

    /// A session: one that lies idle, or a fresh one (`true`), signed in. One that is asked for `anew` takes the place
    /// of an idle one, so that there are never more sockets than may be used.
    pub(super) async fn lend(&self, anew: bool) -> Result<(Session, bool), OcipError> {
        let worn: Vec<Session> = self.idle().extract_if(.., |session| session.is_worn()).collect();
        futures_util::future::join_all(worn.into_iter().map(Session::log_out)).await;
        let idle = self.idle().pop();
        match idle {
            Some(session) if !anew => return Ok((session, false)),
            Some(session) => session.log_out().await,
            None => {}
        }
        Ok((self.sign_in().await?, true))
    }

    /// Takes a session back that is still good.
    pub(super) fn keep(&self, session: Session) {
        self.idle().push(session);
    }

    pub(super) fn sent(&self) -> Sent {
        self.counts.so_far()
    }

    /// Logs every session out.
    pub(super) async fn close(&self) {
        let sessions = std::mem::take(&mut *self.idle());
        futures_util::future::join_all(sessions.into_iter().map(Session::log_out)).await;
    }

    async fn sign_in(&self) -> Result<Session, OcipError> {
        let signed_in = self.signed_in.lock().await;
        let first = match &*signed_in {
            SignedIn::Refused(error) => return Err(error.clone()),
            SignedIn::Never => Some(signed_in),
            // It worked before, and may again for several at the same time.
            SignedIn::As(_) => {
                drop(signed_in);
                None
            }
        };
        let session = self.new_session().await;
        let told = match &session {
            Ok((_, login)) => SignedIn::As(Arc::clone(login)),
            Err(e @ OcipError::NotAllowed(_)) => SignedIn::Refused(e.clone()),
            Err(e) => return Err(e.clone()),
        };
        match first {
            Some(mut signed_in) => *signed_in = told,
            None => *self.signed_in.lock().await = told,
        }
        session.map(|(session, _)| session)
    }

    async fn new_session(&self) -> Result<(Session, Arc<Login>), OcipError> {
        let Credentials { user, password } = &self.settings.credentials;
        let mut session = Session::on(self.connect().await?, Arc::clone(&self.counts));
        // Where others can read along, the password itself is not sent.
        let has_choice = self.settings.address.is_encrypted();
        let first = if has_choice { self.forms.settled(LOGIN).unwrap_or(0) } else { DIGEST };
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
                    if has_choice {
                        self.forms.settle(LOGIN, form);
                    }
                    let login = Arc::new(Login::read(user, &answer));
                    session.login = Some(Arc::clone(&login));
                    return Ok((session, login));
                }
                Err(fault) if fault.is(Fault::UNKNOWN_COMMAND) && form != DIGEST => {}
                Err(fault) => return Err(refused(user, &fault)),
            }
        }
        Err(OcipError::NotAllowed("the server knows none of the ways to sign in".to_owned()))
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

    fn idle(&self) -> MutexGuard<'_, Vec<Session>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
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
