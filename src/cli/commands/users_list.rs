//! `users list`: who is there, and who has no email.

use clap::Args as ClapArgs;
use futures_util::StreamExt;

use crate::api::{USERS_SCHEMA, UserBody};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::render::{Line, Output, Printer};
use crate::cli::selection::{Purpose, SelectionArgs};
use crate::domain::counted;
use crate::import::COLUMNS;
use crate::sheet::{Column, Format};

#[derive(ClapArgs)]
pub(in crate::cli) struct Args {
    #[command(flatten)]
    selection: SelectionArgs,
    /// Write CSV for a spreadsheet: with a BOM, and ids and numbers that it leaves alone
    #[arg(long)]
    excel: bool,
}

impl Line for UserBody {
    const COLUMNS: &'static [Column] = COLUMNS;
    const HEADINGS: &'static [&'static str] =
        &["USER ID", "NAME", "EMAIL", "PHONE NUMBER", "EXTENSION", "LOCATION", "DEPARTMENT"];

    fn cells(&self) -> Vec<Option<String>> {
        vec![
            Some(self.user_id.clone()),
            Some(self.first_name.clone()),
            Some(self.last_name.clone()),
            self.email.clone(),
            self.phone_number.clone(),
            self.extension.clone(),
            Some(self.location.clone()),
            self.department.clone(),
        ]
    }

    fn shown(&self) -> Vec<Option<String>> {
        let name = format!("{} {}", self.first_name, self.last_name).trim().to_owned();
        vec![
            Some(self.user_id.clone()),
            (!name.is_empty()).then_some(name),
            self.email.clone(),
            self.phone_number.clone(),
            self.extension.clone(),
            Some(self.location.clone()),
            self.department.clone(),
        ]
    }

    fn id(&self) -> &str {
        &self.user_id
    }
}

pub(in crate::cli) async fn run(args: &Args, context: &Context<'_>) -> anyhow::Result<Exit> {
    if args.excel && context.output != Output::Csv {
        return Err(Failure::usage("--excel is a form of CSV").hint("add -o csv").into());
    }
    let opened = context.open().await?;
    let prepared = args.selection.prepare(opened.directory.as_ref(), Purpose::Listing).await?;
    let mut users = prepared.stream(opened.directory.as_ref()).peekable();
    if std::pin::Pin::new(&mut users).peek().await.is_none() && !args.selection.is_unrestricted() {
        return Err(args.selection.nothing_matched(&prepared, opened.directory.as_ref()).await?.into());
    }
    let format = if args.excel { Format::Excel } else { Format::Exact };
    let ui = context.ui;
    let mut printer = Printer::new::<UserBody>(ui.out(), ui, context.output, format, USERS_SCHEMA, "users")?;
    let (mut listed, mut without_email) = (0_usize, 0_usize);
    while let Some(user) = users.next().await.transpose()? {
        listed += 1;
        without_email += usize::from(user.email.is_none());
        printer.line(&UserBody::from(&user))?;
    }
    printer.finish()?;
    ui.say(format!("{}, {without_email} without an email", counted(listed, "user")));
    if listed == 0 {
        ui.say("load users with ossmosis users import FILE");
    }
    prepared.tell_left_out(ui);
    Ok(if prepared.left_out.is_empty() { Exit::Done } else { Exit::Partial })
}
