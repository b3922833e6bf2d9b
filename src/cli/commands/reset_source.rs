//! Where the new secrets of `reset-password` come from, and with a CSV file whose they are.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args as ClapArgs;
use futures_util::{StreamExt, TryStreamExt, stream};
use rand::SeedableRng;
use zeroize::Zeroizing;

use super::reset_password::{self, Credentials};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::input::read_input;
use crate::cli::protection::Protection;
use crate::cli::selection::{Purpose, SelectionArgs};
use crate::cli::{csv_users, prompt};
use crate::directory::Directory;
use crate::domain::{CredentialKind, Secret, UserId};
use crate::reset::{Origin, ResetPlan, RulesAt, Setup, Source, Wanted, plan};
use crate::rules::Style;
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

/// Where the secrets come from, as it was typed.
pub(super) enum Given {
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

/// The selection, planned.
pub(super) struct Selected {
    pub(super) plan: ResetPlan,
    pub(super) described: String,
    /// The selection as words of a command line; a CSV file is given again.
    pub(super) words: Vec<String>,
    /// Whether somebody who was named was left out.
    pub(super) left_out: bool,
}

impl Args {
    /// Settles the source; a CSV file is read, and refused if a row is damaged.
    pub(super) fn prepare(&self, credential: Credentials, selection: &SelectionArgs) -> anyhow::Result<Given> {
        let stdin = Path::new("-");
        let reads_stdin = self.password_stdin
            || self.password_file.as_deref() == Some(stdin)
            || self.from_csv.as_deref() == Some(stdin);
        if reads_stdin && selection.reads_stdin() {
            return Err(Failure::usage("only one thing can read standard input").into());
        }
        if self.generate {
            return Ok(Given::Generate);
        }
        if self.password_stdin {
            return Ok(Given::Lines(stdin.to_owned()));
        }
        if let Some(file) = &self.password_file {
            return Ok(Given::Lines(file.clone()));
        }
        match &self.from_csv {
            Some(file) => Ok(Given::Csv(read_csv(file, credential)?)),
            None => Ok(Given::Prompt),
        }
    }
}

impl Given {
    /// Where secrets came from, as a run's journal has it.
    pub(super) fn origin(&self) -> Origin {
        match self {
            Self::Generate => Origin::Drawn,
            Self::Prompt | Self::Lines(_) => Origin::Same,
            Self::Csv(_) => Origin::Each,
        }
    }

    /// Whose credentials are to be set.
    pub(super) async fn plan(
        &self,
        args: &reset_password::Args,
        directory: &dyn Directory,
        context: &Context<'_>,
    ) -> anyhow::Result<Selected> {
        let runs = &context.settings.paths.runs;
        let protection = Protection::of(context, args.run.protection);
        let Self::Csv(rows) = self else {
            let prepared = args.selection.prepare(directory, Purpose::Changing).await?;
            let kinds = args.credential.kinds();
            let mut named_left_out = false;
            let users = prepared.stream(directory).map_ok(|user| {
                let left_out = protection.why(&user);
                named_left_out |= left_out.is_some() && prepared.named_ids.contains(&user.user_id);
                Wanted { user, kinds: kinds.to_vec(), left_out }
            });
            let plan = plan(directory, users, runs).await?;
            if plan.users == 0 {
                return Err(args.selection.nothing_matched(&prepared, directory).await?.into());
            }
            prepared.tell_left_out(context.ui);
            let left_out = !prepared.left_out.is_empty() || named_left_out;
            let words = args.selection.words(&prepared);
            return Ok(Selected { plan, described: prepared.described, words, left_out });
        };
        let ids: Vec<UserId> = rows.iter().map(|row| row.user_id.clone()).collect();
        let (narrow, mut left_out) = narrowed(args, directory, context).await?;
        let known = csv_users::look_up(directory, &ids, args.selection.skip_unknown, context.ui).await?;
        left_out |= ids.iter().any(|id| !known.contains_key(id));
        let wanted: Vec<Wanted> = rows
            .iter()
            .filter(|row| narrow.as_ref().is_none_or(|narrow| narrow.contains(&row.user_id)))
            .filter_map(|row| {
                let user = known.get(&row.user_id)?.clone();
                let why = protection.why(&user);
                left_out |= why.is_some();
                Some(Wanted { user, kinds: vec![row.kind], left_out: why })
            })
            .collect();
        let users = wanted.iter().map(|wanted| wanted.user.user_id.clone()).collect::<HashSet<_>>().len();
        if users == 0 {
            return Err(Failure::new(Exit::NotFound, "no row of the file is about a user selected").into());
        }
        let plan = plan(directory, stream::iter(wanted.into_iter().map(Ok)).boxed(), runs).await?;
        Ok(Selected {
            plan: ResetPlan { users, ..plan },
            described: "those of the file".to_owned(),
            words: Vec::new(),
            left_out,
        })
    }

