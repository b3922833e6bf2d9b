
use builtin;
use str;

set edit:completion:arg-completer[ossmosis] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'ossmosis'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'ossmosis'= {
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand users 'See and change users'
            cand locations 'See locations'
            cand reset-password 'Set or generate passwords and passcodes'
            cand forgot-password 'Mail recovery links to those who have an email'
            cand apply 'Carry out a saved plan, unless the selection has changed meanwhile'
            cand recovery 'See the recovery links that were sent, take them back, and try mails out'
            cand rules 'See the rules in force, and check secrets against them'
            cand runs 'See the journals of runs, and take runs up again'
            cand admin 'Make tokens for applications'
            cand auth 'Sign in to a server, and out'
            cand config 'Make and see the configuration'
            cand serve 'Serve the provisioning backend'
            cand demo 'Take a tour on a sample company'
            cand completions 'Print the completions of a shell'
            cand man 'Print the manual, or write all its pages'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ossmosis;users'= {
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand list 'List users, and see who has no email'
            cand show 'Show one user'
            cand edit 'Program or remove a user''s email, protect a user or not'
            cand import 'Create or update users from a CSV file'
            cand set-emails 'Program emails in bulk from a CSV file'
            cand sign-in 'Try whether a secret signs in'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ossmosis;users;list'= {
            cand -l 'All users of a location (repeatable)'
            cand --location 'All users of a location (repeatable)'
            cand --search 'Users whose name, phone number, extension or user id holds this text'
            cand --department 'All users of a department'
            cand --users-file 'Users named in a file, one a line (- is standard input)'
            cand --id-column 'Column of the file that names the user; makes it a CSV file'
            cand --exclude 'Leave these users out'
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --all 'All users'
            cand --has-email 'Only users with an email'
            cand --no-email 'Only users without an email'
            cand --skip-unknown 'Leave out names that are unknown or ambiguous'
            cand --excel 'Write CSV for a spreadsheet: with a BOM, and ids and numbers that it leaves alone'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;users;show'= {
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;users;edit'= {
            cand --email 'Program this email'
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --clear-email 'Remove the email'
            cand --protect 'Leave the user out of resets and recovery links, unless --include-protected is given'
            cand --unprotect 'Leave the user out no longer'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;users;import'= {
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --dry-run 'Say what would be done for each user, and change nothing'
            cand -y 'Change existing users without asking'
            cand --yes 'Change existing users without asking'
            cand --skip-bad 'Apply the good rows of a file that has damaged ones'
            cand --create 'Create ids that seem to have lost zeros, by their own extension'
            cand --accept-extensions 'Take extensions that differ from those on file by a lost zero'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;users;set-emails'= {
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --dry-run 'Say what would be done for each user, and change nothing'
            cand -y 'Change emails without asking'
            cand --yes 'Change emails without asking'
            cand --skip-bad 'Apply the good rows of a file that has damaged ones'
            cand --skip-unknown 'Leave out users that are unknown'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;users;sign-in'= {
            cand -c 'Which credential to try'
            cand --credential 'Which credential to try'
            cand --from-csv 'Try every row of a file as --secrets-out writes it (user_id,credential,secret)'
            cand --jobs 'Calls of the server in flight'
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --password-stdin 'Read the secret from standard input'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;users;help'= {
            cand list 'List users, and see who has no email'
            cand show 'Show one user'
            cand edit 'Program or remove a user''s email, protect a user or not'
            cand import 'Create or update users from a CSV file'
            cand set-emails 'Program emails in bulk from a CSV file'
            cand sign-in 'Try whether a secret signs in'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ossmosis;users;help;list'= {
        }
        &'ossmosis;users;help;show'= {
        }
        &'ossmosis;users;help;edit'= {
        }
        &'ossmosis;users;help;import'= {
        }
        &'ossmosis;users;help;set-emails'= {
        }
        &'ossmosis;users;help;sign-in'= {
        }
        &'ossmosis;users;help;help'= {
        }
        &'ossmosis;locations'= {
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand list 'List locations, with their users and how many have no email'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ossmosis;locations;list'= {
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --no-counts 'Leave the users uncounted: a BroadWorks system has to list them all for that'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;locations;help'= {
            cand list 'List locations, with their users and how many have no email'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ossmosis;locations;help;list'= {
        }
        &'ossmosis;locations;help;help'= {
        }
        &'ossmosis;reset-password'= {
            cand -l 'All users of a location (repeatable)'
            cand --location 'All users of a location (repeatable)'
            cand --search 'Users whose name, phone number, extension or user id holds this text'
            cand --department 'All users of a department'
            cand --users-file 'Users named in a file, one a line (- is standard input)'
            cand --id-column 'Column of the file that names the user; makes it a CSV file'
            cand --exclude 'Leave these users out'
            cand -c 'Which credentials to reset'
            cand --credential 'Which credentials to reset'
            cand --password-file 'Read the secret from a file, likewise'
            cand --from-csv 'Read users and secrets from a CSV file with the columns user_id, password and perhaps credential'
            cand --secrets-out 'Write the new secrets to this file (CSV, readable by you alone, never overwritten)'
            cand --encrypt-to 'Encrypt that file for age1… or "ssh-ed25519 AAAA…" (repeatable)'
            cand --letters 'Write a sheet to print as well (HTML): a slip for each user, to cut out; encrypted if the file is'
            cand --style 'How generated passwords are made up: phone is for reading aloud'
            cand --plan 'Write what would be done to this file, without secrets, and change nothing: `apply` carries it out'
            cand --jobs 'The most calls of the server in flight; how many it bears is found out'
            cand --rate 'Send no more than so many a second or minute, like 5/s or 90/m'
            cand --deadline 'Begin nothing new after this long, like 30m'
            cand --max-failures 'Stop once more than so many have failed, like 20 or 5%'
            cand --canary 'Do so many users first, show what became of them, and ask; with --yes go on if all succeeded'
            cand --failed-out 'Save those who were not served, with the reasons, as a CSV file that --users-file takes back'
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --all 'All users'
            cand --has-email 'Only users with an email'
            cand --no-email 'Only users without an email'
            cand --skip-unknown 'Leave out names that are unknown or ambiguous'
            cand --generate 'Generate a different secret for each user'
            cand --password-stdin 'Read the secret from standard input (with both credentials: two lines, application first)'
            cand --shared 'Give the one secret that was typed to every user selected'
            cand --allow-weak 'Take passwords that are easy to guess'
            cand --must-change 'Ask the users to choose another at the next sign-in'
            cand --no-must-change 'Do not ask them (the default for application passwords)'
            cand --excel 'Write that file for people with a spreadsheet: ids and passcodes keep their zeros'
            cand --verify 'Prove each new application password by signing in with it'
            cand --show 'Show the new secrets on standard output'
            cand --dry-run 'Say what would be done for each user, and change nothing'
            cand -y 'Do it without asking'
            cand --yes 'Do it without asking'
            cand --fail-fast 'Stop at the first failure'
            cand --include-protected 'Change protected users as well'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;forgot-password'= {
            cand -l 'All users of a location (repeatable)'
            cand --location 'All users of a location (repeatable)'
            cand --search 'Users whose name, phone number, extension or user id holds this text'
            cand --department 'All users of a department'
            cand --users-file 'Users named in a file, one a line (- is standard input)'
            cand --id-column 'Column of the file that names the user; makes it a CSV file'
            cand --exclude 'Leave these users out'
            cand --no-email-out 'Save those without an email as a CSV file that `users set-emails` takes back'
            cand --stagger 'Spread the mails: N at once, then N after each TIME, like 25/10m. Needs a server, which sends the later ones'
            cand --fallback 'What to do for those without an email'
            cand -c 'Which credentials to reset for them'
            cand --credential 'Which credentials to reset for them'
            cand --secrets-out 'Write the new secrets to this file (CSV, readable by you alone, never overwritten)'
            cand --encrypt-to 'Encrypt that file for age1… or "ssh-ed25519 AAAA…" (repeatable)'
            cand --letters 'Write a sheet to print as well (HTML): a slip for each user, to cut out; encrypted if the file is'
            cand --style 'How generated passwords are made up: phone is for reading aloud'
            cand --plan 'Write what would be done to this file, without secrets, and change nothing: `apply` carries it out'
            cand --jobs 'The most calls of the server in flight; how many it bears is found out'
            cand --rate 'Send no more than so many a second or minute, like 5/s or 90/m'
            cand --deadline 'Begin nothing new after this long, like 30m'
            cand --max-failures 'Stop once more than so many have failed, like 20 or 5%'
            cand --canary 'Do so many users first, show what became of them, and ask; with --yes go on if all succeeded'
            cand --failed-out 'Save those who were not served, with the reasons, as a CSV file that --users-file takes back'
            cand --public-url 'What links in mails begin with'
            cand --mail 'What takes mails: smtp://HOST, at most smtp://USER@HOST:PORT?tls=none|starttls|implicit, or dir:FOLDER'
            cand --mail-password-file 'File with the password of the user that signs in to the mail server'
            cand --mail-from 'From whom mails come, like "Acme Voice <no-reply@acme.example>"'
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --all 'All users'
            cand --has-email 'Only users with an email'
            cand --no-email 'Only users without an email'
            cand --skip-unknown 'Leave out names that are unknown or ambiguous'
            cand --only-not-done 'Only those who were sent a link that led to nothing; their older links end'
            cand --skip-no-email 'Count those without an email as left out on purpose'
            cand --excel 'Write that file for people with a spreadsheet: ids and passcodes keep their zeros'
            cand --verify 'Prove each new application password by signing in with it'
            cand --dry-run 'Say what would be done for each user, and change nothing'
            cand -y 'Do it without asking'
            cand --yes 'Do it without asking'
            cand --fail-fast 'Stop at the first failure'
            cand --include-protected 'Change protected users as well'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;apply'= {
            cand --password-file 'Read the secret from a file, likewise'
            cand --from-csv 'Read users and secrets from a CSV file with the columns user_id, password and perhaps credential'
            cand --secrets-out 'Write the new secrets to this file (CSV, readable by you alone, never overwritten)'
            cand --encrypt-to 'Encrypt that file for age1… or "ssh-ed25519 AAAA…" (repeatable)'
            cand --letters 'Write a sheet to print as well (HTML): a slip for each user, to cut out; encrypted if the file is'
            cand --style 'How generated passwords are made up: phone is for reading aloud'
            cand --jobs 'The most calls of the server in flight; how many it bears is found out'
            cand --rate 'Send no more than so many a second or minute, like 5/s or 90/m'
            cand --deadline 'Begin nothing new after this long, like 30m'
            cand --max-failures 'Stop once more than so many have failed, like 20 or 5%'
            cand --canary 'Do so many users first, show what became of them, and ask; with --yes go on if all succeeded'
            cand --failed-out 'Save those who were not served, with the reasons, as a CSV file that --users-file takes back'
            cand --public-url 'What links in mails begin with'
            cand --mail 'What takes mails: smtp://HOST, at most smtp://USER@HOST:PORT?tls=none|starttls|implicit, or dir:FOLDER'
            cand --mail-password-file 'File with the password of the user that signs in to the mail server'
            cand --mail-from 'From whom mails come, like "Acme Voice <no-reply@acme.example>"'
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --generate 'Generate a different secret for each user'
            cand --password-stdin 'Read the secret from standard input (with both credentials: two lines, application first)'
            cand --excel 'Write that file for people with a spreadsheet: ids and passcodes keep their zeros'
            cand --verify 'Prove each new application password by signing in with it'
            cand --show 'Show the new secrets on standard output'
            cand --shared 'Give the one secret that was typed to every user of the plan'
            cand --allow-weak 'Take passwords that are easy to guess'
            cand --dry-run 'Say what would be done for each user, and change nothing'
            cand -y 'Do it without asking'
            cand --yes 'Do it without asking'
            cand --fail-fast 'Stop at the first failure'
            cand --include-protected 'Change protected users as well'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;recovery'= {
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand list 'List links, newest first, and what became of them'
            cand revoke 'Take links back'
            cand preview 'Show the mail that a user would get'
            cand test-mail 'Send a test mail'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ossmosis;recovery;list'= {
            cand -l 'All users of a location (repeatable)'
            cand --location 'All users of a location (repeatable)'
            cand --search 'Users whose name, phone number, extension or user id holds this text'
            cand --department 'All users of a department'
            cand --users-file 'Users named in a file, one a line (- is standard input)'
            cand --id-column 'Column of the file that names the user; makes it a CSV file'
            cand --exclude 'Leave these users out'
            cand --run 'Only links that this run asked for'
            cand --reference 'Only the link with this reference, as its user reads it from the page'
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --all 'All users'
            cand --has-email 'Only users with an email'
            cand --no-email 'Only users without an email'
            cand --skip-unknown 'Leave out names that are unknown or ambiguous'
            cand --not-done 'Only the newest link of each user, where it led to nothing: nothing was changed by it, nor otherwise since'
            cand --open 'Only links that can be opened, or whose session is under way'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;recovery;revoke'= {
            cand -l 'All users of a location (repeatable)'
            cand --location 'All users of a location (repeatable)'
            cand --search 'Users whose name, phone number, extension or user id holds this text'
            cand --department 'All users of a department'
            cand --users-file 'Users named in a file, one a line (- is standard input)'
            cand --id-column 'Column of the file that names the user; makes it a CSV file'
            cand --exclude 'Leave these users out'
            cand --run 'Only links that this run asked for'
            cand --reference 'Only the link with this reference, as its user reads it from the page'
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --all 'All users'
            cand --has-email 'Only users with an email'
            cand --no-email 'Only users without an email'
            cand --skip-unknown 'Leave out names that are unknown or ambiguous'
            cand --dry-run 'Say which links would be taken back, and change nothing'
            cand -y 'Do it without asking'
            cand --yes 'Do it without asking'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;recovery;preview'= {
            cand --public-url 'What links in mails begin with'
            cand --mail 'What takes mails: smtp://HOST, at most smtp://USER@HOST:PORT?tls=none|starttls|implicit, or dir:FOLDER'
            cand --mail-password-file 'File with the password of the user that signs in to the mail server'
            cand --mail-from 'From whom mails come, like "Acme Voice <no-reply@acme.example>"'
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --html 'Print the HTML rather than the text'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;recovery;test-mail'= {
            cand --public-url 'What links in mails begin with'
            cand --mail 'What takes mails: smtp://HOST, at most smtp://USER@HOST:PORT?tls=none|starttls|implicit, or dir:FOLDER'
            cand --mail-password-file 'File with the password of the user that signs in to the mail server'
            cand --mail-from 'From whom mails come, like "Acme Voice <no-reply@acme.example>"'
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;recovery;help'= {
            cand list 'List links, newest first, and what became of them'
            cand revoke 'Take links back'
            cand preview 'Show the mail that a user would get'
            cand test-mail 'Send a test mail'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ossmosis;recovery;help;list'= {
        }
        &'ossmosis;recovery;help;revoke'= {
        }
        &'ossmosis;recovery;help;preview'= {
        }
        &'ossmosis;recovery;help;test-mail'= {
        }
        &'ossmosis;recovery;help;help'= {
        }
        &'ossmosis;rules'= {
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand show 'Show the rules in force'
            cand check 'Check secrets from standard input, one a line'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ossmosis;rules;show'= {
            cand -l 'Location whose rules to show'
            cand --location 'Location whose rules to show'
            cand -c 'Show one credential''s rules only'
            cand --credential 'Show one credential''s rules only'
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --drift 'Say also what differs from when they were last shown, and from the built-in rules'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;rules;check'= {
            cand -c 'Which credential the secrets are for'
            cand --credential 'Which credential the secrets are for'
            cand -u 'User whose secret it would be, for the rules on their own id and numbers'
            cand --user 'User whose secret it would be, for the rules on their own id and numbers'
            cand -l 'Location whose rules to apply; with --user it is the user''s'
            cand --location 'Location whose rules to apply; with --user it is the user''s'
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;rules;help'= {
            cand show 'Show the rules in force'
            cand check 'Check secrets from standard input, one a line'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ossmosis;rules;help;show'= {
        }
        &'ossmosis;rules;help;check'= {
        }
        &'ossmosis;rules;help;help'= {
        }
        &'ossmosis;runs'= {
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand list 'List runs, newest first'
            cand show 'Show one run and what became of each user'
            cand resume 'Take up a run that was cut short, or that left something'
            cand letters 'Write a sheet to print: a slip for each user, with the new secrets of a run'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ossmosis;runs;list'= {
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;runs;show'= {
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;runs;resume'= {
            cand --identity 'Key file (age, or OpenSSH) that opens the encrypted secrets of the run; without it, who is not done gets new ones in FILE.2'
            cand --password-file 'Read it from a file'
            cand --from-csv 'Read the CSV file that the secrets came from'
            cand --jobs 'The most calls of the server in flight; how many it bears is found out'
            cand --rate 'Send no more than so many a second or minute, like 5/s or 90/m'
            cand --deadline 'Begin nothing new after this long, like 30m'
            cand --max-failures 'Stop once more than so many have failed, like 20 or 5%'
            cand --canary 'Do so many users first, show what became of them, and ask; with --yes go on if all succeeded'
            cand --failed-out 'Save those who were not served, with the reasons, as a CSV file that --users-file takes back'
            cand --public-url 'What links in mails begin with'
            cand --mail 'What takes mails: smtp://HOST, at most smtp://USER@HOST:PORT?tls=none|starttls|implicit, or dir:FOLDER'
            cand --mail-password-file 'File with the password of the user that signs in to the mail server'
            cand --mail-from 'From whom mails come, like "Acme Voice <no-reply@acme.example>"'
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --password-stdin 'Read the secret that was typed from standard input'
            cand --dry-run 'Say what would be done for each user who is left, and change nothing'
            cand -y 'Do it without asking'
            cand --yes 'Do it without asking'
            cand --fail-fast 'Stop at the first failure'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;runs;letters'= {
            cand --secrets 'The file of new secrets that the run has written'
            cand --identity 'Key file (age, or OpenSSH) that opens it, if it is encrypted'
            cand --out 'Write the sheet to this file (HTML, readable by you alone, never overwritten) rather than to standard output'
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;runs;help'= {
            cand list 'List runs, newest first'
            cand show 'Show one run and what became of each user'
            cand resume 'Take up a run that was cut short, or that left something'
            cand letters 'Write a sheet to print: a slip for each user, with the new secrets of a run'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ossmosis;runs;help;list'= {
        }
        &'ossmosis;runs;help;show'= {
        }
        &'ossmosis;runs;help;resume'= {
        }
        &'ossmosis;runs;help;letters'= {
        }
        &'ossmosis;runs;help;help'= {
        }
        &'ossmosis;admin'= {
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand token 'Make a token for an application, and print it once'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ossmosis;admin;token'= {
            cand --scope 'What the token is for'
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --replace 'Make a new token in place of the one that the application has'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;admin;help'= {
            cand token 'Make a token for an application, and print it once'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ossmosis;admin;help;token'= {
        }
        &'ossmosis;admin;help;help'= {
        }
        &'ossmosis;auth'= {
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand login 'Keep a server''s token, or login and password, after trying it'
            cand logout 'Forget what is kept of a server'
            cand status 'Say whether the server takes what is kept'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ossmosis;auth;login'= {
            cand --user 'Login user, for servers that ask for one'
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --password-stdin 'Read the login user''s password from standard input'
            cand --token-stdin 'Read the token from standard input'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;auth;logout'= {
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;auth;status'= {
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;auth;help'= {
            cand login 'Keep a server''s token, or login and password, after trying it'
            cand logout 'Forget what is kept of a server'
            cand status 'Say whether the server takes what is kept'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ossmosis;auth;help;login'= {
        }
        &'ossmosis;auth;help;logout'= {
        }
        &'ossmosis;auth;help;status'= {
        }
        &'ossmosis;auth;help;help'= {
        }
        &'ossmosis;config'= {
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand init 'Write a configuration file with every setting explained; --server sets the server in it'
            cand show 'Show the settings in force, and where each comes from'
            cand path 'Print where the configuration file is'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ossmosis;config;init'= {
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;config;show'= {
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;config;path'= {
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;config;help'= {
            cand init 'Write a configuration file with every setting explained; --server sets the server in it'
            cand show 'Show the settings in force, and where each comes from'
            cand path 'Print where the configuration file is'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ossmosis;config;help;init'= {
        }
        &'ossmosis;config;help;show'= {
        }
        &'ossmosis;config;help;path'= {
        }
        &'ossmosis;config;help;help'= {
        }
        &'ossmosis;serve'= {
            cand --listen 'Address and port to listen on; port 0 takes a free one'
            cand --data 'Where the data is kept: a folder, sqlite:PATH, or postgres://USER@HOST/DATABASE (default: the embedded backend''s folder)'
            cand --directory 'A platform that keeps users and credentials, for the backend to stand in front of: ocip://HOST, ocips://HOST or broadworks+https://HOST (default: it keeps them itself)'
            cand --token-out 'Write the first admin''s token to this new file, rather than to standard output'
            cand --tls-cert 'Speak TLS, with the certificate in this PEM file, followed by those that lead to its authority'
            cand --tls-key 'The certificate''s private key: a PEM file without a passphrase'
            cand --public-url 'What links in mails begin with'
            cand --mail 'What takes mails: smtp://HOST, at most smtp://USER@HOST:PORT?tls=none|starttls|implicit, or dir:FOLDER'
            cand --mail-password-file 'File with the password of the user that signs in to the mail server'
            cand --mail-from 'From whom mails come, like "Acme Voice <no-reply@acme.example>"'
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --behind-proxy 'A proxy in front speaks TLS and says where requests come from'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;demo'= {
            cand --dir 'Folder for the sample company; one that an earlier demo made is made anew'
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;completions'= {
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;man'= {
            cand --dir 'Write a page for every command into this folder'
            cand --server 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…'
            cand --profile 'Profile of the configuration file to use'
            cand --config 'Configuration file to read'
            cand --token-file 'File with the server''s token'
            cand --login-user 'Login user, for servers that ask for one'
            cand --login-password-file 'File with the login user''s password'
            cand --xsi-url 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST'
            cand --timeout 'How long one call of the server may take, like 30s'
            cand -o 'Format of the data on standard output'
            cand --output 'Format of the data on standard output'
            cand --color 'When to use colour'
            cand --insecure 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
            cand -q 'Say nothing but data, questions and errors'
            cand --quiet 'Say nothing but data, questions and errors'
            cand --no-input 'Never ask; fail where a question would be needed'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ossmosis;help'= {
            cand users 'See and change users'
            cand locations 'See locations'
            cand reset-password 'Set or generate passwords and passcodes'
            cand forgot-password 'Mail recovery links to those who have an email'
            cand apply 'Carry out a saved plan, unless the selection has changed meanwhile'
            cand recovery 'See the recovery links that were sent, take them back, and try mails out'
            cand rules 'See the rules in force, and check secrets against them'
            cand runs 'See the journals of runs, and take runs up again'
            cand admin 'Make tokens for applications'
            cand auth 'Sign in to a server, and out'
            cand config 'Make and see the configuration'
            cand serve 'Serve the provisioning backend'
            cand demo 'Take a tour on a sample company'
            cand completions 'Print the completions of a shell'
            cand man 'Print the manual, or write all its pages'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ossmosis;help;users'= {
            cand list 'List users, and see who has no email'
            cand show 'Show one user'
            cand edit 'Program or remove a user''s email, protect a user or not'
            cand import 'Create or update users from a CSV file'
            cand set-emails 'Program emails in bulk from a CSV file'
            cand sign-in 'Try whether a secret signs in'
        }
        &'ossmosis;help;users;list'= {
        }
        &'ossmosis;help;users;show'= {
        }
        &'ossmosis;help;users;edit'= {
        }
        &'ossmosis;help;users;import'= {
        }
        &'ossmosis;help;users;set-emails'= {
        }
        &'ossmosis;help;users;sign-in'= {
        }
        &'ossmosis;help;locations'= {
            cand list 'List locations, with their users and how many have no email'
        }
        &'ossmosis;help;locations;list'= {
        }
        &'ossmosis;help;reset-password'= {
        }
        &'ossmosis;help;forgot-password'= {
        }
        &'ossmosis;help;apply'= {
        }
        &'ossmosis;help;recovery'= {
            cand list 'List links, newest first, and what became of them'
            cand revoke 'Take links back'
            cand preview 'Show the mail that a user would get'
            cand test-mail 'Send a test mail'
        }
        &'ossmosis;help;recovery;list'= {
        }
        &'ossmosis;help;recovery;revoke'= {
        }
        &'ossmosis;help;recovery;preview'= {
        }
        &'ossmosis;help;recovery;test-mail'= {
        }
        &'ossmosis;help;rules'= {
            cand show 'Show the rules in force'
            cand check 'Check secrets from standard input, one a line'
        }
        &'ossmosis;help;rules;show'= {
        }
        &'ossmosis;help;rules;check'= {
        }
        &'ossmosis;help;runs'= {
            cand list 'List runs, newest first'
            cand show 'Show one run and what became of each user'
            cand resume 'Take up a run that was cut short, or that left something'
            cand letters 'Write a sheet to print: a slip for each user, with the new secrets of a run'
        }
        &'ossmosis;help;runs;list'= {
        }
        &'ossmosis;help;runs;show'= {
        }
        &'ossmosis;help;runs;resume'= {
        }
        &'ossmosis;help;runs;letters'= {
        }
        &'ossmosis;help;admin'= {
            cand token 'Make a token for an application, and print it once'
        }
        &'ossmosis;help;admin;token'= {
        }
        &'ossmosis;help;auth'= {
            cand login 'Keep a server''s token, or login and password, after trying it'
            cand logout 'Forget what is kept of a server'
            cand status 'Say whether the server takes what is kept'
        }
        &'ossmosis;help;auth;login'= {
        }
        &'ossmosis;help;auth;logout'= {
        }
        &'ossmosis;help;auth;status'= {
        }
        &'ossmosis;help;config'= {
            cand init 'Write a configuration file with every setting explained; --server sets the server in it'
            cand show 'Show the settings in force, and where each comes from'
            cand path 'Print where the configuration file is'
        }
        &'ossmosis;help;config;init'= {
        }
        &'ossmosis;help;config;show'= {
        }
        &'ossmosis;help;config;path'= {
        }
        &'ossmosis;help;serve'= {
        }
        &'ossmosis;help;demo'= {
        }
        &'ossmosis;help;completions'= {
        }
        &'ossmosis;help;man'= {
        }
        &'ossmosis;help;help'= {
        }
    ]
    $completions[$command]
}
