//! The most memory that a command holds.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

/// Between two looks at what a process holds.
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// Runs a command to its end, which has to be a good one. Returns the most memory it held, in KiB: its own high-water
/// mark as the kernel keeps it, and what its children held at a time, memory that processes share counted once.
pub(crate) fn peak_of(command: &mut Command) -> u64 {
    let mut child: Child = command.stdout(Stdio::null()).spawn().expect("it starts");
    let (mut own, mut children) = (0, 0);
    let process = format!("/proc/{}", child.id());
    loop {
        own = own.max(kib(Path::new(&process).join("status"), "VmHWM:"));
        children = children.max(pss_of_children(&process));
        if let Some(status) = child.try_wait().expect("its end") {
            assert!(status.success(), "{command:?} ended with {status}");
            return own + children;
        }
        thread::sleep(LOOK_EVERY);
    }
}

fn pss_of_children(process: &str) -> u64 {
    let children = fs::read_to_string(format!("{process}/task/{}/children", process.trim_start_matches("/proc/")));
    let children = children.unwrap_or_default();
    children.split_whitespace().map(|child| kib(format!("/proc/{child}/smaps_rollup"), "Pss:")).sum()
}

/// A size in one of the kernel's lists; nothing where the process has ended.
fn kib(path: impl AsRef<Path>, name: &str) -> u64 {
    let list = fs::read_to_string(path).unwrap_or_default();
    let line = list.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or(0)
}
