//! What the landing page, and the page that ends a link, show.

use axum::http::{StatusCode, header};
use axum::response::Response;
use jiff::SignedDuration;
use maud::{Markup, html};

use super::Site;
use super::cookies::landing_proof;
use super::page::Page;
use crate::recovery::{Challenge, Purpose, Visit, hidden_from, hidden_id};
use crate::texts::fill;

impl Site {
    /// The page with the question. `wrong` is what was wrong with the last answer.
    pub(super) fn ask(
        &self,
        token: &str,
        visit: &Visit,
        purpose: Purpose,
        status: StatusCode,
        wrong: Option<&str>,
    ) -> Response {
        let t = self.texts();
        let prefix = self.prefix();
        let (id, location) =
            (hidden_id(&visit.user, &visit.challenge), hidden_from(&visit.user, visit.user.location.as_str()));
        let question = match &visit.challenge {
            Challenge::Numbers { extension: Some(_), last_four: Some(_) } => {
                Some((t.ask_numbers, t.ask_numbers_hint, "numeric"))
            }
            Challenge::Numbers { last_four: None, .. } => Some((t.ask_extension, t.ask_extension_hint, "numeric")),
            Challenge::Numbers { .. } => Some((t.ask_last_four, t.ask_last_four_hint, "numeric")),
            Challenge::UserId(_) => Some((t.ask_user_id, t.ask_user_id_hint, "text")),
            Challenge::Nothing => None,
        };
        // To the full minute after it: whoever comes when the page says finds the link open.
        let paused = visit.paused_until().map(|until| until + SignedDuration::from_secs(59));
        let paused = paused.map(|until| self.delivery.letters.from(t.hour, until, &visit.challenge));
        let paused = paused.map(|until| fill(t.paused, &[("until", &until)]));
        let action = match purpose {
            Purpose::Start => format!("{prefix}/r/{token}"),
            Purpose::NotMe => format!("{prefix}/r/{token}/not-me"),
        };
        let body = html! {
            p { (fill(t.landing_about, &[("id", &id), ("location", &location)])) }
            @match purpose {
                Purpose::Start => (self.about_start(visit)),
                Purpose::NotMe if visit.link.started_at.is_some() => {
                    p.bad { (t.not_me_started) }
                    p { (t.not_me_end_it) }
                },
                Purpose::NotMe => { p { (t.not_me_about) } @if question.is_some() { p.quiet { (t.not_me_why) } } },
            }
            @for text in wrong.into_iter().chain(paused.as_deref()) { p.bad #wrong role="alert" { (text) } }
            form method="post" action=(action) {
                input type="hidden" name="form" value=(landing_proof(token));
                @if let Some((label, hint, keyboard)) = question {
                    label for="answer" { (label) }
                    p.hint #hint { (hint) }
                    input #answer type="text" name="answer" inputmode=(keyboard) autocomplete="off" autocapitalize="none"
                        spellcheck="false" maxlength="200" aria-describedby=(if wrong.is_some() { "wrong hint" } else { "hint" }) aria-invalid=[wrong.map(|_| "true")];
                }
                button { @match purpose { Purpose::Start => (t.start), Purpose::NotMe => (t.not_me_stop) } }
            }
            @if purpose == Purpose::Start {
                p.quiet { (t.landing_safe) }
                @if let Some(help) = &self.delivery.letters.brand.help { p.quiet { (hidden_from(&visit.user, help)) } }
                p.quiet { a href={ (prefix) "/r/" (token) "/not-me" } { (t.landing_not_me) } }
            } @else {
                p.quiet { a href={ (prefix) "/r/" (token) } { (t.back) } }
            }
        };
        let title = if purpose == Purpose::Start { t.landing_title } else { t.not_me_title };
        let mut response = self.page(&Page::new(status, title, body));
        response.headers_mut().extend(self.set_landing(token).map(|cookie| (header::SET_COOKIE, cookie)));
        response
    }

    fn about_start(&self, visit: &Visit) -> Markup {
        let t = self.texts();
        let minutes = t.in_minutes(self.sessions.life().as_secs());
        let until = |words, until| self.delivery.letters.until(words, until, &visit.challenge);
        html! {
            @if let Some(deadline) = visit.link.deadline {
                p { (fill(t.landing_under_way, &[("until", &until(t.hour, deadline))])) }
            } @else {
                @if let Some(openable_until) = visit.link.openable_until {
                    p { (fill(t.landing_until, &[("until", &until(t.moment, openable_until))])) }
                }
                p { (fill(t.landing_session, &[("minutes", &minutes)])) }
            }
        }
    }
}
