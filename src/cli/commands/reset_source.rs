//! Where the new secrets of `reset-password` come from, and with a CSV file whose they are.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args as ClapArgs;
use zeroize::Zeroizing;

use super::reset_password::{self, Credentials, wanted};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::input::read_input;
use crate::cli::selection::{Purpose, SelectionArgs};
use crate::cli::{csv_users, prompt};
use crate::directory::Directory;
use crate::domain::{CredentialKind, Secret, UserId};
use crate::reset::Wanted;
use crate::sheet::{Column, ColumnKind, Problem, Row, Sheet};

/// The columns of a file of chosen secrets.
const COLUMNS: &[Column] = &[
    Column { name: "user_id", aliases: &["user", "id"], kind: ColumnKind::Number, max_length: 161 },
    Column { name: "password", aliases: &["secret", "passcode"], kind: ColumnKind::Secret, max_length: 1024 },
    Column { name: "credential", aliases: &["kind"], kind: ColumnKind::Exact, max_length: 20 },
];

#[derive(ClapArgs)]
#[group(id = "source", multiple = false)]
#[command(next_help_heading = "New secret")]
pub(in crate::cli) struct Args {
    /// Generate a different secret for each user
    #[arg(long)]
    generate: bool,
    /// Read the secret from standard input (with both credentials: two lines, application first)
    #[arg(long)]
    password_stdin: bool,
    /// Read the secret from a file, likewise
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// Read users and secrets from a CSV file with the columns user_id, password and perhaps credential
    #[arg(long, value_name = "FILE")]
    from_csv: Option<PathBuf>,
}

/// Where the secrets come from.
pub(super) enum Source {
    /// They are drawn.
    Generate,
    /// A prompt asks.
    Prompt,
    /// Standard input or a file: one line a credential.
    Lines(PathBuf),
    /// A CSV file, which is a selection of its own.
    Csv(Vec<CsvRow>),
}

/// A row of a CSV file.
pub(super) struct CsvRow {
    user_id: UserId,
    kind: CredentialKind,
    secret: Secret,
}

/// The selection, resolved.
pub(super) struct Selected {
    pub(super) wanted: Vec<Wanted>,
    pub(super) users: usize,
    pub(super) described: String,
    /// Whether somebody who was named was left out.
    pub(super) left_out: bool,
}

impl Args {
    /// Settles the source; a CSV file is read, and refused if a row is damaged.
    pub(super) fn prepare(&self, credential: Credentials, selection: &SelectionArgs) -> anyhow::Result<Source> {
        let stdin = Path::new("-");
        let reads_stdin = self.password_stdin
            || self.password_file.as_deref() == Some(stdin)
            || self.from_csv.as_deref() == Some(stdin);
        if reads_stdin && selection.reads_stdin() {
            return Err(Failure::usage("only one thing can read standard input").into());
        }
        if self.generate {
            return Ok(Source::Generate);
        }
        if self.password_stdin {
            return Ok(Source::Lines(stdin.to_owned()));
        }
        if let Some(file) = &self.password_file {
            return Ok(Source::Lines(file.clone()));
        }
        match &self.from_csv {
            Some(file) => Ok(Source::Csv(read_csv(file, credential)?)),
            None => Ok(Source::Prompt),
        }
    }
}

impl Source {
    /// Whose credentials are to be set.
    pub(super) async fn select(
        &self,
        args: &reset_password::Args,
        directory: &dyn Directory,
        context: &Context<'_>,
    ) -> anyhow::Result<Selected> {
        let Self::Csv(rows) = self else {
            let (users, prepared) = args.selection.select(directory, context.ui, Purpose::Changing).await?;
            return Ok(Selected {
                users: users.len(),
                wanted: wanted(users, args.credential.kinds()),
                described: prepared.described.clone(),
                left_out: !prepared.left_out.is_empty(),
            });
        };
        let ids: Vec<UserId> = rows.iter().map(|row| row.user_id.clone()).collect();
        let known = csv_users::look_up(directory, &ids, args.selection.skip_unknown, context.ui).await?;
        let (narrow, mut left_out) = narrowed(args, directory, context).await?;
        left_out |= ids.iter().any(|id| !known.contains_key(id));
        let wanted: Vec<Wanted> = rows
            .iter()
            .filter(|row| narrow.as_ref().is_none_or(|narrow| narrow.contains(&row.user_id)))
            .filter_map(|row| {
                let user = known.get(&row.user_id)?.clone();
                Some(Wanted { user, kind: row.kind, secret: Some(row.secret.clone()) })
            })
            .collect();
        let users = wanted.iter().map(|wanted| &wanted.user.user_id).collect::<HashSet<_>>().len();
        if users == 0 {
            return Err(Failure::new(Exit::NotFound, "no row of the file is about a user selected").into());
        }
        Ok(Selected { wanted, users, described: "those of the file".to_owned(), left_out })
    }

