//! How mails are made and handed over.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use lettre::Message;
use url::Url;

use super::Mailing;
use super::challenge::{Asks, Challenge};
use super::letter::Letters;
use crate::api::LetterBody;
use crate::directory::{Directory, DirectoryError};
use crate::domain::{Clock, Email, User, UserId};
use crate::mail::{Letter, MailError, Mailer, Sender, letters_only};

/// Letters of a Message-ID.
const MAIL_ID_LENGTH: usize = 30;

/// Makes the mails of a provider, and hands them over.
pub struct Delivery {
    /// What takes the mails.
    pub mailer: Box<dyn Mailer>,
    /// From whom they come.
    pub sender: Sender,
    /// What links begin with. Never taken from a request.
    pub public_url: Url,
    /// How long a link can be opened after its first hand-over.
    pub link_life: SignedDuration,
    /// Whether a link asks anything before its session starts.
    pub asks: bool,
    /// What the mails say.
    pub letters: Letters,
    /// Where the users are.
    pub directory: Arc<dyn Directory>,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

impl Delivery {
    /// The mail that brings a token.
    pub(super) fn link_mail(&self, user: &User, to: &Email, token: &str) -> Result<LinkMail, MailError> {
        let (id, now) = (letters_only(MAIL_ID_LENGTH), self.clock.now());
        let openable_until = now + self.link_life;
        let (link, not_me) = (self.address(&["r", token]), self.address(&["r", token, "not-me"]));
        let letter = |challenge: &Challenge| {
            self.letters.link(user, to.clone(), link.as_str(), not_me.as_str(), openable_until, challenge)
        };
        let asks = Asks::unanswered_by(user, |challenge| letter(challenge).legible(&self.sender, &id, now))?;
        let letter = letter(&if self.asks { Challenge::of(user, asks) } else { Challenge::Nothing });
        Ok(LinkMail { mail: letter.clone().into_mail(&self.sender, &id, now)?, letter, asks, openable_until })
    }

    fn address(&self, path: &[&str]) -> Url {
        let mut url = self.public_url.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(path);
        }
        url
    }

    /// Hands a letter over.
    pub(super) async fn hand_over(&self, letter: Letter) -> Result<(), MailError> {
        let mail = letter.into_mail(&self.sender, &letters_only(MAIL_ID_LENGTH), self.clock.now())?;
        self.mailer.hand_over(&mail).await
    }
}

/// The finished mail that brings a token.
pub(super) struct LinkMail {
    /// The mail.
    pub(super) mail: Message,
    /// What it says.
    letter: Letter,
    /// What its token asks.
    pub(super) asks: Asks,
    /// Until when the mail says that it can be opened.
    pub(super) openable_until: Timestamp,
}

#[async_trait::async_trait]
impl Mailing for Delivery {
    async fn preview(&self, user: &UserId) -> Result<LetterBody, DirectoryError> {
        let user = self.directory.user(user).await?;
        let to = user.email.clone();
        let to = to.ok_or_else(|| DirectoryError::Refused(format!("{} has no email programmed", user.user_id)))?;
        let LinkMail { letter, .. } =
            self.link_mail(&user, &to, "EXAMPLE").map_err(|e| DirectoryError::Refused(e.to_string()))?;
        Ok(LetterBody { to: letter.to.to_string(), subject: letter.subject, text: letter.text, html: letter.html })
    }

    async fn test_mail(&self, to: &Email) -> Result<(), DirectoryError> {
        let letter = self.letters.test(to.clone(), self.clock.now());
        self.hand_over(letter).await.map_err(|e| match e {
            MailError::Later(why) => DirectoryError::Unreachable(why),
            MailError::Never(why) => DirectoryError::Refused(why),
        })
    }
}
