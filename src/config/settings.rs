//! The settings in force, and where each comes from.

use std::path::PathBuf;
use std::time::Duration;

use jiff::SignedDuration;
use jiff::tz::TimeZone;
use url::Url;

use super::branding::brand;
use super::broadworks::{self, BroadWorksSettings};
use super::file::{ConfigFile, HashingSection, Profile};
use super::rules::rule_book;
use super::{ConfigError, MailTarget, Paths, Server};
use crate::domain::Brand;
use crate::rules::RuleBook;

/// The longest that a mailed link may be open (NIST SP 800-63B).
const LONGEST_LINK_LIFE: SignedDuration = SignedDuration::from_hours(24);
/// How long the session of a link lasts, as the portal has it.
const SESSION_LIFE: SignedDuration = SignedDuration::from_mins(20);
/// The longest that somebody may be left alone with an open session.
const LONGEST_SESSION: SignedDuration = SignedDuration::from_hours(1);

/// What flags and environment say; they win over the file.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// `--config`
    pub config_file: Option<PathBuf>,
    /// `--profile`
    pub profile: Option<String>,
    /// `--server`
    pub server: Option<String>,
    /// `--timeout`
    pub timeout: Option<String>,
    /// `--public-url`
    pub public_url: Option<String>,
    /// `--mail`
    pub mail: Option<String>,
    /// `--mail-password-file`
    pub mail_password_file: Option<String>,
    /// `--mail-from`
    pub mail_from: Option<String>,
    /// `--xsi-url`
    pub xsi_url: Option<String>,
}

