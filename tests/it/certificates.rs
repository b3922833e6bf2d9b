//! Certificates for localhost.

use std::process::Command;

use crate::sandbox::Sandbox;

/// Makes `ca.pem`, `leaf.pem` with `leaf.key`, which it signed for localhost, and `stranger.pem`, which signed nothing.
pub(crate) fn make(sandbox: &Sandbox) {
    sandbox.write("names", "subjectAltName=DNS:localhost\n");
    let new_key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout";
    for arguments in [
        format!("req -x509 {new_key} ca.key -out ca.pem -subj /CN=ca -days 2"),
        format!("req -x509 {new_key} stranger.key -out stranger.pem -subj /CN=stranger -days 2"),
        format!("req {new_key} leaf.key -out leaf.csr -subj /CN=localhost"),
        "x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names -out leaf.pem".into(),
    ] {
        let made = Command::new("openssl").args(arguments.split(' ')).current_dir(sandbox.path("")).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    }
}
