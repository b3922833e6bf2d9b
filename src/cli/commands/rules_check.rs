//! `rules check`: secrets from standard input, one a line, held against the rules. Works without a server,
//! and in flat memory.

use std::io::{BufRead, BufReader, Read};

use clap::Args as ClapArgs;
use zeroize::Zeroizing;

use super::rules_show::{Credential, find};
use crate::api::{CHECK_SCHEMA, CheckResult};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::look_up::one_user;
use crate::cli::prompt;
use crate::cli::render::{Line, Printer};
use crate::cli::selection::Purpose;
use crate::domain::{CredentialKind, counted};
use crate::rules::{Owner, RuleId, Rules, Verdict, Violation, check, strength};
use crate::sheet::{Column, ColumnKind, Format};

/// The longest line that is judged, in bytes; a longer one breaks `max_length` unread.
const LONGEST_LINE: usize = 1024;

#[derive(ClapArgs)]
pub(in crate::cli) struct Args {
    /// Which credential the secrets are for
    #[arg(short, long, value_enum, default_value = "application")]
    credential: Credential,
    /// User whose secret it would be, for the rules on their own id and numbers
    #[arg(short, long)]
    user: Option<String>,
    /// Location whose rules to apply; with --user it is the user's
    #[arg(short, long, value_name = "NAME", conflicts_with = "user")]
    location: Option<String>,
}

impl Line for CheckResult {
    const COLUMNS: &'static [Column] = &[
        Column { name: "line", aliases: &[], kind: ColumnKind::Exact, max_length: 20 },
        Column { name: "valid", aliases: &[], kind: ColumnKind::Exact, max_length: 5 },
        Column { name: "violations", aliases: &[], kind: ColumnKind::Exact, max_length: 1000 },
        Column { name: "unchecked", aliases: &[], kind: ColumnKind::Exact, max_length: 1000 },
        Column { name: "strength", aliases: &[], kind: ColumnKind::Exact, max_length: 1 },
    ];
    const HEADINGS: &'static [&'static str] = &["LINE", "VALID", "STRENGTH", "WHAT IS WRONG"];

    fn cells(&self) -> Vec<Option<String>> {
        let violations: Vec<&str> = self.violations.iter().map(|violation| violation.rule).collect();
        vec![
            Some(self.line.to_string()),
            Some(self.valid.to_string()),
            Some(violations.join(" ")),
            Some(self.unchecked.join(" ")),
            self.strength.as_ref().map(|strength| strength.score.to_string()),
        ]
    }

    fn shown(&self) -> Vec<Option<String>> {
        let wrong: Vec<String> =
            self.violations.iter().map(|violation| format!("{}: {}", violation.rule, violation.message)).collect();
        let warning = self.strength.as_ref().and_then(|strength| strength.warning.clone());
        vec![
            Some(self.line.to_string()),
            Some(if self.valid { "yes" } else { "no" }.to_owned()),
            self.strength.as_ref().map(|strength| format!("{} of 4", strength.score)),
            if wrong.is_empty() { warning } else { Some(wrong.join("; ")) },
        ]
    }

    fn id(&self) -> &str {
        if self.valid { "valid" } else { "invalid" }
    }
}

pub(in crate::cli) async fn run(args: &Args, context: &Context<'_>) -> anyhow::Result<Exit> {
    let kind = CredentialKind::from(args.credential);
    let (rules, owner) = match &args.user {
        None => (find(args.location.as_deref(), context).await?.0.rules, None),
        Some(user) if context.settings.server.is_none() => {
            context.ui.say("without a server only the user id is known: rules on the user's numbers are not checked");
            (Rules::default(), Some(Owner::with_user_id(user)))
        }
        Some(user) => {
            let opened = context.open().await?;
            let user = one_user(opened.directory.as_ref(), user, Purpose::Listing).await?;
            (opened.directory.rules(Some(&user.location)).await?, Some(Owner::from(&user)))
        }
    };
    let ui = context.ui;
    let mut printer =
        Printer::new::<CheckResult>(ui.out(), ui, context.output, Format::Exact, CHECK_SCHEMA, "results")?;
    // A person is asked for one, without echo; anything else is read line by line.
    let typed = if ui.can_ask() { Some(prompt::secret(ui, "secret to check")?) } else { None };
    let mut lines = match &typed {
        Some(secret) => Lines::of(Box::new(secret.expose().as_bytes()) as Box<dyn Read>),
        None => Lines::of(Box::new(std::io::stdin().lock()) as Box<dyn Read>),
    };
    let mut invalid = 0_usize;
    let mut number = 0;
    while let Some(line) = lines.next()? {
        number += 1;
        let result = judge(number, line, &rules, kind, owner.as_ref());
        invalid += usize::from(!result.valid);
        printer.line(&result)?;
    }
    printer.finish()?;
    if invalid > 0 {
        return Err(Failure::new(
            Exit::Rules,
            format!("{invalid} of {} not valid", counted(usize::try_from(number).unwrap_or(usize::MAX), "secret")),
        )
        .into());
    }
    Ok(Exit::Done)
}

