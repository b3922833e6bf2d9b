//! Every text that end users read, in mails, on the recovery site and on paper: one catalogue a language.
//!
//! How a secret is read aloud is beside it.
//!
//! A text may hold `{names}`, which [`fill`] replaces. A language is a [`Texts`]; none can lack a text.

mod english;
mod spoken;

pub use english::ENGLISH;
pub use spoken::spoken;

/// A text with its `{names}` replaced by values. What a value holds is never looked at again.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        filled.push_str(before);
        filled.push_str(values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// The texts of one language.
        #[derive(Clone, Copy, Debug)]
        pub struct Texts { $($(#[$doc])* pub $name: &'static str,)* }

        impl Texts {
            /// Every text with its name.
            pub fn all(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($name), self.$name)),*]
            }
        }
    };
}

texts! {
    /// The language's tag (BCP 47).
    language,
    /// How a moment is told, in the words of strftime; the zone's short name follows.
    moment,
    /// How an hour of today is told, likewise.
    hour,
    /// One minute.
    minute,
    /// More of them: {n}.
    minutes,

    /// Greeting with {name}.
    hello_name,
    /// Greeting without one.
    hello,
    /// Who someone without a name is, by {id}.
    user_id_is,
    /// Subject of the mail with a link: {who}, {location}, {id}.
    link_subject,
    /// Why it comes: {id}, {location}.
    link_about,
    /// What the link is for: {applications}.
    link_opens,
    /// The button of the mail, and of the page it leads to.
    reset,
    /// Until when: {until}, {minutes}.
    link_deadline,
    /// What it will ask: either number.
    link_asks_numbers,
    /// What it will ask: the extension.
    link_asks_extension,
    /// What it will ask: the number's last four digits.
    link_asks_last_four,
    /// What it will ask: the user id.
    link_asks_user_id,
    /// What to do with an unexpected mail.
    link_ignore,
    /// The link that ends the link.
    not_me,
    /// Subject of the mail after a change: {what}, {id}.
    changed_subject,
    /// Its title: {what}.
    changed_title,
    /// What was changed: {what}, {id}, {location}, {at}.
    changed_about,
    /// A temporary passcode has to be changed.
    changed_passcode,
    /// What to do if it was somebody else.
    changed_not_you,
    /// Subject of the mail to an old address: {id}.
    email_changed_subject,
    /// Its title.
    email_changed_title,
    /// What happened: {id}, {location}.
    email_changed_about,
    /// What to do if that is wrong.
    email_changed_not_you,
    /// Subject of the test mail.
    test_subject,
    /// What it says: {at}.
    test_about,
    /// The application password, in a sentence.
    application,
    /// The voice portal passcode, in a sentence.
    voice_portal,
    /// Who sends, where the provider has no name.
    provider,

    /// Title of the landing page.
    landing_title,
    /// Whose link it is: {id}, {location}.
    landing_about,
    /// Until when: {until}.
    landing_until,
    /// How long a session lasts: {minutes}.
    landing_session,
    /// A session is under way: {until}.
    landing_under_way,
    /// The question for either number.
    ask_numbers,
    /// Its explanation.
    ask_numbers_hint,
    /// The question for the extension.
    ask_extension,
    /// Its explanation.
    ask_extension_hint,
    /// The question for the number's last four digits.
    ask_last_four,
    /// Its explanation.
    ask_last_four_hint,
    /// The question for the user id.
    ask_user_id,
    /// Its explanation.
    ask_user_id_hint,
    /// The button.
    start,
    /// Why nobody needs to fear the page.
    landing_safe,
    /// The link to the other page.
    landing_not_me,
    /// Nothing was answered.
    no_answer,
    /// The answer was wrong: {left} are left before a pause.
    wrong_answer,
    /// No answers for a while: {until}.
    paused,
    /// Too many wrong answers from one network.
    too_many,

    /// Title of the page that ends a link.
    not_me_title,
    /// What it does.
    not_me_about,
    /// Why it asks, too.
    not_me_why,
    /// Somebody has started already.
    not_me_started,
    /// What it does then.
    not_me_end_it,
    /// Its button.
    not_me_stop,
    /// It was done.
    stopped_title,
    /// What that means.
    stopped_about,
    /// What that means when something was changed by it before.
    stopped_too_late,
    /// What to do then.
    stopped_tell,

    /// Title of the session page.
    session_title,
    /// Label of the countdown.
    time_left,
    /// Until when: {until}.
    ends_at,
    /// Said at 5 minutes.
    five_minutes,
    /// Said at 1 minute.
    one_minute,
    /// Label of the user id.
    user_id,
    /// Heading of the first part.
    password_title,
    /// What it opens: {applications}.
    password_opens,
    /// Label of the field.
    password_label,
    /// Label of the second field, without scripts.
    password_again,
    /// Button that shows it.
    show,
    /// Button that hides it.
    hide,
    /// Heading of the rules.
    password_rules,
    /// Said of a rule that is met.
    rule_met,
    /// Said of a rule that is broken.
    rule_broken,
    /// Said of a rule that only saving can judge.
    rule_later,
    /// Label of the strength.
    strength,
    /// The five strengths, from the weakest, with `|` between.
    strengths,
    /// Why a weak one is refused.
    too_weak,
    /// The two were not the same.
    not_the_same,
    /// The button.
    password_save,
    /// It was saved: {at}.
    password_saved,
    /// Heading over what is wrong.
    password_refused,
    /// Heading of the second part.
    passcode_title,
    /// What it is.
    passcode_about,
    /// The button.
    passcode_make,
    /// The button, once there is one.
    passcode_make_another,
    /// Heading over the passcode.
    passcode_is,
    /// What to do with it.
    passcode_next,
    /// It is shown once.
    passcode_once,
    /// One was made: {at}.
    passcode_made,
    /// The page was older than what it showed.
    passcode_stale,
    /// Back to the session.
    back,
    /// The button that ends the session.
    done,
    /// What it does.
    done_about,
    /// Title once it is done.
    done_title,

    /// Title of an expired link.
    expired_title,
    /// Its time ran out before anybody started.
    expired_unused,
    /// Its session is over.
    expired_session,
    /// Its session was ended by its user.
    done_ended,
    /// Title of a link that was taken back.
    revoked_title,
    /// By an admin.
    revoked_about,
    /// By the user.
    not_me_ended,
    /// Title of a link with a newer one.
    replaced_title,
    /// What that means.
    replaced_about,
    /// Title of an overtaken link.
    overtaken_title,
    /// By a change of a credential.
    overtaken_about,
    /// By a change of the email.
    email_changed_ended,
    /// Title of a locked link.
    locked_title,
    /// What that means.
    locked_about,
    /// Nothing was changed by it.
    nothing_changed,
    /// The password was changed: {at}.
    password_changed_at,
    /// A passcode was made: {at}.
    passcode_made_at,
    /// What to do now.
    ask_for_another,
    /// What to do now, when everything is well.
    all_well,
    /// For the help desk: {reference}.
    reference,

    /// Title of a page for an unknown token.
    unknown_title,
    /// What that means.
    unknown_about,
    /// Title of a refused form.
    stale_title,
    /// What to do.
    stale_about,
    /// A form could not be read.
    unreadable_about,
    /// Title of a page when something failed here.
    failed_title,
    /// What to do.
    failed_about,

    /// Rules: {n} characters at least.
    rule_min_length,
    /// At most.
    rule_max_length,
    /// Only these: {set}.
    rule_allowed_characters,
    /// Capitals.
    rule_min_upper,
    /// Small letters.
    rule_min_lower,
    /// Digits.
    rule_min_digits,
    /// Special characters: {n}, {set}.
    rule_min_special,
    /// Repeats.
    rule_max_repeat,
    /// Runs.
    rule_max_sequence,
    /// Not the last one.
    rule_not_previous,
    /// Not the last one backwards.
    rule_not_previous_reversed,
    /// Not the user id.
    rule_not_user_id,

    /// Title of a sheet of slips.
    slips_title,
    /// What to do with the sheet; on the screen only.
    slips_about,
    /// Whose slip it is: {id}, {location}.
    slip_user,
    /// What an application password is called, as a heading.
    slip_application,
    /// What it opens: {applications}.
    slip_application_opens,
    /// What a passcode is called, as a heading.
    slip_voice_portal,
    /// What it opens.
    slip_voice_portal_opens,
    /// Before a secret as it is read aloud.
    slip_spoken,
    /// Another has to be chosen.
    slip_must_change,
    /// Another may be chosen.
    slip_may_keep,
    /// How to treat the slip.
    slip_keep,
}

impl Texts {
    /// A length of time in full minutes: `20 minutes`.
    pub fn in_minutes(&self, seconds: i64) -> String {
        match seconds / 60 {
            1 => self.minute.to_owned(),
            n => fill(self.minutes, &[("n", &n.to_string())]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filled_and_values_left_alone() {
        assert_eq!(fill("{a} and {b}{c}", &[("a", "{b}"), ("b", "x")]), "{b} and x");
        assert_eq!(fill("no { end", &[]), "no { end");
    }

    #[test]
    fn every_text_is_there_and_whole() {
        for (name, text) in ENGLISH.all() {
            assert!(!text.trim().is_empty(), "{name}");
            assert_eq!(text.matches('{').count(), text.matches('}').count(), "{name}");
        }
        assert_eq!(ENGLISH.strengths.split('|').count(), 5);
    }
}