/// Where a setting comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A flag or a variable of the environment.
    Given,
    /// This profile of the file.
    Profile(String),
    /// The file.
    File,
    /// Nobody said anything.
    Default,
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Given => f.write_str("flag or environment"),
            Self::Profile(name) => write!(f, "profile {name}"),
            Self::File => f.write_str("file"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// The settings in force.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The user's folders.
    pub paths: Paths,
    /// The directory of users; none is chosen by default.
    pub server: Option<Server>,
    /// How long one call of a server may take.
    pub timeout: Duration,
    /// What links begin with.
    pub public_url: Option<Url>,
    /// What takes mails; by default a folder beside the data.
    pub mail: Option<MailTarget>,
    /// The file with the password of the user that `mail` names.
    pub mail_password_file: Option<PathBuf>,
    /// From whom mails come.
    pub mail_from: Option<String>,
    /// How long a link can be opened.
    pub link_life: SignedDuration,
    /// How long the session of a link lasts.
    pub session_life: SignedDuration,
    /// Whether a link asks anything before its session starts.
    pub asks: bool,
    /// How the provider looks in mails and on the recovery site.
    pub brand: Brand,
    /// The zone in which mails tell times.
    pub zone: TimeZone,
    /// The user ids that are left out of changes unless they are meant, beside those that the backend marks.
    pub protected: Vec<String>,
    /// The least strength of passwords that people choose, 0 to 4.
    pub min_score: u8,
    /// The rules that the backend applies.
    pub rules: RuleBook,
    /// The cost of hashing: memory in KiB, passes, lanes; `None` is the default.
    pub hashing: [Option<u32>; 3],
    /// How a BroadWorks system is spoken to.
    pub broadworks: BroadWorksSettings,
    /// Key, value and origin of what can be shown; a setting without a value is `None`.
    pub shown: Vec<(&'static str, Option<String>, Origin)>,
}

impl Settings {
    /// What was said of a setting that can be shown, if anybody said anything.
    pub fn value(&self, key: &str) -> Option<String> {
        self.shown.iter().find(|(known, ..)| *known == key).and_then(|(_, value, _)| value.clone())
    }

    /// Resolves every setting.
    pub fn resolve(given: Given) -> Result<Self, ConfigError> {
        let named = given.config_file.is_some();
        let paths = Paths::find(given.config_file.clone())?;
        let file = ConfigFile::read(&paths.config_file, named)?.unwrap_or_default();
        let (profile_name, profile) = chosen_profile(&file, given.profile.clone())?;
        let mut shown = Vec::new();
        let mut pick = |key, given: Option<String>, of: fn(&Profile) -> &Option<String>, file: &Option<String>| {
            let layers = [
                (given, Origin::Given),
                (of(&profile).clone(), Origin::Profile(profile_name.clone().unwrap_or_default())),
                (file.clone(), Origin::File),
            ];
            let found = layers.into_iter().find_map(|(value, origin)| Some((value?, origin)));
            if let Some((value, origin)) = &found {
                shown.push((key, Some(value.clone()), origin.clone()));
            }
            found.map(|(value, _)| value)
        };
        let server = pick("server", given.server, |p| &p.server, &file.server);
        let timeout = pick("timeout", given.timeout, |p| &p.timeout, &file.timeout);
        let public_url = pick("public_url", given.public_url, |p| &p.public_url, &file.public_url);
        let mail = pick("mail", given.mail, |p| &p.mail, &file.mail);
        let mail_password_file =
            pick("mail_password_file", given.mail_password_file, |p| &p.mail_password_file, &file.mail_password_file);
        let mail_from = pick("mail_from", given.mail_from, |p| &p.mail_from, &file.mail_from);
        let xsi_url = pick("broadworks.xsi_url", given.xsi_url, |p| &p.xsi_url, &file.broadworks.xsi_url);
        for (key, stated) in [
            ("recovery.link_life", file.recovery.link_life.clone()),
            ("recovery.session_life", file.recovery.session_life.clone()),
            ("recovery.challenge", file.recovery.challenge.clone()),
            ("recovery.time_zone", file.recovery.time_zone.clone()),
            ("branding.name", file.branding.name.clone()),
            ("branding.logo", file.branding.logo.as_ref().map(|path| path.display().to_string())),
            ("branding.color", file.branding.color.clone()),
            ("branding.help", file.branding.help.clone()),
            ("branding.voice_portal", file.branding.voice_portal.clone()),
            ("rules.min_score", file.rules.min_score.map(|score| score.to_string())),
            ("broadworks.sockets", file.broadworks.sockets.map(|sockets| sockets.to_string())),
            ("broadworks.ca_file", file.broadworks.ca_file.as_ref().map(|path| path.display().to_string())),
            ("broadworks.portal_rules", file.broadworks.portal_rules.map(|on| on.to_string())),
            ("hashing.memory_kib", file.hashing.memory_kib.map(|cost| cost.to_string())),
            ("hashing.iterations", file.hashing.iterations.map(|cost| cost.to_string())),
            ("hashing.parallelism", file.hashing.parallelism.map(|cost| cost.to_string())),
        ] {
            shown.extend(stated.map(|value| (key, Some(value), Origin::File)));
        }
        if !file.protected.is_empty() {
            shown.push(("protected", Some(file.protected.join(", ")), Origin::File));
        }
        let settings = Self {
            protected: file.protected,
            server: server.map(|text| Server::parse(&text, &paths)).transpose()?,
            timeout: timeout.map_or(Ok(Duration::from_secs(30)), |text| read_timeout(&text))?,
            public_url: public_url.map(|text| read_public_url(&text)).transpose()?,
            mail: mail.map(|text| MailTarget::parse(&text)).transpose()?,
            // One set to nothing is none: a profile, or a variable, can take it back.
            mail_password_file: mail_password_file.filter(|file| !file.is_empty()).map(PathBuf::from),
            mail_from,
            link_life: file
                .recovery
                .link_life
                .map_or(Ok(LONGEST_LINK_LIFE), |text| read_at_most("recovery.link_life", &text, LONGEST_LINK_LIFE))?,
            session_life: file
                .recovery
                .session_life
                .map_or(Ok(SESSION_LIFE), |text| read_at_most("recovery.session_life", &text, LONGEST_SESSION))?,
            asks: file.recovery.challenge.map_or(Ok(true), |text| read_challenge(&text))?,
            brand: brand(&file.branding, &paths.config_file)?,
            zone: file.recovery.time_zone.map_or_else(|| Ok(TimeZone::system()), |name| read_zone(&name))?,
            min_score: read_min_score(file.rules.min_score)?,
            rules: rule_book(&file.rules)?,
            hashing: read_hashing(&file.hashing),
            broadworks: broadworks::read(&file.broadworks, xsi_url, &paths.config_file)?,
            shown,
            paths,
        };
        Ok(settings.with_defaults_shown())
    }

    fn with_defaults_shown(mut self) -> Self {
        let mut show = |key, value: Option<String>| {
            if !self.shown.iter().any(|(known, ..)| *known == key) {
                self.shown.push((key, value, Origin::Default));
            }
        };
        show("server", None);
        show("timeout", Some(format!("{:?}", self.timeout)));
        show("public_url", None);
        show("mail", None);
        show("mail_password_file", None);
        show("mail_from", None);
        show("recovery.link_life", Some(format!("{:#}", self.link_life)));
        show("recovery.session_life", Some(format!("{:#}", self.session_life)));
        show("recovery.challenge", Some(if self.asks { "numbers" } else { "none" }.to_owned()));
        show("branding.color", Some(self.brand.color.to_string()));
        show("recovery.time_zone", self.zone.iana_name().map(str::to_owned));
        show("protected", None);
        show("rules.min_score", Some(self.min_score.to_string()));
        show("broadworks.xsi_url", None);
        show("broadworks.sockets", Some(self.broadworks.sockets.to_string()));
        show("broadworks.ca_file", None);
        show("broadworks.portal_rules", Some(self.broadworks.portal_rules.to_string()));
        self
    }
}

fn chosen_profile(file: &ConfigFile, given: Option<String>) -> Result<(Option<String>, Profile), ConfigError> {
    let Some(name) = given.or_else(|| file.profile.clone()) else { return Ok((None, Profile::default())) };
    let known: Vec<&str> = file.profiles.keys().map(String::as_str).collect();
    match file.profiles.get(&name) {
        Some(profile) => Ok((Some(name), profile.clone())),
        None => Err(ConfigError::new(format!("no profile is called {name:?}")).hint(match known.as_slice() {
            [] => "the configuration file has no [profiles.NAME]".to_owned(),
            known => format!("there are: {}", known.join(", ")),
        })),
    }
}

/// A duration as people write it: `30s`, `2m`, `24h`; the unit is required.
fn read_duration(key: &str, text: &str) -> Result<SignedDuration, ConfigError> {
    let bad =
        || ConfigError::new(format!("{key} = {text:?} is no length of time")).hint("write it like 30s, 5m or 24h");
    let duration: SignedDuration = text.parse().map_err(|_| bad())?;
    if duration.is_positive() { Ok(duration) } else { Err(bad()) }
}

fn read_timeout(text: &str) -> Result<Duration, ConfigError> {
    let duration = read_duration("timeout", text)?;
    Duration::try_from(duration).map_err(|e| ConfigError::new(format!("timeout = {text:?}: {e}")))
}

fn read_at_most(key: &str, text: &str, most: SignedDuration) -> Result<SignedDuration, ConfigError> {
    let duration = read_duration(key, text)?;
    if duration > most || duration < SignedDuration::from_mins(1) {
        return Err(ConfigError::new(format!("{key} = {text:?} is not between 1m and {most:#}")));
    }
    Ok(duration)
}

fn read_challenge(text: &str) -> Result<bool, ConfigError> {
    match text {
        "numbers" => Ok(true),
        "none" => Ok(false),
        other => Err(ConfigError::new(format!("recovery.challenge = {other:?} means nothing"))
            .hint("numbers asks for extension or phone number, none asks nothing")),
    }
}

fn read_zone(name: &str) -> Result<TimeZone, ConfigError> {
    TimeZone::get(name).map_err(|e| {
        ConfigError::new(format!("recovery.time_zone = {name:?}: {e}")).hint("write it like UTC or Europe/Oslo")
    })
}

fn read_public_url(text: &str) -> Result<Url, ConfigError> {
    let bad = |why: &str| ConfigError::new(format!("public_url {text:?} {why}")).hint("write it like https://host");
    let url = Url::parse(text).map_err(|e| bad(&format!("is no address: {e}")))?;
    if !matches!(url.scheme(), "http" | "https") || url.query().is_some() || url.fragment().is_some() {
        return Err(bad("is no http or https address without ? and #"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(bad("holds a user name or password"));
    }
    Ok(url)
}

fn read_min_score(stated: Option<u8>) -> Result<u8, ConfigError> {
    match stated.unwrap_or(2) {
        score @ 0..=4 => Ok(score),
        other => Err(ConfigError::new(format!("rules.min_score = {other} is not between 0 and 4"))),
    }
}

fn read_hashing(section: &HashingSection) -> [Option<u32>; 3] {
    [section.memory_kib, section.iterations, section.parallelism]
}