fn judge(
    number: u64,
    line: Result<&str, Unreadable>,
    rules: &Rules,
    kind: CredentialKind,
    owner: Option<&Owner>,
) -> CheckResult {
    let alone = |rule: RuleId, message: &str| {
        let violations = vec![Violation { rule, message: message.to_owned() }];
        CheckResult::new(number, Verdict { violations, unchecked: Vec::new() }, None)
    };
    match line {
        Ok(secret) => {
            let scored = kind == CredentialKind::Application;
            CheckResult::new(
                number,
                check(rules, kind, secret, owner),
                scored.then(|| strength(secret, owner)).flatten(),
            )
        }
        Err(Unreadable::TooLong) => alone(RuleId::MaxLength, "the line is longer than any secret may be"),
        Err(Unreadable::NotUtf8) if kind == CredentialKind::Application => {
            alone(RuleId::AllowedCharacters, "not allowed in it: bytes that are not UTF-8")
        }
        Err(Unreadable::NotUtf8) => alone(RuleId::DigitsOnly, "it holds something other than the digits 0 to 9"),
    }
}

/// Why a line cannot be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unreadable {
    TooLong,
    NotUtf8,
}

/// Lines of any length, in flat memory. LF or CRLF ends one; a BOM at the start is dropped.
struct Lines<R: Read> {
    input: BufReader<R>,
    line: Zeroizing<Vec<u8>>,
    at_start: bool,
}

impl<R: Read> Lines<R> {
    fn of(input: R) -> Self {
        Self {
            input: BufReader::new(input),
            line: Zeroizing::new(Vec::with_capacity(LONGEST_LINE + 8)),
            at_start: true,
        }
    }

    /// The next line; `None` at the end.
    fn next(&mut self) -> std::io::Result<Option<Result<&str, Unreadable>>> {
        self.line.clear();
        // The longest line, a BOM, CR and LF.
        let most = LONGEST_LINE as u64 + 5;
        let read = (&mut self.input).take(most).read_until(b'\n', &mut self.line)?;
        if read == 0 {
            return Ok(None);
        }
        let mut ended = self.line.ends_with(b"\n");
        if ended {
            self.line.pop();
            if self.line.ends_with(b"\r") {
                self.line.pop();
            }
        }
        if std::mem::take(&mut self.at_start) && self.line.starts_with("\u{feff}".as_bytes()) {
            self.line.drain(..3);
        }
        let too_long = self.line.len() > LONGEST_LINE;
        while too_long && !ended {
            // The rest of it is skipped, a buffer at a time.
            let buffer = self.input.fill_buf()?;
            let (used, found) = match buffer.iter().position(|byte| *byte == b'\n') {
                Some(at) => (at + 1, true),
                None => (buffer.len(), buffer.is_empty()),
            };
            self.input.consume(used);
            ended = found;
        }
        Ok(Some(if too_long {
            Err(Unreadable::TooLong)
        } else {
            std::str::from_utf8(&self.line).map_err(|_| Unreadable::NotUtf8)
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_lines(input: &[u8], expected: &[Result<&str, Unreadable>]) {
        let mut lines = Lines::of(input);
        for wanted in expected {
            assert_eq!(lines.next().unwrap(), Some(*wanted));
        }
        assert_eq!(lines.next().unwrap(), None);
    }

    #[test]
    fn lines_are_read_as_documented() {
        check_lines(b"\xef\xbb\xbfa\r\n\n b \nc\r", &[Ok("a"), Ok(""), Ok(" b "), Ok("c\r")]);
        check_lines(b"", &[]);
        check_lines(b"\n", &[Ok("")]);
        check_lines(b"\xff\nok", &[Err(Unreadable::NotUtf8), Ok("ok")]);
        let longest = "x".repeat(1024);
        let input = format!("{longest}\r\n{longest}x\nb\n{}\nc", "y".repeat(100_000));
        check_lines(
            input.as_bytes(),
            &[Ok(&longest), Err(Unreadable::TooLong), Ok("b"), Err(Unreadable::TooLong), Ok("c")],
        );
        let with_bom = format!("\u{feff}{longest}\r\nz");
        check_lines(with_bom.as_bytes(), &[Ok(&longest), Ok("z")]);
    }
}
