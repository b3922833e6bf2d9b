//! Questions. They are asked on a terminal and nowhere else.

use console::Term;
use dialoguer::Confirm;

use super::exit::{Exit, Failure};
use super::ui::Ui;
use crate::domain::{Secret, printable};

/// Asks before something is changed. `yes` answers for the person.
pub(super) fn confirm(ui: &Ui, question: &str, yes: bool) -> Result<(), Failure> {
    if yes {
        return Ok(());
    }
    if !ui.can_ask() {
        return Err(Failure::new(Exit::Unconfirmed, format!("not confirmed, nothing was changed: {question}"))
            .hint("there is no terminal to ask on; add --yes"));
    }
    // With a listener in place Ctrl-C ends the question, not the process, which would leave the cursor hidden.
    let _listener = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt());
    let asked = Confirm::new().with_prompt(printable(question)).default(false);
    // An Enter that nobody waits for would answer the next question.
    let asked = asked.wait_for_newline(true).interact_on(&Term::stderr());
    match asked {
        Ok(true) => Ok(()),
        Ok(false) => Err(Failure::new(Exit::Unconfirmed, "not confirmed, nothing was changed")),
        Err(dialoguer::Error::IO(e)) if e.kind() == std::io::ErrorKind::Interrupted => {
            // What is told next does not stand behind the question.
            let _ = Term::stderr().show_cursor().and_then(|()| Term::stderr().write_line(""));
            Err(Failure::new(Exit::Interrupted, "interrupted, nothing was changed"))
        }
        Err(e) => Err(Failure::new(Exit::Unconfirmed, format!("no answer ({e}), nothing was changed"))),
    }
}

/// Asks whether to go on with what has begun. No is an answer, and so is that nobody can be asked; `None`: interrupted.
pub(super) fn goes_on(ui: &Ui, question: &str) -> Option<bool> {
    match confirm(ui, question, false) {
        Ok(()) => Some(true),
        Err(failure) if failure.exit == Exit::Interrupted => None,
        Err(_) => Some(false),
    }
}

/// Asks for a text.
#[cfg(feature = "broadworks")]
pub(super) fn text(ui: &Ui, what: &str) -> Result<String, Failure> {
    if !ui.can_ask() {
        return Err(Failure::usage(format!("no {what} given, and there is no terminal to ask on")));
    }
    let asked = dialoguer::Input::<String>::new().with_prompt(printable(what)).interact_text_on(&Term::stderr());
    asked.map_err(|e| Failure::new(Exit::Unconfirmed, format!("no {what} was typed: {e}")))
}

/// Asks for a secret, without echo.
pub(super) fn secret(ui: &Ui, what: &str) -> Result<Secret, Failure> {
    if !ui.can_ask() {
        return Err(Failure::usage(format!("no {what} given, and there is no terminal to ask on")));
    }
    // With a listener in place Ctrl-C ends the prompt, not the process, which would leave the terminal without echo.
    let _listener = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt());
    rpassword::prompt_password(format!("{}: ", printable(what))).map(Secret::new).map_err(|e| match e.kind() {
        std::io::ErrorKind::Interrupted => Failure::new(Exit::Interrupted, "interrupted, nothing was changed"),
        _ => Failure::new(Exit::Unconfirmed, format!("no {what} was typed: {e}")),
    })
}

/// Asks for a new secret twice.
pub(super) fn new_secret(ui: &Ui, what: &str) -> Result<Secret, Failure> {
    let first = secret(ui, what)?;
    let second = secret(ui, &format!("{what}, again"))?;
    if first.expose() == second.expose() {
        Ok(first)
    } else {
        Err(Failure::usage("the two were not the same; nothing was changed"))
    }
}
