//! What the session page shows.

use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::Site;
use super::page::Page;
use super::rule_list;
use crate::domain::{APPLICATIONS, Secret};
use crate::recovery::Visit;
use crate::rules::{RuleId, Violation};
use crate::texts::fill;

/// What came of the last form.
#[derive(Default)]
pub(super) struct Shown {
    /// What was wrong with a password, and whether it was too weak.
    pub(super) refused: Option<(Vec<Violation>, bool)>,
    /// Why the password was not taken where the user lives.
    pub(super) declined: Option<String>,
    /// The password that was refused, for the ticks; it is not sent back.
    pub(super) typed: Option<Secret>,
    /// The two passwords differed.
    pub(super) not_the_same: bool,
    /// The passcode that was made.
    pub(super) passcode: Option<Secret>,
    /// A passcode was made meanwhile.
    pub(super) stale_passcode: bool,
}

impl Site {
    pub(super) async fn show(&self, visit: &Visit, status: StatusCode, shown: &Shown) -> Response {
        let t = self.texts();
        let password = match self.password_part(visit, shown).await {
            Ok(part) => part,
            Err(e) => return self.failed(&e),
        };
        let body = html! {
            p { strong { (visit.user.full_name()) } ", " (visit.user.location) }
            (password)
            (self.passcode_part(visit, shown))
            section {
                p { (t.done_about) }
                form method="post" action=(self.action(visit, "done")) {
                    (proof(visit))
                    button.plain { (t.done) }
                }
            }
        };
        let panel = Some(self.panel(visit));
        self.page(&Page { panel, ..Page::new(status, t.session_title, body) })
    }

    /// Where a form of the session goes. What is behind `#` leads the eye to where the answer stands.
    fn action(&self, visit: &Visit, what: &str) -> String {
        format!("{}/r/session/{}/{what}", self.prefix(), visit.link.id)
    }

    /// The time left: the end as an hour, which the script turns into a countdown.
    fn panel(&self, visit: &Visit) -> Markup {
        let t = self.texts();
        let deadline = visit.link.deadline.unwrap_or(visit.now);
        let session = format!("{}/r/session/{}", self.prefix(), visit.link.id);
        html! {
            div.panel #clock data-deadline=(deadline.as_millisecond()) data-now=(visit.now.as_millisecond())
                data-session=(session) data-five=(t.five_minutes) data-one=(t.one_minute) {
                p #countdown hidden role="timer" aria-live="off" { span { (t.time_left) } " " strong {} }
                p { (fill(t.ends_at, &[("until", &self.hour(deadline))])) }
                p.sr #announcement role="status" {}
            }
        }
    }

    async fn password_part(&self, visit: &Visit, shown: &Shown) -> Result<Markup, crate::directory::DirectoryError> {
        let t = self.texts();
        let rules = self.sessions.rules(visit).await?;
        let verdict = shown.typed.as_ref().map(|typed| self.sessions.judge(visit, &rules, typed).verdict);
        let (violations, is_weak) = shown.refused.as_ref().map_or((&[][..], false), |(v, weak)| (v.as_slice(), *weak));
        let broken: Vec<RuleId> = violations.iter().map(|violation| violation.rule).collect();
        let is_wrong = shown.refused.is_some() || shown.declined.is_some() || shown.not_the_same;
        let saved = visit.link.application_changed_at.filter(|_| !is_wrong);
        let strengths: Vec<&str> = t.strengths.split('|').collect();
        Ok(html! {
            section aria-labelledby="password-title" {
                h2 #password-title { (t.password_title) }
                p { (fill(t.password_opens, &[("applications", &APPLICATIONS.join(", "))])) }
                @if let Some(at) = saved {
                    p.good role="status" { (fill(t.password_saved, &[("at", &self.hour(at))])) }
                }
                @if is_wrong {
                    div.bad #wrong role="alert" {
                        p { strong { (t.password_refused) } }
                        ul {
                            @for violation in violations { li { (violation.message) } }
                            @if let Some(why) = &shown.declined { li { (why) } }
                            @if is_weak { li { (t.too_weak) } }
                            @if shown.not_the_same { li { (t.not_the_same) } }
                        }
                    }
                }
                form #password-form method="post" action=(self.action(visit, "application#password-title")) data-check=(self.action(visit, "check")) {
                    (proof(visit))
                    label for="username" { (t.user_id) }
                    input #username type="text" name="username" autocomplete="username" readonly value=(visit.user.user_id);
                    label for="password" { (t.password_label) }
                    div.reveal {
                        input #password type="password" name="password" autocomplete="new-password" autocapitalize="none"
                            spellcheck="false" required aria-describedby=(if is_wrong { "wrong rules" } else { "rules" }) aria-invalid=[is_wrong.then_some("true")];
                        button.plain #reveal type="button" hidden aria-controls="password" data-hide=(t.hide) { (t.show) }
                    }
                    noscript {
                        label for="again" { (t.password_again) }
                        input #again type="password" name="again" autocomplete="new-password" required;
                    }
                    p.meter #strength hidden data-strengths=(strengths.join("|")) { (t.strength) ": " strong {} }
                    p.label { (t.password_rules) }
                    (rule_list::list(t, &rules, verdict.as_ref(), &broken))
                    button { (t.password_save) }
                }
            }
        })
    }

    fn passcode_part(&self, visit: &Visit, shown: &Shown) -> Markup {
        let t = self.texts();
        let made = visit.link.voice_portal_changed_at;
        html! {
            section aria-labelledby="passcode-title" {
                h2 #passcode-title { (t.passcode_title) }
                @if let Some(passcode) = &shown.passcode {
                    div.good role="status" {
                        p.label { (t.passcode_is) }
                        p.passcode #passcode { (grouped(passcode)) }
                        p { (t.passcode_once) }
                    }
                    p { (t.passcode_next) }
                    @if let Some(how) = &self.delivery.letters.brand.voice_portal { p { (how) } }
                } @else {
                    @if shown.stale_passcode { p.bad role="alert" { (t.passcode_stale) } }
                    @if let Some(at) = made {
                        p.good { (fill(t.passcode_made, &[("at", &self.hour(at))])) }
                    }
                    p { (t.passcode_about) }
                }
                form method="post" action=(self.action(visit, "voice-portal#passcode-title")) {
                    (proof(visit))
                    input type="hidden" name="passcodes" value=(visit.link.passcodes);
                    @let label = if made.is_some() { t.passcode_make_another } else { t.passcode_make };
                    button.plain[made.is_some()] { (label) }
                }
            }
        }
    }
}

fn proof(visit: &Visit) -> Markup {
    html! { input type="hidden" name="form" value=(visit.link.form_key.as_deref().unwrap_or_default()); }
}

/// Digits in pairs, and read out one by one. The gaps are drawn, so that whoever copies the pairs copies the
/// passcode.
fn grouped(passcode: &Secret) -> Markup {
    let digits: Vec<char> = passcode.expose().chars().collect();
    let read: Vec<String> = digits.iter().map(ToString::to_string).collect();
    html! {
        @for pair in digits.chunks(2) { span aria-hidden="true" { (pair.iter().collect::<String>()) } }
        span.sr { (read.join(" ")) }
    }
}
