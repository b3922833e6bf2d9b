//! `runs letters`: the sheet of slips of a run, made later from its file of new secrets.

use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::PathBuf;

use clap::Args as ClapArgs;

use super::run_setup::RunSetup;
use super::runs_show::find;
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::new_file::NewFile;
use crate::reset::{Letters, Rows, SecretRow};
use crate::sealed::Identity;
use crate::texts::ENGLISH;

#[derive(ClapArgs)]
pub(in crate::cli) struct Args {
    /// The run's id, or enough of its beginning
    #[arg(value_name = "ID")]
    run_id: String,
    /// The file of new secrets that the run has written
    #[arg(long, value_name = "FILE")]
    secrets: PathBuf,
    /// Key file (age, or OpenSSH) that opens it, if it is encrypted
    #[arg(long, value_name = "FILE")]
    identity: Option<PathBuf>,
    /// Write the sheet to this file (HTML, readable by you alone, never overwritten) rather than to standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(in crate::cli) fn run(args: &Args, context: &Context<'_>) -> anyhow::Result<Exit> {
    let out = args.out.as_deref().map(NewFile::at).transpose()?;
    if out.is_none() && context.ui.stdout_is_terminal() {
        return Err(Failure::usage("a sheet of secrets is not for the screen").hint("give --out FILE.html").into());
    }
    let run = find(&args.run_id, context)?;
    let setup = RunSetup::of(&run);
    let Some(setup) = setup.as_ref().and_then(RunSetup::reset) else {
        return Err(Failure::usage(format!("run {} of {} has set no secrets", run.run_id, run.command)).into());
    };
    let cannot = |e: String| Failure::usage(format!("{} cannot be used: {e}", args.secrets.display()));
    let file = BufReader::new(File::open(&args.secrets).map_err(|e| cannot(e.to_string()))?);
    let letters = Letters { brand: &context.settings.brand, texts: &ENGLISH, setup };
    // What cannot be read is known before anything is made of it.
    let rows: Box<dyn Iterator<Item = io::Result<SecretRow>>> = match &args.identity {
        Some(identity) => {
            let opened = Identity::read(identity)?.open(file).map_err(|e| cannot(e.to_string()))?;
            Box::new(Rows::read(opened).map_err(|e| cannot(e.to_string()))?)
        }
        None => Box::new(Rows::read(file).map_err(|e| cannot(e.to_string()))?),
    };
    let write = |to: &mut dyn Write| letters.write(to, run.items()?, rows);
    if let Some(out) = out {
        out.write(|mut file| {
            write(&mut file)?;
            file.sync_all()
        })?;
    } else {
        let mut to = context.ui.out();
        write(&mut to).map_err(|e| cannot(e.to_string()))?;
        to.flush()?;
    }
    Ok(Exit::Done)
}
