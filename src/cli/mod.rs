//! The command line: arguments in, data on standard output, talk on standard error, an exit code.

mod args;
#[cfg(feature = "server")]
mod backend;
#[cfg(feature = "broadworks")]
mod broadworks;
mod carrier;
mod commands;
mod context;
mod csv_users;
#[cfg(feature = "server")]
mod database;
mod exit;
mod failed_out;
mod input;
mod journaled;
mod look_up;
mod mail_args;
mod new_file;
mod outbox;
mod progress;
mod prompt;
mod protection;
mod render;
mod run_args;
mod saved_plan;
mod selection;
mod signals;
mod suggest;
mod table;
mod tokens;
mod ui;

pub use args::Cli;
pub use exit::Exit;

use std::process::ExitCode;

use clap::{ColorChoice, CommandFactory, FromArgMatches};
use tracing::level_filters::LevelFilter;

use exit::Failure;
use render::Output;
use ui::Ui;

/// Runs the tool as the command line asks.
pub fn main() -> ExitCode {
    let arguments: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let matches = Cli::command().color(color_of(&arguments)).try_get_matches_from(&arguments);
    let cli = match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(e) => return misused(&e, &arguments),
    };
    let ui = Ui::new(&cli.global);
    let output = cli.global.output;
    let outcome = run(cli, &ui);
    let exit = outcome.unwrap_or_else(|error| ui.fail(&Failure::from(error), output));
    ExitCode::from(exit.code())
}

fn run(cli: Cli, ui: &Ui) -> anyhow::Result<Exit> {
    start_log(&cli, ui);
    let runtime = runtime_for(&cli.command)?;
    let exit = runtime.block_on(commands::dispatch(cli, ui));
    // A thread that still reads a terminal must not keep the process from ending.
    runtime.shutdown_background();
    exit
}

/// Who answers others uses every core; whoever only asks is fastest on one thread, where an answer wakes no other.
fn runtime_for(command: &args::Command) -> std::io::Result<tokio::runtime::Runtime> {
    let mut runtime = match command {
        args::Command::Serve(_) | args::Command::Demo(_) => tokio::runtime::Builder::new_multi_thread(),
        _ => tokio::runtime::Builder::new_current_thread(),
    };
    runtime.enable_all().build()
}

/// Help and version are answers; anything else is a mistake, told as JSON where JSON was asked for.
fn misused(error: &clap::Error, arguments: &[std::ffi::OsString]) -> ExitCode {
    if error.use_stderr() && wants_json(arguments) {
        let text = error.render().to_string();
        // Up to the usage line: a message may go on over several lines.
        let told = text.split("\n\n").next().unwrap_or_default().trim_start_matches("error: ");
        let message = told.split_whitespace().collect::<Vec<_>>().join(" ");
        let failure = Failure::usage(message).hint("see --help");
        return ExitCode::from(Ui::plain().fail(&failure, Output::Json).code());
    }
    let printed = error.print();
    let code = if error.use_stderr() { Exit::Usage } else { Exit::Done };
    ExitCode::from(if printed.is_err() { Exit::Internal.code() } else { code.code() })
}

/// Whether JSON was asked for, however that is spelled: also `-ojson`, `-o=json`, and `-qo json`.
fn wants_json(arguments: &[std::ffi::OsString]) -> bool {
    let words: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    let is_json = |(place, word): (usize, &std::borrow::Cow<'_, str>)| {
        let after_short = || word.strip_prefix('-')?.trim_start_matches(['q', 'y']).strip_prefix('o');
        let Some(value) = word.strip_prefix("--output").or_else(after_short) else { return false };
        let value = value.strip_prefix('=').unwrap_or(value);
        value == "json" || (value.is_empty() && words.get(place + 1).is_some_and(|next| next == "json"))
    };
    words.iter().enumerate().any(is_json)
}

/// When help and mistakes take colour: what was asked for, whether or not the rest can be read.
fn color_of(arguments: &[std::ffi::OsString]) -> ColorChoice {
    let words: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    let choice = |(place, word): (usize, &std::borrow::Cow<'_, str>)| {
        let value = match word.strip_prefix("--color")? {
            "" => words.get(place + 1)?,
            value => value.strip_prefix('=')?,
        };
        value.parse().ok()
    };
    words.iter().enumerate().find_map(choice).unwrap_or(ColorChoice::Auto)
}

/// Diagnostics go to standard error, by `OSSMOSIS_LOG`. By default a server warns; a command tells what
/// matters itself.
fn start_log(cli: &Cli, ui: &Ui) {
    let is_server = matches!(cli.command, args::Command::Serve(_));
    let level = if is_server { LevelFilter::WARN } else { LevelFilter::ERROR };
    let mut filter = tracing_subscriber::EnvFilter::builder()
        .with_default_directive(level.into())
        .with_env_var("OSSMOSIS_LOG")
        .from_env_lossy();
    // The first repeats a line of ~/.pgpass that it cannot read, a password; the second the cookies of a session; the
    // third what the error says that is told anyway.
    let repeat = ["sqlx_postgres::options::pgpass=off", "cookie_store=off", "rustls_platform_verifier=off"];
    for quiet in repeat.into_iter().filter_map(|directive| directive.parse().ok()) {
        filter = filter.add_directive(quiet);
    }
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(ui.color());
    // Fails only where a log was started before, which is as good.
    let _ = log.try_init();
}

/// The whole command line, for what is generated from it.
pub fn command() -> clap::Command {
    Cli::command()
}
