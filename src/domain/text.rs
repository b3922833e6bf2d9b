//! Text from outside: what may not reach a terminal or a mail, and what a mail may show of a user id.

/// Whether a text holds a character that does not show: controls, line breaks, direction marks.
pub fn has_control(text: &str) -> bool {
    text.chars().any(hidden)
}

/// `1 user`, `2 users`.
pub fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// The text fit for a terminal: hidden characters replaced, so that no name can move the cursor or
/// turn the line around.
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if hidden(c) { '\u{fffd}' } else { c }).collect()
}

/// Controls (C0, C1), line and paragraph separators, and the marks and overrides that reorder text.
fn hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{61c}' | '\u{feff}')
}

/// A user id as a mail may show it: its last four characters, and everything after its last dot, are
/// `••••`. The id often is the number or ends in the extension, which is what a recovery link asks for.
pub fn masked_user_id(user_id: &str) -> String {
    let count = user_id.chars().count();
    let after_dot = user_id.rfind('.').map_or(count, |at| user_id[..at].chars().count() + 1);
    let shown = count.saturating_sub(4).min(after_dot);
    user_id.chars().take(shown).chain("••••".chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_id_hides_number_and_extension() {
        assert_eq!(masked_user_id("4842531928"), "484253••••");
        assert_eq!(masked_user_id("4842530000.0200"), "4842530000.••••");
        assert_eq!(masked_user_id("4842530000.86"), "484253000••••");
        assert_eq!(masked_user_id("4842530000.85700"), "4842530000.••••");
        assert_eq!(masked_user_id("101"), "••••");
        assert_eq!(masked_user_id("ann@acme.example"), "ann@acme.••••");
    }

    #[test]
    fn hidden_characters_do_not_reach_a_terminal() {
        assert_eq!(printable("a\u{1b}[31mb\u{202e}c\r\nd"), "a\u{fffd}[31mb\u{fffd}c\u{fffd}\u{fffd}d");
        assert!(has_control("x\u{200f}"));
        assert!(!has_control("Nguyễn O'Neill – Québec"));
    }
}
