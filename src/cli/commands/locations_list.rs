//! `locations list`.

use clap::Args as ClapArgs;

use crate::api::{LOCATIONS_SCHEMA, LocationBody, LocationsDocument};
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::render::{Line, report};
use crate::directory::Counts;
use crate::sheet::{Column, ColumnKind};

#[derive(ClapArgs)]
pub(in crate::cli) struct Args {
    /// Leave the users uncounted: a BroadWorks system has to list them all for that
    #[arg(long)]
    no_counts: bool,
}

impl Line for LocationBody {
    const COLUMNS: &'static [Column] = &[
        Column { name: "name", aliases: &[], kind: ColumnKind::Text, max_length: 200 },
        Column { name: "users", aliases: &[], kind: ColumnKind::Exact, max_length: 20 },
        Column { name: "without_email", aliases: &[], kind: ColumnKind::Exact, max_length: 20 },
    ];
    const HEADINGS: &'static [&'static str] = &["LOCATION", "USERS", "WITHOUT EMAIL"];

    fn cells(&self) -> Vec<Option<String>> {
        let count = |count: Option<u64>| count.map(|count| count.to_string());
        vec![Some(self.name.clone()), count(self.users), count(self.without_email)]
    }

    fn id(&self) -> &str {
        &self.name
    }
}

pub(in crate::cli) async fn run(args: &Args, context: &Context<'_>) -> anyhow::Result<Exit> {
    let opened = context.open().await?;
    let counts = if args.no_counts { Counts::Unneeded } else { Counts::Wanted };
    let locations = opened.directory.locations(counts).await?;
    let locations: Vec<LocationBody> = locations.iter().map(LocationBody::from).collect();
    let document = LocationsDocument { schema: LOCATIONS_SCHEMA.to_owned(), locations };
    report(context.ui, context.output, &document, &document.locations)?;
    if document.locations.is_empty() {
        context.ui.say("no locations; load users with ossmosis users import FILE");
    }
    Ok(Exit::Done)
}
