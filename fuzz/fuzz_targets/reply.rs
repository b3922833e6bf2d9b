//! Whatever a BroadWorks server sends: it is read or refused, in pieces as well as whole, without a crash or a hang.

#![no_main]

mod ocip;

use libfuzzer_sys::fuzz_target;
use ocip::{Framer, Reply};

/// The longest reply that is tried.
const MOST: usize = 64 * 1024;

fuzz_target!(|bytes: &[u8]| {
    // Where a document ends does not depend on how it arrives.
    let whole = Framer::new(MOST).push(bytes);
    let mut framer = Framer::new(MOST);
    let mut single = Ok(None);
    for (at, byte) in bytes.iter().enumerate() {
        single = framer.push(std::slice::from_ref(byte)).map(|end| end.map(|_| at + 1));
        if !matches!(single, Ok(None)) {
            break;
        }
    }
    assert_eq!(whole, single);
    if let Ok(Reply::Answers(answers)) = Reply::from_bytes(bytes) {
        for answer in answers {
            if let Ok(element) = answer.outcome {
                let _ =
                    element.table("userTable").map(|table| table.rows().filter_map(|row| row.cell("User Id")).count());
            }
        }
    }
    let _ = Reply::from_envelope(bytes);
});
