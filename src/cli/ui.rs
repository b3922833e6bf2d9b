//! The one door to the terminal: data on standard output, talk on standard error.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use console::{Style, Term};

use super::args::{Color, Global};
use super::exit::{Exit, Failure};
use super::render::Output;
use crate::api::{ERROR_SCHEMA, ErrorDocument};
use crate::config::color_is_unwelcome;
use crate::domain::printable;

/// How to talk to whoever runs the tool.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ui {
    quiet: bool,
    color: bool,
    can_ask: bool,
    stdout_is_terminal: bool,
}

impl Ui {
    pub(super) fn new(global: &Global) -> Self {
        let color = match global.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => io::stderr().is_terminal() && !color_is_unwelcome(),
        };
        console::set_colors_enabled_stderr(color);
        console::set_colors_enabled(color);
        let on_terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
        Self {
            quiet: global.quiet,
            color,
            can_ask: on_terminal && !global.no_input,
            stdout_is_terminal: io::stdout().is_terminal(),
        }
    }

    /// Neither colour nor questions.
    pub(super) fn plain() -> Self {
        Self { quiet: false, color: false, can_ask: false, stdout_is_terminal: false }
    }

    /// Whether standard error takes colour.
    pub(super) fn color(&self) -> bool {
        self.color
    }

    /// Whether a question can be asked: standard input and standard error both are a terminal.
    pub(super) fn can_ask(&self) -> bool {
        self.can_ask
    }

    /// Whether a progress bar would be seen.
    pub(super) fn shows_progress(&self) -> bool {
        !self.quiet && io::stderr().is_terminal()
    }

    /// Whether data goes to a person's eyes.
    pub(super) fn stdout_is_terminal(&self) -> bool {
        self.stdout_is_terminal
    }

    /// The width of the terminal that data goes to, if it does.
    pub(super) fn width(&self) -> Option<u16> {
        self.stdout_is_terminal().then(|| Term::stdout().size().1)
    }

    /// Where data goes. Flush it: errors of a full disk show there.
    #[expect(clippy::unused_self, reason = "whoever may print holds a Ui")]
    pub(super) fn out(&self) -> BufWriter<StdoutLock<'static>> {
        BufWriter::new(io::stdout().lock())
    }

    /// Tells a person something, unless they asked for quiet. Names in it are made fit for a terminal.
    pub(super) fn say(&self, text: impl AsRef<str>) {
        if !self.quiet {
            self.line(text.as_ref());
        }
    }

    /// Tells whoever waits for it, quiet or not.
    #[cfg(feature = "server")]
    pub(super) fn announce(&self, text: &str) {
        self.raw(text);
    }

    /// Tells a person something that they must not miss.
    pub(super) fn warn(&self, text: impl AsRef<str>) {
        let label = self.styled("warning:", &Style::new().for_stderr().yellow().bold());
        self.raw(&format!("{label} {}", safe(text.as_ref())));
    }

    /// Tells why the command failed, and returns the exit code.
    pub(super) fn fail(&self, failure: &Failure, output: Output) -> Exit {
        if failure.message.is_empty() {
            return failure.exit;
        }
        if output == Output::Json {
            let document = ErrorDocument {
                schema: ERROR_SCHEMA,
                code: failure.code,
                message: failure.message.clone(),
                hint: failure.hint.clone(),
            };
            self.raw(&serde_json::to_string(&document).unwrap_or_default());
            return failure.exit;
        }
        let label = self.styled("error:", &Style::new().for_stderr().red().bold());
        self.raw(&format!("{label} {}", safe(&failure.message)));
        if let Some(hint) = &failure.hint {
            let label = self.styled("hint:", &Style::new().for_stderr().cyan().bold());
            self.raw(&format!("{label} {}", safe(hint)));
        }
        failure.exit
    }

    fn line(&self, text: &str) {
        self.raw(&safe(text));
    }

    fn styled(&self, text: &str, style: &Style) -> String {
        style.clone().force_styling(self.color).apply_to(text).to_string()
    }

    // A closed standard error is no reason to stop: there is nobody to tell.
    #[expect(clippy::unused_self, reason = "whoever may print holds a Ui")]
    fn raw(&self, text: &str) {
        let _ = writeln!(io::stderr().lock(), "{text}");
    }
}

/// Text fit for a terminal, line by line.
fn safe(text: &str) -> String {
    text.split('\n').map(printable).collect::<Vec<_>>().join("\n")
}
