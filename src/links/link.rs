//! A recovery link as it stands: two clocks, one session, one end.

use jiff::Timestamp;

use crate::api::LinkBody;
use crate::db::{DbError, Row};
use crate::domain::{LinkEnd, Reference};

/// A recovery link. Times are the server's.
#[derive(Clone, PartialEq, Eq)]
pub struct Link {
    /// Its id.
    pub id: String,
    /// For whom.
    pub user_id: String,
    /// The run that asked for it.
    pub run_id: Option<String>,
    /// When it was asked for.
    pub queued_at: Timestamp,
    /// When the mail server first took its mail.
    pub handed_over_at: Option<Timestamp>,
    /// Until when its session can be started, counted from the hand-over.
    pub openable_until: Option<Timestamp>,
    /// When its mail was refused for good.
    pub failed_at: Option<Timestamp>,
    /// When its session began.
    pub started_at: Option<Timestamp>,
    /// When its session ends, whatever happens.
    pub deadline: Option<Timestamp>,
    /// What the forms of its session hold, to show that they come from its pages.
    pub form_key: Option<String>,
    /// When the application password was last changed by it.
    pub application_changed_at: Option<Timestamp>,
    /// When a voice portal passcode was last made by it.
    pub voice_portal_changed_at: Option<Timestamp>,
    /// How many passcodes were made by it.
    pub passcodes: u64,
    /// Until when it takes no answer.
    pub paused_until: Option<Timestamp>,
    /// How often it was answered wrongly.
    pub wrong_answers: u64,
    /// How often it was read, by people and machines.
    pub visits: u64,
    /// When and how it was ended, if something ended it before its time ran out.
    pub ended: Option<(Timestamp, LinkEnd)>,
}

/// How far a link came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// Link and mail order are stored.
    Queued,
    /// The mail server has taken the mail.
    HandedOver,
    /// The mail server refused the mail for good.
    MailFailed,
    /// Its session is under way.
    Started,
    /// It can no longer be opened.
    Ended(LinkEnd),
}

impl Link {
    /// How far it came by this moment.
    pub fn state(&self, now: Timestamp) -> LinkState {
        if let Some((_, end)) = self.ended {
            return LinkState::Ended(end);
        }
        match (self.deadline.or(self.openable_until), self.deadline) {
            (Some(until), _) if until <= now => LinkState::Ended(LinkEnd::Expired),
            (_, Some(_)) => LinkState::Started,
            _ if self.handed_over_at.is_some() => LinkState::HandedOver,
            _ if self.failed_at.is_some() => LinkState::MailFailed,
            _ => LinkState::Queued,
        }
    }

    /// When something was last changed by it.
    pub fn changed_at(&self) -> Option<Timestamp> {
        self.application_changed_at.max(self.voice_portal_changed_at)
    }

    /// What its user tells the help desk.
    pub fn reference(&self) -> Reference {
        Reference::of(&self.id)
    }

    /// The link as reports tell it.
    pub fn told(&self, now: Timestamp) -> LinkBody {
        let (state, end) = match self.state(now) {
            LinkState::Queued => ("queued", None),
            LinkState::HandedOver => ("handed_over", None),
            LinkState::MailFailed => ("mail_failed", None),
            LinkState::Started => ("started", None),
            LinkState::Ended(end) => ("ended", Some(end.told().to_owned())),
        };
        let text = |at: Option<Timestamp>| at.map(|at| at.to_string());
        LinkBody {
            id: self.id.clone(),
            user_id: self.user_id.clone(),
            run_id: self.run_id.clone(),
            state: state.to_owned(),
            end,
            queued_at: self.queued_at.to_string(),
            handed_over_at: text(self.handed_over_at),
            openable_until: text(self.openable_until),
            started_at: text(self.started_at),
            deadline: text(self.deadline),
            changed_at: text(self.changed_at()),
            reference: self.reference().to_string(),
            visits: self.visits,
            wrong_answers: self.wrong_answers,
        }
    }
}

impl Link {
    /// A row of `recovery_links`.
    pub(crate) fn read(row: &Row) -> Result<Self, DbError> {
        let end = row.text_or_null("end_reason")?.and_then(|word| LinkEnd::from_word(&word));
        Ok(Self {
            id: row.text("id")?,
            user_id: row.text("user_id")?,
            run_id: row.text_or_null("run_id")?,
            queued_at: row.time_or_null("queued_at")?.unwrap_or_default(),
            handed_over_at: row.time_or_null("handed_over_at")?,
            openable_until: row.time_or_null("openable_until")?,
            failed_at: row.time_or_null("failed_at")?,
            started_at: row.time_or_null("started_at")?,
            deadline: row.time_or_null("deadline")?,
            form_key: row.text_or_null("form_key")?,
            application_changed_at: row.time_or_null("application_changed_at")?,
            voice_portal_changed_at: row.time_or_null("voice_portal_changed_at")?,
            passcodes: row.count("passcodes")?,
            paused_until: row.time_or_null("paused_until")?,
            wrong_answers: row.count("wrong_answers")?,
            visits: row.count("visits")?,
            ended: row.time_or_null("ended_at")?.map(|at| (at, end.unwrap_or(LinkEnd::Expired))),
        })
    }
}