    /// The secrets. Reading those that a person chooses comes last, so that nobody types in vain.
    pub(super) fn source(
        &self,
        args: &reset_password::Args,
        plan: &ResetPlan,
        context: &Context<'_>,
    ) -> anyhow::Result<Source> {
        let users = plan.users;
        if matches!(self, Self::Prompt | Self::Lines(_)) && users > 1 && !args.shared {
            return Err(Failure::usage(format!("one secret for {users} users; nothing was changed"))
                .hint("use --generate for a different one each, or add --shared if all are to have the same")
                .into());
        }
        self.read(args.credential.kinds(), &plan.rules, args.out.style, context)
    }

    /// The secrets of these kinds.
    pub(super) fn read(
        &self,
        kinds: &[CredentialKind],
        rules: &RulesAt,
        style: Style,
        context: &Context<'_>,
    ) -> anyhow::Result<Source> {
        Ok(match self {
            Self::Generate => {
                let rng = Box::new(rand::rngs::StdRng::from_seed(rand::random()));
                Source::Drawn { rules: rules.clone(), style, rng }
            }
            Self::Csv(rows) => {
                Source::Each(rows.iter().map(|row| ((row.user_id.clone(), row.kind), row.secret.clone())).collect())
            }
            Self::Prompt => Source::Same(typed(kinds, context)?),
            Self::Lines(file) => Source::Same(read_lines(file, kinds)?),
        })
    }
}

/// The secrets of a run, given again
#[derive(ClapArgs)]
#[group(id = "given_again", multiple = false)]
pub(super) struct GivenAgain {
    /// Read the secret that was typed from standard input
    #[arg(long, help_heading = "Secrets that a person chose, once more")]
    password_stdin: bool,
    /// Read it from a file
    #[arg(long, value_name = "FILE", help_heading = "Secrets that a person chose, once more")]
    password_file: Option<PathBuf>,
    /// Read the CSV file that the secrets came from
    #[arg(long, value_name = "FILE", help_heading = "Secrets that a person chose, once more")]
    from_csv: Option<PathBuf>,
}

impl GivenAgain {
    /// Whether anything was given.
    pub(super) fn is_given(&self) -> bool {
        self.password_stdin || self.password_file.is_some() || self.from_csv.is_some()
    }

    /// What was given, if anything was.
    pub(super) fn prepare(&self, setup: &Setup) -> anyhow::Result<Option<Given>> {
        if let Some(file) = &self.from_csv {
            let credential = match setup.kinds.as_slice() {
                [one] if *one == CredentialKind::VoicePortal.to_string() => Credentials::VoicePortal,
                [_] => Credentials::Application,
                _ => Credentials::Both,
            };
            return Ok(Some(Given::Csv(read_csv(file, credential)?)));
        }
        let stdin = self.password_stdin.then(|| PathBuf::from("-"));
        Ok(stdin.or_else(|| self.password_file.clone()).map(Given::Lines))
    }
}

/// The secrets that a person types, twice each.
fn typed(kinds: &[CredentialKind], context: &Context<'_>) -> Result<HashMap<CredentialKind, Secret>, Failure> {
    let ask = |kind: &CredentialKind| Ok((*kind, prompt::new_secret(context.ui, &format!("new {}", kind.noun()))?));
    let typed: Result<_, Failure> = kinds.iter().map(ask).collect();
    typed.map_err(|failure| failure.hint("choose how: --generate, --password-stdin, --password-file or --from-csv"))
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
    args.selection.check_search()?;
    let (users, prepared) = args.selection.select(directory, context.ui, Purpose::Listing).await?;
    Ok((Some(users.into_iter().map(|user| user.user_id).collect()), !prepared.left_out.is_empty()))
}

/// As many lines as there are credentials, each to the letter.
fn read_lines(file: &Path, kinds: &[CredentialKind]) -> anyhow::Result<HashMap<CredentialKind, Secret>> {
    let bytes = Zeroizing::new(read_input(file).context("no secret was read")?);
    let text = std::str::from_utf8(&bytes).map_err(|_| Failure::usage("the secret is not UTF-8"))?;
    let lines: Vec<Secret> = text.lines().map(|line| Secret::new(line.to_owned())).collect();
    if lines.len() != kinds.len() {
        let wants = if kinds.len() == 1 { "one line" } else { "two lines, the application password first" };
        return Err(Failure::usage(format!("the input has {} lines; it takes {wants}", lines.len())).into());
    }
    Ok(kinds.iter().copied().zip(lines).collect())
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