    /// Fills in the secrets that a person chose. Reading them comes last, so that nobody types in vain.
    pub(super) fn secrets(
        &self,
        args: &reset_password::Args,
        mut wanted: Vec<Wanted>,
        users: usize,
        context: &Context<'_>,
    ) -> anyhow::Result<Vec<Wanted>> {
        if matches!(self, Self::Generate | Self::Csv(_)) {
            return Ok(wanted);
        }
        if users > 1 && !args.shared {
            return Err(Failure::usage(format!("one secret for {users} users; nothing was changed"))
                .hint("use --generate for a different one each, or add --shared if all are to have the same")
                .into());
        }
        let kinds = args.credential.kinds();
        let secrets = match self {
            Self::Lines(file) => read_lines(file, kinds.len())?,
            _ => kinds
                .iter()
                .map(|kind| prompt::new_secret(context.ui, &format!("new {}", kind.noun())))
                .collect::<Result<Vec<Secret>, Failure>>()
                .map_err(|failure| {
                    failure.hint("choose how: --generate, --password-stdin, --password-file or --from-csv")
                })?,
        };
        for one in &mut wanted {
            let place = kinds.iter().position(|kind| *kind == one.kind).unwrap_or_default();
            one.secret = secrets.get(place).cloned();
        }
        Ok(wanted)
    }
}

/// Whom the other selectors leave, beside a CSV file; `None` where there are none.
async fn narrowed(
    args: &reset_password::Args,
    directory: &dyn Directory,
    context: &Context<'_>,
) -> anyhow::Result<(Option<HashSet<UserId>>, bool)> {
    if args.selection.is_unrestricted() {
        return Ok((None, false));
    }
    let (users, prepared) = args.selection.select(directory, context.ui, Purpose::Listing).await?;
    Ok((Some(users.into_iter().map(|user| user.user_id).collect()), !prepared.left_out.is_empty()))
}

/// As many lines as there are credentials, each to the letter.
fn read_lines(file: &Path, count: usize) -> anyhow::Result<Vec<Secret>> {
    let bytes = Zeroizing::new(read_input(file).context("no secret was read")?);
    let text = std::str::from_utf8(&bytes).map_err(|_| Failure::usage("the secret is not UTF-8"))?;
    let lines: Vec<Secret> = text.lines().map(|line| Secret::new(line.to_owned())).collect();
    if lines.len() != count {
        let wants = if count == 1 { "one line" } else { "two lines, the application password first" };
        return Err(Failure::usage(format!("the input has {} lines; it takes {wants}", lines.len())).into());
    }
    Ok(lines)
}

fn read_csv(file: &Path, credential: Credentials) -> anyhow::Result<Vec<CsvRow>> {
    let bytes = Zeroizing::new(read_input(file)?);
    let required: &[&str] =
        if credential == Credentials::Both { &["user_id", "password", "credential"] } else { &["user_id", "password"] };
    let sheet =
        Sheet::read(&bytes, COLUMNS, required).map_err(|e| Failure::usage(format!("{}: {e}", file.display())))?;
    let mut problems = sheet.problems;
    let mut rows: Vec<CsvRow> = Vec::new();
    let mut seen = HashSet::new();
    for row in &sheet.rows {
        match read_row(row, credential) {
            Ok(one) if !seen.insert((one.user_id.clone(), one.kind)) => {
                let message = format!("the {} of {} stands there twice", one.kind.noun(), one.user_id);
                problems.push(Problem::of_row(row.line, "duplicate", message));
            }
            Ok(one) => rows.push(one),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        return Ok(rows);
    }
    problems.sort_by_key(|problem| problem.line);
    let sentence = |problem: &Problem| format!("line {}: {}", problem.line, problem.message);
    let sentences: Vec<String> = problems.iter().map(sentence).collect();
    let message = format!("{}: rows are damaged; nothing was changed:\n  {}", file.display(), sentences.join("\n  "));
    Err(Failure::usage(message).hint("mend the rows named").into())
}

fn read_row(row: &Row, credential: Credentials) -> Result<CsvRow, Problem> {
    let user_id = csv_users::read_id(row)?;
    let kind = match (row.get("credential").unwrap_or_default(), credential) {
        ("", Credentials::Application) => CredentialKind::Application,
        ("", Credentials::VoicePortal) => CredentialKind::VoicePortal,
        ("", Credentials::Both) => {
            let message = "the row does not say which credential it is about";
            return Err(Problem::of_cell(row.line, "credential", "missing_credential", message));
        }
        (word, _) => word.parse().map_err(|e: String| Problem::of_cell(row.line, "credential", "bad_credential", e))?,
    };
    let secret = Secret::new(row.get("password").unwrap_or_default().to_owned());
    Ok(CsvRow { user_id, kind, secret })
}
