//! `demo`.
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::mail_args::MailArgs;
use clap::Args as ClapArgs;
#[derive(ClapArgs)]
pub(in crate::cli) struct Args {
    #[command(flatten)]
    pub(super) mail: MailArgs,
}
pub(in crate::cli) async fn run(_: &Args, _: &Context<'_>) -> anyhow::Result<Exit> {
    Ok(Exit::Done)
}
