//! Mails to a mail server (RFC 5321), over connections that are kept.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use lettre::Message;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use tokio::time::{Instant, timeout};

use super::smtp_kept::Kept;
use super::smtp_route::{Closed, Route};
use super::{MailError, Mailer};
use crate::domain::Secret;

/// How long one mail may take once a connection is there: many servers look into a mail before they take it.
const LONGEST_HAND_OVER: Duration = Duration::from_mins(2);
/// The most that a connection may take to be ready. With twice the above it stays within what a claim of
/// the outbox lasts.
const LONGEST_OPENING: Duration = Duration::from_secs(50);
/// How long nobody tries again after a refused sign-in or no answer: hundreds of mails must not lock the
/// account, nor each wait as long as the first.
const PAUSE: Duration = Duration::from_secs(30);

/// A mail server.
pub struct Smtp {
    route: Route,
    kept: Kept,
    opening: Duration,
    given_up: Mutex<Option<(Instant, String)>>,
}

impl Smtp {
    /// The server at `host` and `port`, spoken to without encryption. Nothing is connected yet.
    pub fn plain(host: &str, port: u16) -> Self {
        Self::by(Route::plain(host, port))
    }

    /// The same, encrypted by STARTTLS before anything is told. An error: the certificates that this
    /// machine trusts cannot be read.
    pub fn starttls(host: &str, port: u16) -> Result<Self, String> {
        Route::starttls(host, port).map(Self::by)
    }

    /// The same, encrypted from the first byte.
    pub fn implicit_tls(host: &str, port: u16) -> Result<Self, String> {
        Route::implicit_tls(host, port).map(Self::by)
    }

    fn by(route: Route) -> Self {
        Self { route, kept: Kept::default(), opening: LONGEST_OPENING, given_up: Mutex::default() }
    }

    /// The same, signing in on every connection.
    #[must_use]
    pub fn signing_in(mut self, user: String, password: Secret) -> Self {
        self.route.sign_in_as(user, password);
        self
    }

    /// The same, with this as the time that a connection may take to be ready, at most 50 seconds.
    #[must_use]
    pub fn opening_within(mut self, time: Duration) -> Self {
        self.opening = time.min(LONGEST_OPENING);
        self
    }

    async fn open(&self) -> Result<AsyncSmtpConnection, String> {
        let given_up = || self.given_up.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, why)) = given_up().as_ref().filter(|(at, _)| at.elapsed() < PAUSE) {
            return Err(why.clone());
        }
        let opened = timeout(self.opening, self.route.open(self.opening)).await;
        opened.unwrap_or_else(|_| Err(Closed::unanswered())).map_err(|closed| {
            if closed.lasting {
                *given_up() = Some((Instant::now(), closed.why.clone()));
            }
            closed.why
        })
    }

    fn later(&self, why: &str) -> MailError {
        MailError::Later(format!("the mail server {}: {why}", self.route))
    }

    fn refusal(&self, error: &Error) -> MailError {
        if asks_for_sign_in(error) {
            return self.later(&format!("it refused the mail of who is not signed in: {error}"));
        }
        match self.later(&error.to_string()) {
            MailError::Later(message) if error.is_permanent() => MailError::Never(message),
            later => later,
        }
    }
}

#[async_trait]
impl Mailer for Smtp {
    async fn hand_over(&self, mail: &Message) -> Result<(), MailError> {
        let bytes = mail.formatted();
        let mut kept = self.kept.take();
        loop {
            let was_kept = kept.is_some();
            let mut connection = match kept.take() {
                Some(connection) => connection,
                None => self.open().await.map_err(|why| self.later(&why))?,
            };
            // What ends early is dropped, and with it the connection: nobody may go on in a conversation
            // that was left in the middle.
            match timeout(LONGEST_HAND_OVER, connection.send(mail.envelope(), &bytes)).await {
                Ok(Ok(_)) => {
                    self.kept.put(connection);
                    return Ok(());
                }
                // The server was done with a connection that had been idle, or had its fill; a new one will do.
                Ok(Err(e)) if was_kept && is_closing(&e) => {}
                Ok(Err(e)) => return Err(self.refusal(&e)),
                Err(_) => return Err(self.later("it did not take the mail in time")),
            }
        }
    }
}

/// No answer at all, or 421: the server closes the connection.
fn is_closing(error: &Error) -> bool {
    error.status().is_none_or(|code| u16::from(code) == 421)
}

/// These answers (RFC 4954) speak of the sign-in that is missing, not of this one mail.
fn asks_for_sign_in(error: &Error) -> bool {
    error.status().is_some_and(|code| matches!(u16::from(code), 530 | 534 | 535 | 538))
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;

    use super::*;
    use crate::domain::Email;
    use crate::mail::{Letter, Sender};

    /// Hands a mail to a server that says these lines, each once it was told something, and then closes; one
    /// that has nothing to say stays.
    async fn hand_over(said: &'static [&'static str]) -> Result<(), MailError> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut told = BufReader::new(stream.try_clone().unwrap()).lines();
            for line in said {
                let _ = stream.write_all(format!("{line}\r\n").as_bytes());
                told.next();
            }
            if said.is_empty() {
                told.next();
            }
        });
        let letter = Letter {
            to: Email::parse("a@b.example").unwrap(),
            to_name: None,
            subject: "s".to_owned(),
            text: "t".to_owned(),
            html: "h".to_owned(),
            logo: None,
        };
        let sender = Sender::parse("no-reply@acme.example").unwrap();
        let mail = letter.into_mail(&sender, "abc", jiff::Timestamp::UNIX_EPOCH).unwrap();
        let smtp = Smtp::plain("127.0.0.1", port).signing_in("me".to_owned(), Secret::new("hush".to_owned()));
        smtp.opening_within(Duration::from_millis(500)).hand_over(&mail).await
    }

    #[track_caller]
    fn check(handed_over: Result<(), MailError>, says: &str) {
        match handed_over {
            Err(MailError::Later(why)) => assert!(why.contains(says) && !why.contains("hush"), "{why}"),
            other => panic!("{other:?} is not put off"),
        }
    }

    #[tokio::test]
    async fn a_fault_of_the_sign_in_is_none_of_the_mail() {
        check(hand_over(&[]).await, "did not answer in time");
        check(hand_over(&["554 no service"]).await, "554");
        check(hand_over(&["220 mx", "250 mx"]).await, "offers no way to sign in");
        let answers = &["220 mx", "250-mx\r\n250 AUTH PLAIN", "535-5.7.8 you said hush\r\n535 5.7.8 no"];
        check(hand_over(answers).await, "refused (535 5.7.8)");
        let answers = &["220 mx", "250-mx\r\n250 AUTH PLAIN", "235 ok", "530 5.7.0 authenticate first"];
        check(hand_over(answers).await, "not signed in");
        let answers = &["220 mx", "250-mx\r\n250 AUTH PLAIN", "235 ok", "250 ok", "550 no such mailbox"];
        assert!(matches!(hand_over(answers).await, Err(MailError::Never(_))));
    }
}
