//! A backend that makes every change and only counts them: a million are no load. Each connection has a thread of its
//! own, which sleeps as long as a call takes: no other is woken for it, and the load is the tool's. Who sleeps is woken a
//! little late; that is taken off the next sleep, so that calls take what they should on average.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use serde::Deserialize;
use serde::de::IgnoredAny;
use tokio::time::Instant;

use super::wire::{self, Request};
use super::{Behaviour, Stub, api};

/// What is made up for at most: not that the whole machine stood still.
const MOST_LATE: Duration = Duration::from_millis(1);

/// Changes of which nobody reads more than how many there are.
#[derive(Default, Deserialize)]
struct Counted {
    changes: Vec<IgnoredAny>,
}

impl Stub {
    /// Answers call by call, until the connection ends.
    pub(super) fn count_calls(&self, mut stream: TcpStream) {
        let behaviour = self.behaviour();
        let (mut buffer, mut part) = (Vec::new(), [0; 4096]);
        let mut late = Duration::ZERO;
        loop {
            while let Some(request) = wire::take(&mut buffer) {
                let answer = match api::read(&behaviour, &request) {
                    Some(told) => wire::answer(200, "", &told.to_string()),
                    None => self.count(&behaviour, &request, &mut late),
                };
                if stream.write_all(answer.as_bytes()).is_err() {
                    return;
                }
            }
            match stream.read(&mut part) {
                Ok(count) if count > 0 => buffer.extend_from_slice(&part[..count]),
                _ => return,
            }
        }
    }

    /// A call takes its time from when it is there to when it is answered.
    fn count(&self, behaviour: &Behaviour, request: &Request, late: &mut Duration) -> String {
        let came = Instant::now();
        let changes = serde_json::from_slice::<Counted>(&request.body).unwrap_or_default().changes.len();
        let admitted = {
            let mut state = self.state();
            state.first_call.get_or_insert(came);
            state.admit(behaviour, changes)
        };
        if let Err(retry_after) = admitted {
            let (headers, body) = api::refusal(retry_after);
            return wire::answer(429, &headers, &body);
        }
        let takes = behaviour.takes(changes);
        thread::sleep(takes.saturating_sub(came.elapsed() + *late));
        let took = came.elapsed();
        *late = (*late + took).saturating_sub(takes).min(MOST_LATE);
        let outcomes = vec![r#"{"status":204,"error":null}"#; changes].join(",");
        let answer = wire::answer(200, "", &format!(r#"{{"outcomes":[{outcomes}]}}"#));
        let mut state = self.state();
        state.counted += changes;
        state.answering += took;
        state.limited.in_flight -= 1;
        state.last_answer.replace(Instant::now());
        answer
    }
}
