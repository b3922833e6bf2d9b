
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'ossmosis' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'ossmosis'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'ossmosis' {
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('users', 'users', [CompletionResultType]::ParameterValue, 'See and change users')
            [CompletionResult]::new('locations', 'locations', [CompletionResultType]::ParameterValue, 'See locations')
            [CompletionResult]::new('reset-password', 'reset-password', [CompletionResultType]::ParameterValue, 'Set or generate passwords and passcodes')
            [CompletionResult]::new('forgot-password', 'forgot-password', [CompletionResultType]::ParameterValue, 'Mail recovery links to those who have an email')
            [CompletionResult]::new('apply', 'apply', [CompletionResultType]::ParameterValue, 'Carry out a saved plan, unless the selection has changed meanwhile')
            [CompletionResult]::new('recovery', 'recovery', [CompletionResultType]::ParameterValue, 'See the recovery links that were sent, take them back, and try mails out')
            [CompletionResult]::new('rules', 'rules', [CompletionResultType]::ParameterValue, 'See the rules in force, and check secrets against them')
            [CompletionResult]::new('runs', 'runs', [CompletionResultType]::ParameterValue, 'See the journals of runs, and take runs up again')
            [CompletionResult]::new('admin', 'admin', [CompletionResultType]::ParameterValue, 'Make tokens for applications')
            [CompletionResult]::new('auth', 'auth', [CompletionResultType]::ParameterValue, 'Sign in to a server, and out')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Make and see the configuration')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Serve the provisioning backend')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Take a tour on a sample company')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions of a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual, or write all its pages')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ossmosis;users' {
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List users, and see who has no email')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one user')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Program or remove a user''s email, protect a user or not')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Create or update users from a CSV file')
            [CompletionResult]::new('set-emails', 'set-emails', [CompletionResultType]::ParameterValue, 'Program emails in bulk from a CSV file')
            [CompletionResult]::new('sign-in', 'sign-in', [CompletionResultType]::ParameterValue, 'Try whether a secret signs in')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ossmosis;users;list' {
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'All users of a location (repeatable)')
            [CompletionResult]::new('--location', '--location', [CompletionResultType]::ParameterName, 'All users of a location (repeatable)')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Users whose name, phone number, extension or user id holds this text')
            [CompletionResult]::new('--department', '--department', [CompletionResultType]::ParameterName, 'All users of a department')
            [CompletionResult]::new('--users-file', '--users-file', [CompletionResultType]::ParameterName, 'Users named in a file, one a line (- is standard input)')
            [CompletionResult]::new('--id-column', '--id-column', [CompletionResultType]::ParameterName, 'Column of the file that names the user; makes it a CSV file')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'Leave these users out')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'All users')
            [CompletionResult]::new('--has-email', '--has-email', [CompletionResultType]::ParameterName, 'Only users with an email')
            [CompletionResult]::new('--no-email', '--no-email', [CompletionResultType]::ParameterName, 'Only users without an email')
            [CompletionResult]::new('--skip-unknown', '--skip-unknown', [CompletionResultType]::ParameterName, 'Leave out names that are unknown or ambiguous')
            [CompletionResult]::new('--excel', '--excel', [CompletionResultType]::ParameterName, 'Write CSV for a spreadsheet: with a BOM, and ids and numbers that it leaves alone')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;users;show' {
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;users;edit' {
            [CompletionResult]::new('--email', '--email', [CompletionResultType]::ParameterName, 'Program this email')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--clear-email', '--clear-email', [CompletionResultType]::ParameterName, 'Remove the email')
            [CompletionResult]::new('--protect', '--protect', [CompletionResultType]::ParameterName, 'Leave the user out of resets and recovery links, unless --include-protected is given')
            [CompletionResult]::new('--unprotect', '--unprotect', [CompletionResultType]::ParameterName, 'Leave the user out no longer')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;users;import' {
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be done for each user, and change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Change existing users without asking')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Change existing users without asking')
            [CompletionResult]::new('--skip-bad', '--skip-bad', [CompletionResultType]::ParameterName, 'Apply the good rows of a file that has damaged ones')
            [CompletionResult]::new('--create', '--create', [CompletionResultType]::ParameterName, 'Create ids that seem to have lost zeros, by their own extension')
            [CompletionResult]::new('--accept-extensions', '--accept-extensions', [CompletionResultType]::ParameterName, 'Take extensions that differ from those on file by a lost zero')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;users;set-emails' {
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be done for each user, and change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Change emails without asking')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Change emails without asking')
            [CompletionResult]::new('--skip-bad', '--skip-bad', [CompletionResultType]::ParameterName, 'Apply the good rows of a file that has damaged ones')
            [CompletionResult]::new('--skip-unknown', '--skip-unknown', [CompletionResultType]::ParameterName, 'Leave out users that are unknown')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;users;sign-in' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Which credential to try')
            [CompletionResult]::new('--credential', '--credential', [CompletionResultType]::ParameterName, 'Which credential to try')
            [CompletionResult]::new('--from-csv', '--from-csv', [CompletionResultType]::ParameterName, 'Try every row of a file as --secrets-out writes it (user_id,credential,secret)')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Calls of the server in flight')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--password-stdin', '--password-stdin', [CompletionResultType]::ParameterName, 'Read the secret from standard input')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;users;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List users, and see who has no email')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one user')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Program or remove a user''s email, protect a user or not')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Create or update users from a CSV file')
            [CompletionResult]::new('set-emails', 'set-emails', [CompletionResultType]::ParameterValue, 'Program emails in bulk from a CSV file')
            [CompletionResult]::new('sign-in', 'sign-in', [CompletionResultType]::ParameterValue, 'Try whether a secret signs in')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ossmosis;users;help;list' {
            break
        }
        'ossmosis;users;help;show' {
            break
        }
        'ossmosis;users;help;edit' {
            break
        }
        'ossmosis;users;help;import' {
            break
        }
        'ossmosis;users;help;set-emails' {
            break
        }
        'ossmosis;users;help;sign-in' {
            break
        }
        'ossmosis;users;help;help' {
            break
        }
        'ossmosis;locations' {
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List locations, with their users and how many have no email')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ossmosis;locations;list' {
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-counts', '--no-counts', [CompletionResultType]::ParameterName, 'Leave the users uncounted: a BroadWorks system has to list them all for that')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;locations;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List locations, with their users and how many have no email')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ossmosis;locations;help;list' {
            break
        }
        'ossmosis;locations;help;help' {
            break
        }
        'ossmosis;reset-password' {
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'All users of a location (repeatable)')
            [CompletionResult]::new('--location', '--location', [CompletionResultType]::ParameterName, 'All users of a location (repeatable)')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Users whose name, phone number, extension or user id holds this text')
            [CompletionResult]::new('--department', '--department', [CompletionResultType]::ParameterName, 'All users of a department')
            [CompletionResult]::new('--users-file', '--users-file', [CompletionResultType]::ParameterName, 'Users named in a file, one a line (- is standard input)')
            [CompletionResult]::new('--id-column', '--id-column', [CompletionResultType]::ParameterName, 'Column of the file that names the user; makes it a CSV file')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'Leave these users out')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Which credentials to reset')
            [CompletionResult]::new('--credential', '--credential', [CompletionResultType]::ParameterName, 'Which credentials to reset')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the secret from a file, likewise')
            [CompletionResult]::new('--from-csv', '--from-csv', [CompletionResultType]::ParameterName, 'Read users and secrets from a CSV file with the columns user_id, password and perhaps credential')
            [CompletionResult]::new('--secrets-out', '--secrets-out', [CompletionResultType]::ParameterName, 'Write the new secrets to this file (CSV, readable by you alone, never overwritten)')
            [CompletionResult]::new('--encrypt-to', '--encrypt-to', [CompletionResultType]::ParameterName, 'Encrypt that file for age1… or "ssh-ed25519 AAAA…" (repeatable)')
            [CompletionResult]::new('--letters', '--letters', [CompletionResultType]::ParameterName, 'Write a sheet to print as well (HTML): a slip for each user, to cut out; encrypted if the file is')
            [CompletionResult]::new('--style', '--style', [CompletionResultType]::ParameterName, 'How generated passwords are made up: phone is for reading aloud')
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, 'Write what would be done to this file, without secrets, and change nothing: `apply` carries it out')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'The most calls of the server in flight; how many it bears is found out')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'Send no more than so many a second or minute, like 5/s or 90/m')
            [CompletionResult]::new('--deadline', '--deadline', [CompletionResultType]::ParameterName, 'Begin nothing new after this long, like 30m')
            [CompletionResult]::new('--max-failures', '--max-failures', [CompletionResultType]::ParameterName, 'Stop once more than so many have failed, like 20 or 5%')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Do so many users first, show what became of them, and ask; with --yes go on if all succeeded')
            [CompletionResult]::new('--failed-out', '--failed-out', [CompletionResultType]::ParameterName, 'Save those who were not served, with the reasons, as a CSV file that --users-file takes back')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'All users')
            [CompletionResult]::new('--has-email', '--has-email', [CompletionResultType]::ParameterName, 'Only users with an email')
            [CompletionResult]::new('--no-email', '--no-email', [CompletionResultType]::ParameterName, 'Only users without an email')
            [CompletionResult]::new('--skip-unknown', '--skip-unknown', [CompletionResultType]::ParameterName, 'Leave out names that are unknown or ambiguous')
            [CompletionResult]::new('--generate', '--generate', [CompletionResultType]::ParameterName, 'Generate a different secret for each user')
            [CompletionResult]::new('--password-stdin', '--password-stdin', [CompletionResultType]::ParameterName, 'Read the secret from standard input (with both credentials: two lines, application first)')
            [CompletionResult]::new('--shared', '--shared', [CompletionResultType]::ParameterName, 'Give the one secret that was typed to every user selected')
            [CompletionResult]::new('--allow-weak', '--allow-weak', [CompletionResultType]::ParameterName, 'Take passwords that are easy to guess')
            [CompletionResult]::new('--must-change', '--must-change', [CompletionResultType]::ParameterName, 'Ask the users to choose another at the next sign-in')
            [CompletionResult]::new('--no-must-change', '--no-must-change', [CompletionResultType]::ParameterName, 'Do not ask them (the default for application passwords)')
            [CompletionResult]::new('--excel', '--excel', [CompletionResultType]::ParameterName, 'Write that file for people with a spreadsheet: ids and passcodes keep their zeros')
            [CompletionResult]::new('--verify', '--verify', [CompletionResultType]::ParameterName, 'Prove each new application password by signing in with it')
            [CompletionResult]::new('--show', '--show', [CompletionResultType]::ParameterName, 'Show the new secrets on standard output')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be done for each user, and change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do it without asking')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do it without asking')
            [CompletionResult]::new('--fail-fast', '--fail-fast', [CompletionResultType]::ParameterName, 'Stop at the first failure')
            [CompletionResult]::new('--include-protected', '--include-protected', [CompletionResultType]::ParameterName, 'Change protected users as well')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;forgot-password' {
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'All users of a location (repeatable)')
            [CompletionResult]::new('--location', '--location', [CompletionResultType]::ParameterName, 'All users of a location (repeatable)')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Users whose name, phone number, extension or user id holds this text')
            [CompletionResult]::new('--department', '--department', [CompletionResultType]::ParameterName, 'All users of a department')
            [CompletionResult]::new('--users-file', '--users-file', [CompletionResultType]::ParameterName, 'Users named in a file, one a line (- is standard input)')
            [CompletionResult]::new('--id-column', '--id-column', [CompletionResultType]::ParameterName, 'Column of the file that names the user; makes it a CSV file')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'Leave these users out')
            [CompletionResult]::new('--no-email-out', '--no-email-out', [CompletionResultType]::ParameterName, 'Save those without an email as a CSV file that `users set-emails` takes back')
            [CompletionResult]::new('--stagger', '--stagger', [CompletionResultType]::ParameterName, 'Spread the mails: N at once, then N after each TIME, like 25/10m. Needs a server, which sends the later ones')
            [CompletionResult]::new('--fallback', '--fallback', [CompletionResultType]::ParameterName, 'What to do for those without an email')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Which credentials to reset for them')
            [CompletionResult]::new('--credential', '--credential', [CompletionResultType]::ParameterName, 'Which credentials to reset for them')
            [CompletionResult]::new('--secrets-out', '--secrets-out', [CompletionResultType]::ParameterName, 'Write the new secrets to this file (CSV, readable by you alone, never overwritten)')
            [CompletionResult]::new('--encrypt-to', '--encrypt-to', [CompletionResultType]::ParameterName, 'Encrypt that file for age1… or "ssh-ed25519 AAAA…" (repeatable)')
            [CompletionResult]::new('--letters', '--letters', [CompletionResultType]::ParameterName, 'Write a sheet to print as well (HTML): a slip for each user, to cut out; encrypted if the file is')
            [CompletionResult]::new('--style', '--style', [CompletionResultType]::ParameterName, 'How generated passwords are made up: phone is for reading aloud')
            [CompletionResult]::new('--plan', '--plan', [CompletionResultType]::ParameterName, 'Write what would be done to this file, without secrets, and change nothing: `apply` carries it out')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'The most calls of the server in flight; how many it bears is found out')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'Send no more than so many a second or minute, like 5/s or 90/m')
            [CompletionResult]::new('--deadline', '--deadline', [CompletionResultType]::ParameterName, 'Begin nothing new after this long, like 30m')
            [CompletionResult]::new('--max-failures', '--max-failures', [CompletionResultType]::ParameterName, 'Stop once more than so many have failed, like 20 or 5%')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Do so many users first, show what became of them, and ask; with --yes go on if all succeeded')
            [CompletionResult]::new('--failed-out', '--failed-out', [CompletionResultType]::ParameterName, 'Save those who were not served, with the reasons, as a CSV file that --users-file takes back')
            [CompletionResult]::new('--public-url', '--public-url', [CompletionResultType]::ParameterName, 'What links in mails begin with')
            [CompletionResult]::new('--mail', '--mail', [CompletionResultType]::ParameterName, 'What takes mails: smtp://HOST, at most smtp://USER@HOST:PORT?tls=none|starttls|implicit, or dir:FOLDER')
            [CompletionResult]::new('--mail-password-file', '--mail-password-file', [CompletionResultType]::ParameterName, 'File with the password of the user that signs in to the mail server')
            [CompletionResult]::new('--mail-from', '--mail-from', [CompletionResultType]::ParameterName, 'From whom mails come, like "Acme Voice <no-reply@acme.example>"')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'All users')
            [CompletionResult]::new('--has-email', '--has-email', [CompletionResultType]::ParameterName, 'Only users with an email')
            [CompletionResult]::new('--no-email', '--no-email', [CompletionResultType]::ParameterName, 'Only users without an email')
            [CompletionResult]::new('--skip-unknown', '--skip-unknown', [CompletionResultType]::ParameterName, 'Leave out names that are unknown or ambiguous')
            [CompletionResult]::new('--only-not-done', '--only-not-done', [CompletionResultType]::ParameterName, 'Only those who were sent a link that led to nothing; their older links end')
            [CompletionResult]::new('--skip-no-email', '--skip-no-email', [CompletionResultType]::ParameterName, 'Count those without an email as left out on purpose')
            [CompletionResult]::new('--excel', '--excel', [CompletionResultType]::ParameterName, 'Write that file for people with a spreadsheet: ids and passcodes keep their zeros')
            [CompletionResult]::new('--verify', '--verify', [CompletionResultType]::ParameterName, 'Prove each new application password by signing in with it')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be done for each user, and change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do it without asking')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do it without asking')
            [CompletionResult]::new('--fail-fast', '--fail-fast', [CompletionResultType]::ParameterName, 'Stop at the first failure')
            [CompletionResult]::new('--include-protected', '--include-protected', [CompletionResultType]::ParameterName, 'Change protected users as well')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;apply' {
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read the secret from a file, likewise')
            [CompletionResult]::new('--from-csv', '--from-csv', [CompletionResultType]::ParameterName, 'Read users and secrets from a CSV file with the columns user_id, password and perhaps credential')
            [CompletionResult]::new('--secrets-out', '--secrets-out', [CompletionResultType]::ParameterName, 'Write the new secrets to this file (CSV, readable by you alone, never overwritten)')
            [CompletionResult]::new('--encrypt-to', '--encrypt-to', [CompletionResultType]::ParameterName, 'Encrypt that file for age1… or "ssh-ed25519 AAAA…" (repeatable)')
            [CompletionResult]::new('--letters', '--letters', [CompletionResultType]::ParameterName, 'Write a sheet to print as well (HTML): a slip for each user, to cut out; encrypted if the file is')
            [CompletionResult]::new('--style', '--style', [CompletionResultType]::ParameterName, 'How generated passwords are made up: phone is for reading aloud')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'The most calls of the server in flight; how many it bears is found out')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'Send no more than so many a second or minute, like 5/s or 90/m')
            [CompletionResult]::new('--deadline', '--deadline', [CompletionResultType]::ParameterName, 'Begin nothing new after this long, like 30m')
            [CompletionResult]::new('--max-failures', '--max-failures', [CompletionResultType]::ParameterName, 'Stop once more than so many have failed, like 20 or 5%')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Do so many users first, show what became of them, and ask; with --yes go on if all succeeded')
            [CompletionResult]::new('--failed-out', '--failed-out', [CompletionResultType]::ParameterName, 'Save those who were not served, with the reasons, as a CSV file that --users-file takes back')
            [CompletionResult]::new('--public-url', '--public-url', [CompletionResultType]::ParameterName, 'What links in mails begin with')
            [CompletionResult]::new('--mail', '--mail', [CompletionResultType]::ParameterName, 'What takes mails: smtp://HOST, at most smtp://USER@HOST:PORT?tls=none|starttls|implicit, or dir:FOLDER')
            [CompletionResult]::new('--mail-password-file', '--mail-password-file', [CompletionResultType]::ParameterName, 'File with the password of the user that signs in to the mail server')
            [CompletionResult]::new('--mail-from', '--mail-from', [CompletionResultType]::ParameterName, 'From whom mails come, like "Acme Voice <no-reply@acme.example>"')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--generate', '--generate', [CompletionResultType]::ParameterName, 'Generate a different secret for each user')
            [CompletionResult]::new('--password-stdin', '--password-stdin', [CompletionResultType]::ParameterName, 'Read the secret from standard input (with both credentials: two lines, application first)')
            [CompletionResult]::new('--excel', '--excel', [CompletionResultType]::ParameterName, 'Write that file for people with a spreadsheet: ids and passcodes keep their zeros')
            [CompletionResult]::new('--verify', '--verify', [CompletionResultType]::ParameterName, 'Prove each new application password by signing in with it')
            [CompletionResult]::new('--show', '--show', [CompletionResultType]::ParameterName, 'Show the new secrets on standard output')
            [CompletionResult]::new('--shared', '--shared', [CompletionResultType]::ParameterName, 'Give the one secret that was typed to every user of the plan')
            [CompletionResult]::new('--allow-weak', '--allow-weak', [CompletionResultType]::ParameterName, 'Take passwords that are easy to guess')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be done for each user, and change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do it without asking')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do it without asking')
            [CompletionResult]::new('--fail-fast', '--fail-fast', [CompletionResultType]::ParameterName, 'Stop at the first failure')
            [CompletionResult]::new('--include-protected', '--include-protected', [CompletionResultType]::ParameterName, 'Change protected users as well')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;recovery' {
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List links, newest first, and what became of them')
            [CompletionResult]::new('revoke', 'revoke', [CompletionResultType]::ParameterValue, 'Take links back')
            [CompletionResult]::new('preview', 'preview', [CompletionResultType]::ParameterValue, 'Show the mail that a user would get')
            [CompletionResult]::new('test-mail', 'test-mail', [CompletionResultType]::ParameterValue, 'Send a test mail')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ossmosis;recovery;list' {
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'All users of a location (repeatable)')
            [CompletionResult]::new('--location', '--location', [CompletionResultType]::ParameterName, 'All users of a location (repeatable)')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Users whose name, phone number, extension or user id holds this text')
            [CompletionResult]::new('--department', '--department', [CompletionResultType]::ParameterName, 'All users of a department')
            [CompletionResult]::new('--users-file', '--users-file', [CompletionResultType]::ParameterName, 'Users named in a file, one a line (- is standard input)')
            [CompletionResult]::new('--id-column', '--id-column', [CompletionResultType]::ParameterName, 'Column of the file that names the user; makes it a CSV file')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'Leave these users out')
            [CompletionResult]::new('--run', '--run', [CompletionResultType]::ParameterName, 'Only links that this run asked for')
            [CompletionResult]::new('--reference', '--reference', [CompletionResultType]::ParameterName, 'Only the link with this reference, as its user reads it from the page')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'All users')
            [CompletionResult]::new('--has-email', '--has-email', [CompletionResultType]::ParameterName, 'Only users with an email')
            [CompletionResult]::new('--no-email', '--no-email', [CompletionResultType]::ParameterName, 'Only users without an email')
            [CompletionResult]::new('--skip-unknown', '--skip-unknown', [CompletionResultType]::ParameterName, 'Leave out names that are unknown or ambiguous')
            [CompletionResult]::new('--not-done', '--not-done', [CompletionResultType]::ParameterName, 'Only the newest link of each user, where it led to nothing: nothing was changed by it, nor otherwise since')
            [CompletionResult]::new('--open', '--open', [CompletionResultType]::ParameterName, 'Only links that can be opened, or whose session is under way')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;recovery;revoke' {
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'All users of a location (repeatable)')
            [CompletionResult]::new('--location', '--location', [CompletionResultType]::ParameterName, 'All users of a location (repeatable)')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Users whose name, phone number, extension or user id holds this text')
            [CompletionResult]::new('--department', '--department', [CompletionResultType]::ParameterName, 'All users of a department')
            [CompletionResult]::new('--users-file', '--users-file', [CompletionResultType]::ParameterName, 'Users named in a file, one a line (- is standard input)')
            [CompletionResult]::new('--id-column', '--id-column', [CompletionResultType]::ParameterName, 'Column of the file that names the user; makes it a CSV file')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'Leave these users out')
            [CompletionResult]::new('--run', '--run', [CompletionResultType]::ParameterName, 'Only links that this run asked for')
            [CompletionResult]::new('--reference', '--reference', [CompletionResultType]::ParameterName, 'Only the link with this reference, as its user reads it from the page')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'All users')
            [CompletionResult]::new('--has-email', '--has-email', [CompletionResultType]::ParameterName, 'Only users with an email')
            [CompletionResult]::new('--no-email', '--no-email', [CompletionResultType]::ParameterName, 'Only users without an email')
            [CompletionResult]::new('--skip-unknown', '--skip-unknown', [CompletionResultType]::ParameterName, 'Leave out names that are unknown or ambiguous')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say which links would be taken back, and change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do it without asking')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do it without asking')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;recovery;preview' {
            [CompletionResult]::new('--public-url', '--public-url', [CompletionResultType]::ParameterName, 'What links in mails begin with')
            [CompletionResult]::new('--mail', '--mail', [CompletionResultType]::ParameterName, 'What takes mails: smtp://HOST, at most smtp://USER@HOST:PORT?tls=none|starttls|implicit, or dir:FOLDER')
            [CompletionResult]::new('--mail-password-file', '--mail-password-file', [CompletionResultType]::ParameterName, 'File with the password of the user that signs in to the mail server')
            [CompletionResult]::new('--mail-from', '--mail-from', [CompletionResultType]::ParameterName, 'From whom mails come, like "Acme Voice <no-reply@acme.example>"')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--html', '--html', [CompletionResultType]::ParameterName, 'Print the HTML rather than the text')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;recovery;test-mail' {
            [CompletionResult]::new('--public-url', '--public-url', [CompletionResultType]::ParameterName, 'What links in mails begin with')
            [CompletionResult]::new('--mail', '--mail', [CompletionResultType]::ParameterName, 'What takes mails: smtp://HOST, at most smtp://USER@HOST:PORT?tls=none|starttls|implicit, or dir:FOLDER')
            [CompletionResult]::new('--mail-password-file', '--mail-password-file', [CompletionResultType]::ParameterName, 'File with the password of the user that signs in to the mail server')
            [CompletionResult]::new('--mail-from', '--mail-from', [CompletionResultType]::ParameterName, 'From whom mails come, like "Acme Voice <no-reply@acme.example>"')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;recovery;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List links, newest first, and what became of them')
            [CompletionResult]::new('revoke', 'revoke', [CompletionResultType]::ParameterValue, 'Take links back')
            [CompletionResult]::new('preview', 'preview', [CompletionResultType]::ParameterValue, 'Show the mail that a user would get')
            [CompletionResult]::new('test-mail', 'test-mail', [CompletionResultType]::ParameterValue, 'Send a test mail')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ossmosis;recovery;help;list' {
            break
        }
        'ossmosis;recovery;help;revoke' {
            break
        }
        'ossmosis;recovery;help;preview' {
            break
        }
        'ossmosis;recovery;help;test-mail' {
            break
        }
        'ossmosis;recovery;help;help' {
            break
        }
        'ossmosis;rules' {
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show the rules in force')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check secrets from standard input, one a line')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ossmosis;rules;show' {
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'Location whose rules to show')
            [CompletionResult]::new('--location', '--location', [CompletionResultType]::ParameterName, 'Location whose rules to show')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Show one credential''s rules only')
            [CompletionResult]::new('--credential', '--credential', [CompletionResultType]::ParameterName, 'Show one credential''s rules only')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--drift', '--drift', [CompletionResultType]::ParameterName, 'Say also what differs from when they were last shown, and from the built-in rules')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;rules;check' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Which credential the secrets are for')
            [CompletionResult]::new('--credential', '--credential', [CompletionResultType]::ParameterName, 'Which credential the secrets are for')
            [CompletionResult]::new('-u', '-u', [CompletionResultType]::ParameterName, 'User whose secret it would be, for the rules on their own id and numbers')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'User whose secret it would be, for the rules on their own id and numbers')
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'Location whose rules to apply; with --user it is the user''s')
            [CompletionResult]::new('--location', '--location', [CompletionResultType]::ParameterName, 'Location whose rules to apply; with --user it is the user''s')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;rules;help' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show the rules in force')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check secrets from standard input, one a line')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ossmosis;rules;help;show' {
            break
        }
        'ossmosis;rules;help;check' {
            break
        }
        'ossmosis;rules;help;help' {
            break
        }
        'ossmosis;runs' {
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List runs, newest first')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one run and what became of each user')
            [CompletionResult]::new('resume', 'resume', [CompletionResultType]::ParameterValue, 'Take up a run that was cut short, or that left something')
            [CompletionResult]::new('letters', 'letters', [CompletionResultType]::ParameterValue, 'Write a sheet to print: a slip for each user, with the new secrets of a run')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ossmosis;runs;list' {
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;runs;show' {
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;runs;resume' {
            [CompletionResult]::new('--identity', '--identity', [CompletionResultType]::ParameterName, 'Key file (age, or OpenSSH) that opens the encrypted secrets of the run; without it, who is not done gets new ones in FILE.2')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'Read it from a file')
            [CompletionResult]::new('--from-csv', '--from-csv', [CompletionResultType]::ParameterName, 'Read the CSV file that the secrets came from')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'The most calls of the server in flight; how many it bears is found out')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'Send no more than so many a second or minute, like 5/s or 90/m')
            [CompletionResult]::new('--deadline', '--deadline', [CompletionResultType]::ParameterName, 'Begin nothing new after this long, like 30m')
            [CompletionResult]::new('--max-failures', '--max-failures', [CompletionResultType]::ParameterName, 'Stop once more than so many have failed, like 20 or 5%')
            [CompletionResult]::new('--canary', '--canary', [CompletionResultType]::ParameterName, 'Do so many users first, show what became of them, and ask; with --yes go on if all succeeded')
            [CompletionResult]::new('--failed-out', '--failed-out', [CompletionResultType]::ParameterName, 'Save those who were not served, with the reasons, as a CSV file that --users-file takes back')
            [CompletionResult]::new('--public-url', '--public-url', [CompletionResultType]::ParameterName, 'What links in mails begin with')
            [CompletionResult]::new('--mail', '--mail', [CompletionResultType]::ParameterName, 'What takes mails: smtp://HOST, at most smtp://USER@HOST:PORT?tls=none|starttls|implicit, or dir:FOLDER')
            [CompletionResult]::new('--mail-password-file', '--mail-password-file', [CompletionResultType]::ParameterName, 'File with the password of the user that signs in to the mail server')
            [CompletionResult]::new('--mail-from', '--mail-from', [CompletionResultType]::ParameterName, 'From whom mails come, like "Acme Voice <no-reply@acme.example>"')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--password-stdin', '--password-stdin', [CompletionResultType]::ParameterName, 'Read the secret that was typed from standard input')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be done for each user who is left, and change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do it without asking')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do it without asking')
            [CompletionResult]::new('--fail-fast', '--fail-fast', [CompletionResultType]::ParameterName, 'Stop at the first failure')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;runs;letters' {
            [CompletionResult]::new('--secrets', '--secrets', [CompletionResultType]::ParameterName, 'The file of new secrets that the run has written')
            [CompletionResult]::new('--identity', '--identity', [CompletionResultType]::ParameterName, 'Key file (age, or OpenSSH) that opens it, if it is encrypted')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Write the sheet to this file (HTML, readable by you alone, never overwritten) rather than to standard output')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;runs;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List runs, newest first')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one run and what became of each user')
            [CompletionResult]::new('resume', 'resume', [CompletionResultType]::ParameterValue, 'Take up a run that was cut short, or that left something')
            [CompletionResult]::new('letters', 'letters', [CompletionResultType]::ParameterValue, 'Write a sheet to print: a slip for each user, with the new secrets of a run')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ossmosis;runs;help;list' {
            break
        }
        'ossmosis;runs;help;show' {
            break
        }
        'ossmosis;runs;help;resume' {
            break
        }
        'ossmosis;runs;help;letters' {
            break
        }
        'ossmosis;runs;help;help' {
            break
        }
        'ossmosis;admin' {
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'Make a token for an application, and print it once')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ossmosis;admin;token' {
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'What the token is for')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--replace', '--replace', [CompletionResultType]::ParameterName, 'Make a new token in place of the one that the application has')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;admin;help' {
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'Make a token for an application, and print it once')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ossmosis;admin;help;token' {
            break
        }
        'ossmosis;admin;help;help' {
            break
        }
        'ossmosis;auth' {
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('login', 'login', [CompletionResultType]::ParameterValue, 'Keep a server''s token, or login and password, after trying it')
            [CompletionResult]::new('logout', 'logout', [CompletionResultType]::ParameterValue, 'Forget what is kept of a server')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Say whether the server takes what is kept')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ossmosis;auth;login' {
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--password-stdin', '--password-stdin', [CompletionResultType]::ParameterName, 'Read the login user''s password from standard input')
            [CompletionResult]::new('--token-stdin', '--token-stdin', [CompletionResultType]::ParameterName, 'Read the token from standard input')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;auth;logout' {
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;auth;status' {
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;auth;help' {
            [CompletionResult]::new('login', 'login', [CompletionResultType]::ParameterValue, 'Keep a server''s token, or login and password, after trying it')
            [CompletionResult]::new('logout', 'logout', [CompletionResultType]::ParameterValue, 'Forget what is kept of a server')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Say whether the server takes what is kept')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ossmosis;auth;help;login' {
            break
        }
        'ossmosis;auth;help;logout' {
            break
        }
        'ossmosis;auth;help;status' {
            break
        }
        'ossmosis;auth;help;help' {
            break
        }
        'ossmosis;config' {
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Write a configuration file with every setting explained; --server sets the server in it')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show the settings in force, and where each comes from')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print where the configuration file is')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ossmosis;config;init' {
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;config;show' {
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;config;path' {
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;config;help' {
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Write a configuration file with every setting explained; --server sets the server in it')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show the settings in force, and where each comes from')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print where the configuration file is')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ossmosis;config;help;init' {
            break
        }
        'ossmosis;config;help;show' {
            break
        }
        'ossmosis;config;help;path' {
            break
        }
        'ossmosis;config;help;help' {
            break
        }
        'ossmosis;serve' {
            [CompletionResult]::new('--listen', '--listen', [CompletionResultType]::ParameterName, 'Address and port to listen on; port 0 takes a free one')
            [CompletionResult]::new('--data', '--data', [CompletionResultType]::ParameterName, 'Where the data is kept: a folder, sqlite:PATH, or postgres://USER@HOST/DATABASE (default: the embedded backend''s folder)')
            [CompletionResult]::new('--directory', '--directory', [CompletionResultType]::ParameterName, 'A platform that keeps users and credentials, for the backend to stand in front of: ocip://HOST, ocips://HOST or broadworks+https://HOST (default: it keeps them itself)')
            [CompletionResult]::new('--token-out', '--token-out', [CompletionResultType]::ParameterName, 'Write the first admin''s token to this new file, rather than to standard output')
            [CompletionResult]::new('--tls-cert', '--tls-cert', [CompletionResultType]::ParameterName, 'Speak TLS, with the certificate in this PEM file, followed by those that lead to its authority')
            [CompletionResult]::new('--tls-key', '--tls-key', [CompletionResultType]::ParameterName, 'The certificate''s private key: a PEM file without a passphrase')
            [CompletionResult]::new('--public-url', '--public-url', [CompletionResultType]::ParameterName, 'What links in mails begin with')
            [CompletionResult]::new('--mail', '--mail', [CompletionResultType]::ParameterName, 'What takes mails: smtp://HOST, at most smtp://USER@HOST:PORT?tls=none|starttls|implicit, or dir:FOLDER')
            [CompletionResult]::new('--mail-password-file', '--mail-password-file', [CompletionResultType]::ParameterName, 'File with the password of the user that signs in to the mail server')
            [CompletionResult]::new('--mail-from', '--mail-from', [CompletionResultType]::ParameterName, 'From whom mails come, like "Acme Voice <no-reply@acme.example>"')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--behind-proxy', '--behind-proxy', [CompletionResultType]::ParameterName, 'A proxy in front speaks TLS and says where requests come from')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;demo' {
            [CompletionResult]::new('--dir', '--dir', [CompletionResultType]::ParameterName, 'Folder for the sample company; one that an earlier demo made is made anew')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;completions' {
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;man' {
            [CompletionResult]::new('--dir', '--dir', [CompletionResultType]::ParameterName, 'Write a page for every command into this folder')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the configuration file to use')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration file to read')
            [CompletionResult]::new('--token-file', '--token-file', [CompletionResultType]::ParameterName, 'File with the server''s token')
            [CompletionResult]::new('--login-user', '--login-user', [CompletionResultType]::ParameterName, 'Login user, for servers that ask for one')
            [CompletionResult]::new('--login-password-file', '--login-password-file', [CompletionResultType]::ParameterName, 'File with the login user''s password')
            [CompletionResult]::new('--xsi-url', '--xsi-url', [CompletionResultType]::ParameterName, 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call of the server may take, like 30s')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the data on standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--insecure', '--insecure', [CompletionResultType]::ParameterName, 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but data, questions and errors')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask; fail where a question would be needed')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ossmosis;help' {
            [CompletionResult]::new('users', 'users', [CompletionResultType]::ParameterValue, 'See and change users')
            [CompletionResult]::new('locations', 'locations', [CompletionResultType]::ParameterValue, 'See locations')
            [CompletionResult]::new('reset-password', 'reset-password', [CompletionResultType]::ParameterValue, 'Set or generate passwords and passcodes')
            [CompletionResult]::new('forgot-password', 'forgot-password', [CompletionResultType]::ParameterValue, 'Mail recovery links to those who have an email')
            [CompletionResult]::new('apply', 'apply', [CompletionResultType]::ParameterValue, 'Carry out a saved plan, unless the selection has changed meanwhile')
            [CompletionResult]::new('recovery', 'recovery', [CompletionResultType]::ParameterValue, 'See the recovery links that were sent, take them back, and try mails out')
            [CompletionResult]::new('rules', 'rules', [CompletionResultType]::ParameterValue, 'See the rules in force, and check secrets against them')
            [CompletionResult]::new('runs', 'runs', [CompletionResultType]::ParameterValue, 'See the journals of runs, and take runs up again')
            [CompletionResult]::new('admin', 'admin', [CompletionResultType]::ParameterValue, 'Make tokens for applications')
            [CompletionResult]::new('auth', 'auth', [CompletionResultType]::ParameterValue, 'Sign in to a server, and out')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Make and see the configuration')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Serve the provisioning backend')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Take a tour on a sample company')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions of a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual, or write all its pages')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ossmosis;help;users' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List users, and see who has no email')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one user')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Program or remove a user''s email, protect a user or not')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Create or update users from a CSV file')
            [CompletionResult]::new('set-emails', 'set-emails', [CompletionResultType]::ParameterValue, 'Program emails in bulk from a CSV file')
            [CompletionResult]::new('sign-in', 'sign-in', [CompletionResultType]::ParameterValue, 'Try whether a secret signs in')
            break
        }
        'ossmosis;help;users;list' {
            break
        }
        'ossmosis;help;users;show' {
            break
        }
        'ossmosis;help;users;edit' {
            break
        }
        'ossmosis;help;users;import' {
            break
        }
        'ossmosis;help;users;set-emails' {
            break
        }
        'ossmosis;help;users;sign-in' {
            break
        }
        'ossmosis;help;locations' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List locations, with their users and how many have no email')
            break
        }
        'ossmosis;help;locations;list' {
            break
        }
        'ossmosis;help;reset-password' {
            break
        }
        'ossmosis;help;forgot-password' {
            break
        }
        'ossmosis;help;apply' {
            break
        }
        'ossmosis;help;recovery' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List links, newest first, and what became of them')
            [CompletionResult]::new('revoke', 'revoke', [CompletionResultType]::ParameterValue, 'Take links back')
            [CompletionResult]::new('preview', 'preview', [CompletionResultType]::ParameterValue, 'Show the mail that a user would get')
            [CompletionResult]::new('test-mail', 'test-mail', [CompletionResultType]::ParameterValue, 'Send a test mail')
            break
        }
        'ossmosis;help;recovery;list' {
            break
        }
        'ossmosis;help;recovery;revoke' {
            break
        }
        'ossmosis;help;recovery;preview' {
            break
        }
        'ossmosis;help;recovery;test-mail' {
            break
        }
        'ossmosis;help;rules' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show the rules in force')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check secrets from standard input, one a line')
            break
        }
        'ossmosis;help;rules;show' {
            break
        }
        'ossmosis;help;rules;check' {
            break
        }
        'ossmosis;help;runs' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List runs, newest first')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one run and what became of each user')
            [CompletionResult]::new('resume', 'resume', [CompletionResultType]::ParameterValue, 'Take up a run that was cut short, or that left something')
            [CompletionResult]::new('letters', 'letters', [CompletionResultType]::ParameterValue, 'Write a sheet to print: a slip for each user, with the new secrets of a run')
            break
        }
        'ossmosis;help;runs;list' {
            break
        }
        'ossmosis;help;runs;show' {
            break
        }
        'ossmosis;help;runs;resume' {
            break
        }
        'ossmosis;help;runs;letters' {
            break
        }
        'ossmosis;help;admin' {
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'Make a token for an application, and print it once')
            break
        }
        'ossmosis;help;admin;token' {
            break
        }
        'ossmosis;help;auth' {
            [CompletionResult]::new('login', 'login', [CompletionResultType]::ParameterValue, 'Keep a server''s token, or login and password, after trying it')
            [CompletionResult]::new('logout', 'logout', [CompletionResultType]::ParameterValue, 'Forget what is kept of a server')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Say whether the server takes what is kept')
            break
        }
        'ossmosis;help;auth;login' {
            break
        }
        'ossmosis;help;auth;logout' {
            break
        }
        'ossmosis;help;auth;status' {
            break
        }
        'ossmosis;help;config' {
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Write a configuration file with every setting explained; --server sets the server in it')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show the settings in force, and where each comes from')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print where the configuration file is')
            break
        }
        'ossmosis;help;config;init' {
            break
        }
        'ossmosis;help;config;show' {
            break
        }
        'ossmosis;help;config;path' {
            break
        }
        'ossmosis;help;serve' {
            break
        }
        'ossmosis;help;demo' {
            break
        }
        'ossmosis;help;completions' {
            break
        }
        'ossmosis;help;man' {
            break
        }
        'ossmosis;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
