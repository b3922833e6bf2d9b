//! `completions`: a script that completes commands and options in a shell.

use std::io::Write;

use clap::Args as ClapArgs;
use clap_complete::Shell;

use crate::cli::exit::Exit;
use crate::cli::ui::Ui;

#[derive(ClapArgs)]
pub(in crate::cli) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(in crate::cli) fn run(args: &Args, ui: &Ui) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut crate::cli::command(), "ossmosis", &mut script);
    let mut out = ui.out();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Exit::Done)
}
