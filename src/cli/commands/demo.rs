//! `demo`: a sample company on an embedded backend, and a tour of the main job.

use std::path::PathBuf;

use clap::Args as ClapArgs;

use crate::cli::context::Context;
use crate::cli::exit::Exit;

#[derive(ClapArgs)]
pub(in crate::cli) struct Args {
    /// Folder for the sample company; one that an earlier demo made is made anew
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

#[cfg(not(feature = "server"))]
#[expect(clippy::unused_async, reason = "the same call as in a build with the backend")]
pub(in crate::cli) async fn run(_: &Args, _: &Context<'_>) -> anyhow::Result<Exit> {
    Err(crate::cli::context::no_server_feature("command demo").into())
}

#[cfg(feature = "server")]
pub(in crate::cli) use with_server::run;

#[cfg(feature = "server")]
mod with_server {
    use std::fs;
    use std::os::unix::fs::DirBuilderExt;
    use std::path::Path;

    use anyhow::Context as _;
    use clap::Parser;

    use super::{Args, Context, Exit};
    use crate::cli::args::Cli;
    use crate::cli::exit::Failure;

    const SAMPLE: &str = include_str!("../../../examples/sample-company.csv");
    /// What marks a folder as one that a demo may make anew.
    const MARK: &str = ".made-by-ossmosis-demo";

    pub(in crate::cli) async fn run(args: &Args, context: &Context<'_>) -> anyhow::Result<Exit> {
        let folder = args.dir.as_ref().unwrap_or(&context.settings.paths.demo);
        make_folder(folder)?;
        let tour = Tour { folder, context };
        tour.say(&format!("A sample company, kept in {}.", folder.display()));
        let sample = tour.path("sample-company.csv");
        fs::write(&sample, SAMPLE)?;
        tour.step("Load its users.", &["users", "import", &sample]).await?;
        tour.step("Who is there, and who has no email?", &["users", "list", "--location", "Wayne, PA"]).await?;
        let reset = ["reset-password", "--location", "Denver", "--generate"];
        tour.step("What would a reset of a whole location do?", &[&reset[..], &["--dry-run"]].concat()).await?;
        let secrets = tour.path("secrets.csv");
        let for_real = [&reset[..], &["--secrets-out", &secrets, "--yes"]].concat();
        tour.step("Do it: a different password for each user, in a file for you alone.", &for_real).await?;
        tour.step("Do they sign in?", &["users", "sign-in", "--from-csv", &secrets]).await?;
        let (mail, no_email) = (tour.path("mail"), tour.path("no-email.csv"));
        let forgot = [
            "forgot-password",
            "--location",
            "Wayne, PA",
            "--skip-no-email",
            "--no-email-out",
            &no_email,
            "--yes",
            "--mail",
            &format!("dir:{mail}"),
            "--public-url",
            "http://127.0.0.1:8443",
        ];
        tour.step("Mail recovery links to those who have an email, and save who has none.", &forgot).await?;
        tour.say(&format!("\nThe mails it made are {} files in {mail}.", count_mails(Path::new(&mail))?));
        let server = tour.server();
        tour.say(&format!(
            "\nTo try next:\n\
             \x20 ossmosis --server '{server}' users show 6105550180\n\
             \x20 ossmosis --server '{server}' reset-password 0200 --generate --show\n\
             \x20 ossmosis --server '{server}' runs list\n\
             \x20 echo 'Summer2026!' | ossmosis rules check\n\
             \x20 ossmosis serve --data '{}'    (then open the Reset link of one of the mails)",
            folder.display()
        ));
        Ok(Exit::Done)
    }

    /// Makes the folder; one that an earlier demo made is emptied first, any other is left alone.
    fn make_folder(folder: &Path) -> anyhow::Result<()> {
        let failed = || format!("{} cannot be made", folder.display());
        if folder.join(MARK).exists() {
            fs::remove_dir_all(folder).with_context(failed)?;
        } else if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
            return Err(Failure::usage(format!("{} is not empty, and no demo made it", folder.display()))
                .hint("name another folder with --dir DIR")
                .into());
        }
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).with_context(failed)?;
        fs::write(folder.join(MARK), "").with_context(failed)
    }

    fn count_mails(folder: &Path) -> anyhow::Result<usize> {
        Ok(fs::read_dir(folder)?
            .filter_map(Result::ok)
            .filter(|entry| entry.path().extension().is_some_and(|e| e == "eml"))
            .count())
    }

    /// The tour: each step is a command, carried out as if it had been typed.
    struct Tour<'a> {
        folder: &'a Path,
        context: &'a Context<'a>,
    }

    impl Tour<'_> {
        fn say(&self, text: &str) {
            self.context.ui.say(text);
        }

        fn path(&self, name: &str) -> String {
            self.folder.join(name).display().to_string()
        }

        fn server(&self) -> String {
            format!("embedded:{}", self.folder.display())
        }

        async fn step(&self, about: &str, arguments: &[&str]) -> anyhow::Result<()> {
            let shown: Vec<String> = arguments.iter().map(|argument| quoted(argument)).collect();
            self.say(&format!("\n{about}\n$ ossmosis {}", shown.join(" ")));
            let server = self.server();
            let typed = ["ossmosis", "--server", &server].into_iter().chain(arguments.iter().copied());
            let cli = Cli::try_parse_from(typed)?;
            // A command within a command: boxed, for the one has to know the size of the other.
            let exit = Box::pin(super::super::dispatch(cli, self.context.ui)).await?;
            anyhow::ensure!(exit == Exit::Done, "this step of the demo ended with {}", exit.code());
            Ok(())
        }
    }

    /// An argument as a shell would want it.
    fn quoted(argument: &str) -> String {
        let plain = |c: char| c.is_alphanumeric() || "-_./:=@".contains(c);
        if argument.chars().all(plain) { argument.to_owned() } else { format!("'{}'", argument.replace('\'', "'\\''")) }
    }
}
