//! What goes wrong, at places that are told or drawn from a seed.

use std::collections::BTreeMap;
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// What happens to one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The connection ends before anything was applied.
    CutBefore,
    /// It is applied, and the connection ends without a reply.
    CutAfter,
    /// It is applied, and half of the reply comes.
    HalfReply,
    /// No reply comes, and the connection stays.
    NoReply {
        applied: bool,
    },
    /// Instead of a reply comes a LogoutRequest of the server, and the connection ends.
    ForcedLogout {
        applied: bool,
    },
    /// All is applied, and the reply to the last command is missing.
    TooFew,
    /// All is applied, and the replies have other echoes.
    WrongEcho,
    /// Only these bare words come, as from a SOAP front end that lost its server. Nothing was applied.
    NoOcsConnection,
    InvalidRequest,
    /// A SOAP fault; over TCP the connection ends. Nothing was applied.
    SoapError,
    /// Bare HTTP 503; over TCP the connection ends. Nothing was applied.
    Unavailable,
    /// A reply that never ends.
    Endless,
    /// A whole reply of 50 MB.
    Huge,
    /// A reply with a DOCTYPE whose entities grow without measure.
    Doctype,
    /// The reply takes its time.
    Slow(Duration),
}

/// Which documents are counted and may go wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Counted {
    /// All but those of login and logout.
    #[default]
    Work,
    /// Those that change something.
    Writes,
    /// Each one.
    All,
}

/// What goes wrong from now on.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    counted: Counted,
    scripted: BTreeMap<usize, Fault>,
    always: Option<Fault>,
    drawn: Option<(StdRng, u32)>,
    seen: usize,
}

impl Faults {
    /// Nothing.
    pub(crate) fn none() -> Self {
        Self::default()
    }

    /// This, to the document with this number, from 1.
    pub(crate) fn at(mut self, number: usize, fault: Fault) -> Self {
        self.scripted.insert(number, fault);
        self
    }

    /// This, to every document.
    pub(crate) fn always(mut self, fault: Fault) -> Self {
        self.always = Some(fault);
        self
    }

    /// To so many of a hundred documents, drawn from a seed.
    pub(crate) fn of_seed(mut self, seed: u64, percent: u32) -> Self {
        self.drawn = Some((StdRng::seed_from_u64(seed), percent));
        self
    }

    /// Only these documents count.
    pub(crate) fn counting(mut self, counted: Counted) -> Self {
        self.counted = counted;
        self
    }

    /// The fault of the next document, which has these commands.
    pub(super) fn next(&mut self, commands: &[&str]) -> Option<Fault> {
        let is_login =
            |name: &str| name.starts_with("Login") || matches!(name, "AuthenticationRequest" | "LogoutRequest");
        let counts = match self.counted {
            Counted::All => true,
            Counted::Work => commands.iter().any(|name| !is_login(name)),
            Counted::Writes => commands.iter().any(|name| name.contains("Modify")),
        };
        if !counts {
            return None;
        }
        self.seen += 1;
        self.scripted.remove(&self.seen).or(self.always).or_else(|| self.draw())
    }

    fn draw(&mut self) -> Option<Fault> {
        let (rng, percent) = self.drawn.as_mut()?;
        if rng.random_range(0..100) >= *percent {
            return None;
        }
        let applied = rng.random();
        Some(match rng.random_range(0..12) {
            0 => Fault::CutBefore,
            1 => Fault::CutAfter,
            2 => Fault::HalfReply,
            3 => Fault::NoReply { applied },
            4 => Fault::ForcedLogout { applied },
            5 => Fault::TooFew,
            6 => Fault::WrongEcho,
            7 => Fault::NoOcsConnection,
            8 => Fault::InvalidRequest,
            9 => Fault::SoapError,
            10 => Fault::Unavailable,
            _ => Fault::Slow(Duration::from_millis(rng.random_range(1..40))),
        })
    }
}
