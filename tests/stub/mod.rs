//! A provisioning backend that records every change and does as it is told: slow, limited, or faulty. It speaks the
//! REST API over plain sockets, so that it can also break off in the middle of an answer.

mod api;
mod counting;
mod faults;
mod limits;
mod wire;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::time::Instant;

use faults::{Fault, Faults};
pub(crate) use limits::Bucket;
use limits::Limited;

/// How it behaves.
#[derive(Clone, Debug, Default)]
pub(crate) struct Behaviour {
    /// How many users there are.
    pub(crate) users: usize,
    /// How long a call that changes something takes.
    pub(crate) latency: Duration,
    /// How long each change of such a call takes besides, one after the other.
    pub(crate) each: Duration,
    /// How many of those it bears at once; one more is refused, without a word on how long to wait.
    pub(crate) at_once: Option<usize>,
    /// How many changes it takes in a time; more are refused for a second.
    pub(crate) bucket: Option<Bucket>,
    /// What goes wrong, by this seed.
    pub(crate) faults: Option<u64>,
    /// Whether it makes every change and only counts them: a million are no load, and nobody is locked.
    pub(crate) only_counts: bool,
}

impl Behaviour {
    /// How long a call with so many changes takes.
    fn takes(&self, changes: usize) -> Duration {
        self.latency + self.each.saturating_mul(u32::try_from(changes).unwrap_or(u32::MAX))
    }
}

/// A change that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) user_id: String,
    pub(crate) credential: String,
    pub(crate) secret: String,
}

/// What it knows.
#[derive(Default)]
pub(crate) struct State {
    /// Every change that took effect, in order. One that came again under its key did not.
    pub(crate) made: Vec<Change>,
    /// Every change that reached it, whatever became of it.
    pub(crate) asked: Vec<Change>,
    by_key: HashMap<String, Change>,
    in_force: HashMap<(String, String), String>,
    /// Calls that change something.
    pub(crate) calls: usize,
    /// Changes that were refused since there were too many.
    pub(crate) refused: usize,
    /// Changes that were counted, and nothing else.
    pub(crate) counted: usize,
    /// How long the calls took together that made them.
    pub(crate) answering: Duration,
    /// When the first call came that changes something.
    pub(crate) first_call: Option<Instant>,
    /// When the last one was answered.
    pub(crate) last_answer: Option<Instant>,
    limited: Limited,
}

impl State {
    /// The secret of a user that signs in.
    pub(crate) fn in_force(&self, user_id: &str, credential: &str) -> Option<&str> {
        self.in_force.get(&(user_id.to_owned(), credential.to_owned())).map(String::as_str)
    }
}

/// A running one. It ends with the runtime that it was started on.
#[derive(Clone)]
pub(crate) struct Stub {
    pub(crate) address: SocketAddr,
    behaviour: Arc<Mutex<Behaviour>>,
    faults: Arc<Mutex<Option<Faults>>>,
    state: Arc<Mutex<State>>,
}

impl Stub {
    /// Starts one.
    pub(crate) async fn start(behaviour: Behaviour) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port on loopback");
        let address = listener.local_addr().expect("its own address");
        let stub = Self { address, behaviour: Arc::default(), faults: Arc::default(), state: Arc::default() };
        stub.behave(behaviour);
        tokio::spawn(stub.clone().listen(listener));
        stub
    }

    /// What `--server` is given.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What it knows.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("nobody failed with it")
    }

    /// From now on it behaves like this.
    pub(crate) fn behave(&self, behaviour: Behaviour) {
        *self.faults.lock().expect("nobody failed with it") = behaviour.faults.map(Faults::of);
        *self.behaviour.lock().expect("nobody failed with it") = behaviour;
    }

    fn behaviour(&self) -> Behaviour {
        self.behaviour.lock().expect("nobody failed with it").clone()
    }

    /// The fault of the next call that changes something.
    fn next_fault(&self) -> Fault {
        self.faults.lock().expect("nobody failed with it").as_mut().map_or(Fault::None, Faults::next)
    }

    async fn listen(self, mut listener: TcpListener) {
        let (down, mut goes_down) = tokio::sync::mpsc::channel(1);
        loop {
            tokio::select! {
                accepted = listener.accept() => {
                    let Ok((stream, _)) = accepted else { continue };
                    let (stub, down) = (self.clone(), down.clone());
                    if stub.behaviour().only_counts {
                        thread::spawn(move || blocking(stream).map(|stream| stub.count_calls(stream)));
                    } else {
                        tokio::spawn(async move { stub.serve(stream, &down).await });
                    }
                }
                Some(pause) = goes_down.recv() => {
                    // Nobody listens: connections are refused.
                    drop(listener);
                    tokio::time::sleep(pause).await;
                    listener = loop {
                        match TcpListener::bind(self.address).await {
                            Ok(listener) => break listener,
                            Err(_) => tokio::time::sleep(Duration::from_millis(5)).await,
                        }
                    };
                }
            }
        }
    }

    /// One connection, call by call.
    async fn serve(&self, mut stream: TcpStream, down: &tokio::sync::mpsc::Sender<Duration>) {
        let _ = stream.set_nodelay(true);
        let mut buffer = Vec::new();
        while let Some(request) = wire::read(&mut stream, &mut buffer).await {
            if !self.answer(&mut stream, &request, down).await {
                return;
            }
        }
    }
}

/// A connection for a thread of its own.
fn blocking(stream: TcpStream) -> std::io::Result<std::net::TcpStream> {
    let stream = stream.into_std()?;
    stream.set_nonblocking(false)?;
    stream.set_nodelay(true)?;
    Ok(stream)
}
