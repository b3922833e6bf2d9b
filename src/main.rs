//! The `ossmosis` binary.

use std::process::ExitCode;

fn main() -> ExitCode {
    ossmosis::cli::main()
}
