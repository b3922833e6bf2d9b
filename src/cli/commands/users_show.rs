//! `users show`: one user's contact, the state of both credentials, and recovery links.

use clap::Args as ClapArgs;

use crate::api::{CredentialBody, LinkBody, USER_SCHEMA, UserBody, UserDocument};
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::look_up::one_user;
use crate::cli::render::text_or_json;
use crate::cli::selection::Purpose;
use crate::recovery::links_of;

#[derive(ClapArgs)]
pub(in crate::cli) struct Args {
    /// User id, phone number, extension or email
    user: String,
}

pub(in crate::cli) async fn run(args: &Args, context: &Context<'_>) -> anyhow::Result<Exit> {
    let opened = context.open().await?;
    let user = one_user(opened.directory.as_ref(), &args.user, Purpose::Listing).await?;
    let credentials = opened.directory.credentials(&user.user_id).await?;
    let document = UserDocument {
        schema: USER_SCHEMA.to_owned(),
        user: UserBody::from(&user),
        credentials: credentials.iter().map(CredentialBody::from).collect(),
        recovery_links: links_of(opened.recovery.as_ref(), &user.user_id).await?,
    };
    text_or_json(context.ui, context.output, &document, &in_words(&document))?;
    Ok(Exit::Done)
}

fn in_words(document: &UserDocument) -> Vec<String> {
    let user = &document.user;
    let or_none = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
    let mut lines = vec![
        format!("user id       {}", user.user_id),
        format!("name          {} {}", user.first_name, user.last_name),
        format!("email         {}", or_none(&user.email)),
        format!("phone number  {}", or_none(&user.phone_number)),
        format!("extension     {}", or_none(&user.extension)),
        format!("location      {}", user.location),
        format!("department    {}", or_none(&user.department)),
    ];
    lines.extend(document.credentials.iter().map(|state| format!("{:13} {}", state.credential, credential(state))));
    match document.recovery_links.as_slice() {
        [] => lines.push("links         none".to_owned()),
        links => lines.extend(links.iter().map(|found| format!("link          {}", link(found)))),
    }
    lines
}

fn credential(state: &CredentialBody) -> String {
    let changed = state.changed_at.as_ref().map(|at| format!(", changed {at}")).unwrap_or_default();
    let locked = match state.locked {
        Some(true) => ", locked after too many wrong sign-ins (a reset unlocks it)",
        _ => "",
    };
    match (state.set, state.must_change) {
        (false, _) => format!("not set{locked}"),
        (true, false) => format!("set{changed}{locked}"),
        (true, true) => format!("set{changed}, must be changed at the next sign-in{locked}"),
    }
}

fn link(link: &LinkBody) -> String {
    let until = link.openable_until.as_ref().map(|at| format!(", can be opened until {at}")).unwrap_or_default();
    match &link.end {
        Some(end) => format!("queued {}, ended: {end}", link.queued_at),
        None => format!("queued {}, {}{until}", link.queued_at, link.state.replace('_', " ")),
    }
}
