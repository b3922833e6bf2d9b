//! `users sign-in`: does this secret sign in? What the applications that use it would be told.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use futures_util::{StreamExt, TryStreamExt, stream};

use super::rules_show::Credential;
use crate::api::{SIGN_IN_SCHEMA, SignInDocument, SignInResult};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::input::read_input;
use crate::cli::look_up::one_user;
use crate::cli::render::{Line, report};
use crate::cli::selection::Purpose;
use crate::cli::{csv_users, progress, prompt};
use crate::directory::{Directory, DirectoryError};
use crate::domain::{CredentialKind, Secret, UserId};
use crate::reset::SECRET_COLUMNS;
use crate::sheet::{Column, ColumnKind, Sheet};

#[derive(ClapArgs)]
#[command(group(clap::ArgGroup::new("who").required(true).args(["user", "from_csv"])))]
pub(in crate::cli) struct Args {
    /// User id, phone number, extension or email
    user: Option<String>,
    /// Which credential to try
    #[arg(short, long, value_enum, default_value = "application", conflicts_with = "from_csv")]
    credential: Credential,
    /// Read the secret from standard input
    #[arg(long, conflicts_with = "from_csv")]
    password_stdin: bool,
    /// Try every row of a file as --secrets-out writes it (user_id,credential,secret)
    #[arg(long, value_name = "FILE")]
    from_csv: Option<PathBuf>,
    /// Calls of the server in flight
    #[arg(long, value_name = "N", default_value = "4", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: u16,
}

impl Line for SignInResult {
    const COLUMNS: &'static [Column] = &[
        Column { name: "user_id", aliases: &[], kind: ColumnKind::Number, max_length: 161 },
        Column { name: "credential", aliases: &[], kind: ColumnKind::Exact, max_length: 20 },
        Column { name: "accepted", aliases: &[], kind: ColumnKind::Exact, max_length: 5 },
        Column { name: "must_change", aliases: &[], kind: ColumnKind::Exact, max_length: 5 },
    ];
    const HEADINGS: &'static [&'static str] = &["USER ID", "CREDENTIAL", "ACCEPTED", "MUST CHANGE"];

    fn cells(&self) -> Vec<Option<String>> {
        vec![
            Some(self.user_id.clone()),
            Some(self.credential.to_owned()),
            Some(self.accepted.to_string()),
            Some(self.must_change.to_string()),
        ]
    }

    fn id(&self) -> &str {
        &self.user_id
    }
}

/// A secret to try.
struct Attempt {
    user_id: UserId,
    kind: CredentialKind,
    secret: Secret,
}

pub(in crate::cli) async fn run(args: &Args, context: &Context<'_>) -> anyhow::Result<Exit> {
    let from_file = args.from_csv.as_deref().map(read).transpose()?;
    let opened = context.open().await?;
    let directory = opened.directory.as_ref();
    let many = from_file.is_some();
    let attempts = match (from_file, &args.user) {
        (Some(attempts), _) => attempts,
        (None, user) => vec![one(user.as_deref().unwrap_or_default(), args, directory, context).await?],
    };
    let bar = progress::bar(context.ui, attempts.len(), "trying");
    let tried = stream::iter(&attempts).map(|attempt| attempt_it(directory, attempt)).buffered(usize::from(args.jobs));
    let tried: Vec<_> = tried.inspect(|_| bar.inc(1)).try_collect().await?;
    bar.finish_and_clear();
    let (mut results, mut left_out) = (Vec::new(), BTreeMap::new());
    for one in tried {
        match one {
            Ok(result) => results.push(result),
            Err(why) => *left_out.entry(why).or_insert(0) += 1,
        }
    }
    if results.is_empty()
        && let Some(why) = left_out.keys().next()
    {
        return Err(DirectoryError::Refused(why.clone()).into());
    }
    let refused = results.iter().filter(|result| !result.accepted).count();
    let document = SignInDocument { schema: SIGN_IN_SCHEMA, results };
    report(context.ui, context.output, &document, &document.results)?;
    let mut wrong: Vec<String> =
        left_out.iter().map(|(why, count)| format!("{count} could not be tried: {why}")).collect();
    if refused > 0 {
        wrong.insert(0, format!("{refused} of {} sign-ins were refused", document.results.len()));
    }
    match (wrong.is_empty(), many) {
        (true, _) => Ok(Exit::Done),
        (false, false) => Err(Failure::new(Exit::Rules, "the sign-in was refused").into()),
        (false, true) => Err(Failure::new(Exit::Partial, wrong.join("; ")).into()),
    }
}

/// The answer, or why there can be none: some directories cannot try a passcode, and the other rows still matter.
async fn attempt_it(
    directory: &dyn Directory,
    attempt: &Attempt,
) -> Result<Result<SignInResult, String>, DirectoryError> {
    let Attempt { user_id, kind, secret } = attempt;
    let answer = match directory.sign_in(user_id, *kind, secret).await {
        Err(DirectoryError::Refused(why)) => return Ok(Err(why)),
        answer => answer?,
    };
    Ok(Ok(SignInResult {
        user_id: user_id.to_string(),
        credential: kind.as_str(),
        accepted: answer.accepted,
        must_change: answer.must_change,
    }))
}

async fn one(typed: &str, args: &Args, directory: &dyn Directory, context: &Context<'_>) -> anyhow::Result<Attempt> {
    let user = one_user(directory, typed, Purpose::Listing).await?;
    let kind = CredentialKind::from(args.credential);
    let secret = if args.password_stdin {
        let mut line = zeroize::Zeroizing::new(String::new());
        std::io::stdin().read_line(&mut line)?;
        let line_end: &[char] = &['\r', '\n'];
        Secret::new(line.trim_end_matches(line_end).to_owned())
    } else {
        prompt::secret(context.ui, &format!("{} of {}", kind.noun(), user.full_name()))
            .map_err(|failure| failure.hint("give it with --password-stdin"))?
    };
    Ok(Attempt { user_id: user.user_id, kind, secret })
}

fn read(file: &Path) -> anyhow::Result<Vec<Attempt>> {
    let bytes = zeroize::Zeroizing::new(read_input(file)?);
    let sheet = Sheet::read(&bytes, SECRET_COLUMNS, &["user_id", "credential", "secret"])
        .map_err(|e| Failure::usage(format!("{}: {e}", file.display())))?;
    let mut sentences: Vec<String> =
        sheet.problems.iter().map(|problem| format!("line {}: {}", problem.line, problem.message)).collect();
    let mut attempts = Vec::with_capacity(sheet.rows.len());
    let mut seen = HashSet::new();
    for row in &sheet.rows {
        let kind = row.get("credential").unwrap_or_default().parse::<CredentialKind>();
        match (csv_users::read_id(row), kind) {
            (Ok(user_id), Ok(kind)) if seen.insert((user_id.clone(), kind)) => {
                let secret = Secret::new(row.get("secret").unwrap_or_default().to_owned());
                attempts.push(Attempt { user_id, kind, secret });
            }
            // Trying two secrets of one user could lock them out.
            (Ok(user_id), Ok(kind)) => {
                sentences.push(format!("line {}: the {} of {user_id} stands there twice", row.line, kind.noun()));
            }
            (Err(problem), _) => sentences.push(format!("line {}: {}", problem.line, problem.message)),
            (_, Err(why)) => sentences.push(format!("line {}: {why}", row.line)),
        }
    }
    if sentences.is_empty() {
        return Ok(attempts);
    }
    let message = format!("{}: rows are damaged; nothing was tried:\n  {}", file.display(), sentences.join("\n  "));
    Err(Failure::usage(message).into())
}
