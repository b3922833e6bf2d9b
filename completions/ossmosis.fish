# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_ossmosis_global_optspecs
    string join \n server= profile= config= token-file= login-user= login-password-file= xsi-url= insecure timeout= o/output= q/quiet color= no-input h/help V/version
end

function __fish_ossmosis_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_ossmosis_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_ossmosis_using_subcommand
    set -l cmd (__fish_ossmosis_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c ossmosis -n "__fish_ossmosis_needs_command" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_needs_command" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_needs_command" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_needs_command" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_needs_command" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_needs_command" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_needs_command" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_needs_command" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_needs_command" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_needs_command" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_needs_command" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_needs_command" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_needs_command" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_needs_command" -s V -l version -d 'Print version'
complete -c ossmosis -n "__fish_ossmosis_needs_command" -f -a "users" -d 'See and change users'
complete -c ossmosis -n "__fish_ossmosis_needs_command" -f -a "locations" -d 'See locations'
complete -c ossmosis -n "__fish_ossmosis_needs_command" -f -a "reset-password" -d 'Set or generate passwords and passcodes'
complete -c ossmosis -n "__fish_ossmosis_needs_command" -f -a "forgot-password" -d 'Mail recovery links to those who have an email'
complete -c ossmosis -n "__fish_ossmosis_needs_command" -f -a "apply" -d 'Carry out a saved plan, unless the selection has changed meanwhile'
complete -c ossmosis -n "__fish_ossmosis_needs_command" -f -a "recovery" -d 'See the recovery links that were sent, take them back, and try mails out'
complete -c ossmosis -n "__fish_ossmosis_needs_command" -f -a "rules" -d 'See the rules in force, and check secrets against them'
complete -c ossmosis -n "__fish_ossmosis_needs_command" -f -a "runs" -d 'See the journals of runs, and take runs up again'
complete -c ossmosis -n "__fish_ossmosis_needs_command" -f -a "admin" -d 'Make tokens for applications'
complete -c ossmosis -n "__fish_ossmosis_needs_command" -f -a "auth" -d 'Sign in to a server, and out'
complete -c ossmosis -n "__fish_ossmosis_needs_command" -f -a "config" -d 'Make and see the configuration'
complete -c ossmosis -n "__fish_ossmosis_needs_command" -f -a "serve" -d 'Serve the provisioning backend'
complete -c ossmosis -n "__fish_ossmosis_needs_command" -f -a "demo" -d 'Take a tour on a sample company'
complete -c ossmosis -n "__fish_ossmosis_needs_command" -f -a "completions" -d 'Print the completions of a shell'
complete -c ossmosis -n "__fish_ossmosis_needs_command" -f -a "man" -d 'Print the manual, or write all its pages'
complete -c ossmosis -n "__fish_ossmosis_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and not __fish_seen_subcommand_from list show edit import set-emails sign-in help" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and not __fish_seen_subcommand_from list show edit import set-emails sign-in help" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and not __fish_seen_subcommand_from list show edit import set-emails sign-in help" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and not __fish_seen_subcommand_from list show edit import set-emails sign-in help" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and not __fish_seen_subcommand_from list show edit import set-emails sign-in help" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and not __fish_seen_subcommand_from list show edit import set-emails sign-in help" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and not __fish_seen_subcommand_from list show edit import set-emails sign-in help" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and not __fish_seen_subcommand_from list show edit import set-emails sign-in help" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and not __fish_seen_subcommand_from list show edit import set-emails sign-in help" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and not __fish_seen_subcommand_from list show edit import set-emails sign-in help" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and not __fish_seen_subcommand_from list show edit import set-emails sign-in help" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and not __fish_seen_subcommand_from list show edit import set-emails sign-in help" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and not __fish_seen_subcommand_from list show edit import set-emails sign-in help" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and not __fish_seen_subcommand_from list show edit import set-emails sign-in help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and not __fish_seen_subcommand_from list show edit import set-emails sign-in help" -f -a "list" -d 'List users, and see who has no email'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and not __fish_seen_subcommand_from list show edit import set-emails sign-in help" -f -a "show" -d 'Show one user'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and not __fish_seen_subcommand_from list show edit import set-emails sign-in help" -f -a "edit" -d 'Program or remove a user\'s email, protect a user or not'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and not __fish_seen_subcommand_from list show edit import set-emails sign-in help" -f -a "import" -d 'Create or update users from a CSV file'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and not __fish_seen_subcommand_from list show edit import set-emails sign-in help" -f -a "set-emails" -d 'Program emails in bulk from a CSV file'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and not __fish_seen_subcommand_from list show edit import set-emails sign-in help" -f -a "sign-in" -d 'Try whether a secret signs in'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and not __fish_seen_subcommand_from list show edit import set-emails sign-in help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from list" -s l -l location -d 'All users of a location (repeatable)' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from list" -l search -d 'Users whose name, phone number, extension or user id holds this text' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from list" -l department -d 'All users of a department' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from list" -l users-file -d 'Users named in a file, one a line (- is standard input)' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from list" -l id-column -d 'Column of the file that names the user; makes it a CSV file' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from list" -l exclude -d 'Leave these users out' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from list" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from list" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from list" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from list" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from list" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from list" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from list" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from list" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from list" -l all -d 'All users'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from list" -l has-email -d 'Only users with an email'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from list" -l no-email -d 'Only users without an email'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from list" -l skip-unknown -d 'Leave out names that are unknown or ambiguous'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from list" -l excel -d 'Write CSV for a spreadsheet: with a BOM, and ids and numbers that it leaves alone'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from list" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from show" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from show" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from show" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from show" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from show" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from show" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from show" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from show" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from show" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from show" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from edit" -l email -d 'Program this email' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from edit" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from edit" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from edit" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from edit" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from edit" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from edit" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from edit" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from edit" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from edit" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from edit" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from edit" -l clear-email -d 'Remove the email'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from edit" -l protect -d 'Leave the user out of resets and recovery links, unless --include-protected is given'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from edit" -l unprotect -d 'Leave the user out no longer'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from edit" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from edit" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from import" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from import" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from import" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from import" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from import" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from import" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from import" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from import" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from import" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from import" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from import" -l dry-run -d 'Say what would be done for each user, and change nothing'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from import" -s y -l yes -d 'Change existing users without asking'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from import" -l skip-bad -d 'Apply the good rows of a file that has damaged ones'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from import" -l create -d 'Create ids that seem to have lost zeros, by their own extension'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from import" -l accept-extensions -d 'Take extensions that differ from those on file by a lost zero'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from import" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from import" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from set-emails" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from set-emails" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from set-emails" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from set-emails" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from set-emails" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from set-emails" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from set-emails" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from set-emails" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from set-emails" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from set-emails" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from set-emails" -l dry-run -d 'Say what would be done for each user, and change nothing'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from set-emails" -s y -l yes -d 'Change emails without asking'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from set-emails" -l skip-bad -d 'Apply the good rows of a file that has damaged ones'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from set-emails" -l skip-unknown -d 'Leave out users that are unknown'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from set-emails" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from set-emails" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from set-emails" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from set-emails" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from sign-in" -s c -l credential -d 'Which credential to try' -r -f -a "application\t'The password of the applications'
voice-portal\t'The passcode of the voice portal'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from sign-in" -l from-csv -d 'Try every row of a file as --secrets-out writes it (user_id,credential,secret)' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from sign-in" -l jobs -d 'Calls of the server in flight' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from sign-in" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from sign-in" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from sign-in" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from sign-in" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from sign-in" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from sign-in" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from sign-in" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from sign-in" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from sign-in" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from sign-in" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from sign-in" -l password-stdin -d 'Read the secret from standard input'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from sign-in" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from sign-in" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from sign-in" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from sign-in" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from help" -f -a "list" -d 'List users, and see who has no email'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show one user'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from help" -f -a "edit" -d 'Program or remove a user\'s email, protect a user or not'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from help" -f -a "import" -d 'Create or update users from a CSV file'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from help" -f -a "set-emails" -d 'Program emails in bulk from a CSV file'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from help" -f -a "sign-in" -d 'Try whether a secret signs in'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand users; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and not __fish_seen_subcommand_from list help" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and not __fish_seen_subcommand_from list help" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and not __fish_seen_subcommand_from list help" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and not __fish_seen_subcommand_from list help" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and not __fish_seen_subcommand_from list help" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and not __fish_seen_subcommand_from list help" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and not __fish_seen_subcommand_from list help" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and not __fish_seen_subcommand_from list help" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and not __fish_seen_subcommand_from list help" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and not __fish_seen_subcommand_from list help" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and not __fish_seen_subcommand_from list help" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and not __fish_seen_subcommand_from list help" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and not __fish_seen_subcommand_from list help" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and not __fish_seen_subcommand_from list help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and not __fish_seen_subcommand_from list help" -f -a "list" -d 'List locations, with their users and how many have no email'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and not __fish_seen_subcommand_from list help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and __fish_seen_subcommand_from list" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and __fish_seen_subcommand_from list" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and __fish_seen_subcommand_from list" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and __fish_seen_subcommand_from list" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and __fish_seen_subcommand_from list" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and __fish_seen_subcommand_from list" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and __fish_seen_subcommand_from list" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and __fish_seen_subcommand_from list" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and __fish_seen_subcommand_from list" -l no-counts -d 'Leave the users uncounted: a BroadWorks system has to list them all for that'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and __fish_seen_subcommand_from list" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and __fish_seen_subcommand_from help" -f -a "list" -d 'List locations, with their users and how many have no email'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand locations; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -s l -l location -d 'All users of a location (repeatable)' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l search -d 'Users whose name, phone number, extension or user id holds this text' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l department -d 'All users of a department' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l users-file -d 'Users named in a file, one a line (- is standard input)' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l id-column -d 'Column of the file that names the user; makes it a CSV file' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l exclude -d 'Leave these users out' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -s c -l credential -d 'Which credentials to reset' -r -f -a "application\t'The password of the applications'
voice-portal\t'The passcode of the voice portal'
both\t'Both'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l password-file -d 'Read the secret from a file, likewise' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l from-csv -d 'Read users and secrets from a CSV file with the columns user_id, password and perhaps credential' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l secrets-out -d 'Write the new secrets to this file (CSV, readable by you alone, never overwritten)' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l encrypt-to -d 'Encrypt that file for age1… or "ssh-ed25519 AAAA…" (repeatable)' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l letters -d 'Write a sheet to print as well (HTML): a slip for each user, to cut out; encrypted if the file is' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l style -d 'How generated passwords are made up: phone is for reading aloud' -r -f -a "random\t''
phone\t''"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l plan -d 'Write what would be done to this file, without secrets, and change nothing: `apply` carries it out' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l jobs -d 'The most calls of the server in flight; how many it bears is found out' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l rate -d 'Send no more than so many a second or minute, like 5/s or 90/m' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l deadline -d 'Begin nothing new after this long, like 30m' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l max-failures -d 'Stop once more than so many have failed, like 20 or 5%' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l canary -d 'Do so many users first, show what became of them, and ask; with --yes go on if all succeeded' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l failed-out -d 'Save those who were not served, with the reasons, as a CSV file that --users-file takes back' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l all -d 'All users'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l has-email -d 'Only users with an email'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l no-email -d 'Only users without an email'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l skip-unknown -d 'Leave out names that are unknown or ambiguous'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l generate -d 'Generate a different secret for each user'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l password-stdin -d 'Read the secret from standard input (with both credentials: two lines, application first)'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l shared -d 'Give the one secret that was typed to every user selected'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l allow-weak -d 'Take passwords that are easy to guess'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l must-change -d 'Ask the users to choose another at the next sign-in'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l no-must-change -d 'Do not ask them (the default for application passwords)'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l excel -d 'Write that file for people with a spreadsheet: ids and passcodes keep their zeros'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l verify -d 'Prove each new application password by signing in with it'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l show -d 'Show the new secrets on standard output'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l dry-run -d 'Say what would be done for each user, and change nothing'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -s y -l yes -d 'Do it without asking'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l fail-fast -d 'Stop at the first failure'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l include-protected -d 'Change protected users as well'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand reset-password" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -s l -l location -d 'All users of a location (repeatable)' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l search -d 'Users whose name, phone number, extension or user id holds this text' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l department -d 'All users of a department' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l users-file -d 'Users named in a file, one a line (- is standard input)' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l id-column -d 'Column of the file that names the user; makes it a CSV file' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l exclude -d 'Leave these users out' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l no-email-out -d 'Save those without an email as a CSV file that `users set-emails` takes back' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l stagger -d 'Spread the mails: N at once, then N after each TIME, like 25/10m. Needs a server, which sends the later ones' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l fallback -d 'What to do for those without an email' -r -f -a "reset\t'Reset them by generated secrets, in the same run'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -s c -l credential -d 'Which credentials to reset for them' -r -f -a "application\t'The password of the applications'
voice-portal\t'The passcode of the voice portal'
both\t'Both'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l secrets-out -d 'Write the new secrets to this file (CSV, readable by you alone, never overwritten)' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l encrypt-to -d 'Encrypt that file for age1… or "ssh-ed25519 AAAA…" (repeatable)' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l letters -d 'Write a sheet to print as well (HTML): a slip for each user, to cut out; encrypted if the file is' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l style -d 'How generated passwords are made up: phone is for reading aloud' -r -f -a "random\t''
phone\t''"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l plan -d 'Write what would be done to this file, without secrets, and change nothing: `apply` carries it out' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l jobs -d 'The most calls of the server in flight; how many it bears is found out' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l rate -d 'Send no more than so many a second or minute, like 5/s or 90/m' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l deadline -d 'Begin nothing new after this long, like 30m' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l max-failures -d 'Stop once more than so many have failed, like 20 or 5%' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l canary -d 'Do so many users first, show what became of them, and ask; with --yes go on if all succeeded' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l failed-out -d 'Save those who were not served, with the reasons, as a CSV file that --users-file takes back' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l public-url -d 'What links in mails begin with' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l mail -d 'What takes mails: smtp://HOST, at most smtp://USER@HOST:PORT?tls=none|starttls|implicit, or dir:FOLDER' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l mail-password-file -d 'File with the password of the user that signs in to the mail server' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l mail-from -d 'From whom mails come, like "Acme Voice <no-reply@acme.example>"' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l all -d 'All users'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l has-email -d 'Only users with an email'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l no-email -d 'Only users without an email'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l skip-unknown -d 'Leave out names that are unknown or ambiguous'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l only-not-done -d 'Only those who were sent a link that led to nothing; their older links end'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l skip-no-email -d 'Count those without an email as left out on purpose'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l excel -d 'Write that file for people with a spreadsheet: ids and passcodes keep their zeros'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l verify -d 'Prove each new application password by signing in with it'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l dry-run -d 'Say what would be done for each user, and change nothing'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -s y -l yes -d 'Do it without asking'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l fail-fast -d 'Stop at the first failure'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l include-protected -d 'Change protected users as well'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand forgot-password" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l password-file -d 'Read the secret from a file, likewise' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l from-csv -d 'Read users and secrets from a CSV file with the columns user_id, password and perhaps credential' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l secrets-out -d 'Write the new secrets to this file (CSV, readable by you alone, never overwritten)' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l encrypt-to -d 'Encrypt that file for age1… or "ssh-ed25519 AAAA…" (repeatable)' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l letters -d 'Write a sheet to print as well (HTML): a slip for each user, to cut out; encrypted if the file is' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l style -d 'How generated passwords are made up: phone is for reading aloud' -r -f -a "random\t''
phone\t''"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l jobs -d 'The most calls of the server in flight; how many it bears is found out' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l rate -d 'Send no more than so many a second or minute, like 5/s or 90/m' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l deadline -d 'Begin nothing new after this long, like 30m' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l max-failures -d 'Stop once more than so many have failed, like 20 or 5%' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l canary -d 'Do so many users first, show what became of them, and ask; with --yes go on if all succeeded' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l failed-out -d 'Save those who were not served, with the reasons, as a CSV file that --users-file takes back' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l public-url -d 'What links in mails begin with' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l mail -d 'What takes mails: smtp://HOST, at most smtp://USER@HOST:PORT?tls=none|starttls|implicit, or dir:FOLDER' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l mail-password-file -d 'File with the password of the user that signs in to the mail server' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l mail-from -d 'From whom mails come, like "Acme Voice <no-reply@acme.example>"' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l generate -d 'Generate a different secret for each user'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l password-stdin -d 'Read the secret from standard input (with both credentials: two lines, application first)'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l excel -d 'Write that file for people with a spreadsheet: ids and passcodes keep their zeros'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l verify -d 'Prove each new application password by signing in with it'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l show -d 'Show the new secrets on standard output'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l shared -d 'Give the one secret that was typed to every user of the plan'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l allow-weak -d 'Take passwords that are easy to guess'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l dry-run -d 'Say what would be done for each user, and change nothing'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -s y -l yes -d 'Do it without asking'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l fail-fast -d 'Stop at the first failure'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l include-protected -d 'Change protected users as well'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand apply" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and not __fish_seen_subcommand_from list revoke preview test-mail help" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and not __fish_seen_subcommand_from list revoke preview test-mail help" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and not __fish_seen_subcommand_from list revoke preview test-mail help" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and not __fish_seen_subcommand_from list revoke preview test-mail help" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and not __fish_seen_subcommand_from list revoke preview test-mail help" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and not __fish_seen_subcommand_from list revoke preview test-mail help" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and not __fish_seen_subcommand_from list revoke preview test-mail help" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and not __fish_seen_subcommand_from list revoke preview test-mail help" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and not __fish_seen_subcommand_from list revoke preview test-mail help" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and not __fish_seen_subcommand_from list revoke preview test-mail help" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and not __fish_seen_subcommand_from list revoke preview test-mail help" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and not __fish_seen_subcommand_from list revoke preview test-mail help" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and not __fish_seen_subcommand_from list revoke preview test-mail help" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and not __fish_seen_subcommand_from list revoke preview test-mail help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and not __fish_seen_subcommand_from list revoke preview test-mail help" -f -a "list" -d 'List links, newest first, and what became of them'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and not __fish_seen_subcommand_from list revoke preview test-mail help" -f -a "revoke" -d 'Take links back'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and not __fish_seen_subcommand_from list revoke preview test-mail help" -f -a "preview" -d 'Show the mail that a user would get'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and not __fish_seen_subcommand_from list revoke preview test-mail help" -f -a "test-mail" -d 'Send a test mail'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and not __fish_seen_subcommand_from list revoke preview test-mail help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -s l -l location -d 'All users of a location (repeatable)' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -l search -d 'Users whose name, phone number, extension or user id holds this text' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -l department -d 'All users of a department' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -l users-file -d 'Users named in a file, one a line (- is standard input)' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -l id-column -d 'Column of the file that names the user; makes it a CSV file' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -l exclude -d 'Leave these users out' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -l run -d 'Only links that this run asked for' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -l reference -d 'Only the link with this reference, as its user reads it from the page' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -l all -d 'All users'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -l has-email -d 'Only users with an email'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -l no-email -d 'Only users without an email'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -l skip-unknown -d 'Leave out names that are unknown or ambiguous'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -l not-done -d 'Only the newest link of each user, where it led to nothing: nothing was changed by it, nor otherwise since'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -l open -d 'Only links that can be opened, or whose session is under way'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -s l -l location -d 'All users of a location (repeatable)' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -l search -d 'Users whose name, phone number, extension or user id holds this text' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -l department -d 'All users of a department' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -l users-file -d 'Users named in a file, one a line (- is standard input)' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -l id-column -d 'Column of the file that names the user; makes it a CSV file' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -l exclude -d 'Leave these users out' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -l run -d 'Only links that this run asked for' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -l reference -d 'Only the link with this reference, as its user reads it from the page' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -l all -d 'All users'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -l has-email -d 'Only users with an email'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -l no-email -d 'Only users without an email'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -l skip-unknown -d 'Leave out names that are unknown or ambiguous'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -l dry-run -d 'Say which links would be taken back, and change nothing'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -s y -l yes -d 'Do it without asking'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from revoke" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from preview" -l public-url -d 'What links in mails begin with' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from preview" -l mail -d 'What takes mails: smtp://HOST, at most smtp://USER@HOST:PORT?tls=none|starttls|implicit, or dir:FOLDER' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from preview" -l mail-password-file -d 'File with the password of the user that signs in to the mail server' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from preview" -l mail-from -d 'From whom mails come, like "Acme Voice <no-reply@acme.example>"' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from preview" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from preview" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from preview" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from preview" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from preview" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from preview" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from preview" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from preview" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from preview" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from preview" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from preview" -l html -d 'Print the HTML rather than the text'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from preview" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from preview" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from preview" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from preview" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from test-mail" -l public-url -d 'What links in mails begin with' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from test-mail" -l mail -d 'What takes mails: smtp://HOST, at most smtp://USER@HOST:PORT?tls=none|starttls|implicit, or dir:FOLDER' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from test-mail" -l mail-password-file -d 'File with the password of the user that signs in to the mail server' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from test-mail" -l mail-from -d 'From whom mails come, like "Acme Voice <no-reply@acme.example>"' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from test-mail" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from test-mail" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from test-mail" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from test-mail" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from test-mail" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from test-mail" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from test-mail" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from test-mail" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from test-mail" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from test-mail" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from test-mail" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from test-mail" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from test-mail" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from test-mail" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from help" -f -a "list" -d 'List links, newest first, and what became of them'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from help" -f -a "revoke" -d 'Take links back'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from help" -f -a "preview" -d 'Show the mail that a user would get'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from help" -f -a "test-mail" -d 'Send a test mail'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand recovery; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and not __fish_seen_subcommand_from show check help" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and not __fish_seen_subcommand_from show check help" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and not __fish_seen_subcommand_from show check help" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and not __fish_seen_subcommand_from show check help" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and not __fish_seen_subcommand_from show check help" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and not __fish_seen_subcommand_from show check help" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and not __fish_seen_subcommand_from show check help" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and not __fish_seen_subcommand_from show check help" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and not __fish_seen_subcommand_from show check help" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and not __fish_seen_subcommand_from show check help" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and not __fish_seen_subcommand_from show check help" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and not __fish_seen_subcommand_from show check help" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and not __fish_seen_subcommand_from show check help" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and not __fish_seen_subcommand_from show check help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and not __fish_seen_subcommand_from show check help" -f -a "show" -d 'Show the rules in force'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and not __fish_seen_subcommand_from show check help" -f -a "check" -d 'Check secrets from standard input, one a line'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and not __fish_seen_subcommand_from show check help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from show" -s l -l location -d 'Location whose rules to show' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from show" -s c -l credential -d 'Show one credential\'s rules only' -r -f -a "application\t'The password of the applications'
voice-portal\t'The passcode of the voice portal'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from show" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from show" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from show" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from show" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from show" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from show" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from show" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from show" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from show" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from show" -l drift -d 'Say also what differs from when they were last shown, and from the built-in rules'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from show" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from check" -s c -l credential -d 'Which credential the secrets are for' -r -f -a "application\t'The password of the applications'
voice-portal\t'The passcode of the voice portal'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from check" -s u -l user -d 'User whose secret it would be, for the rules on their own id and numbers' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from check" -s l -l location -d 'Location whose rules to apply; with --user it is the user\'s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from check" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from check" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from check" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from check" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from check" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from check" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from check" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from check" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from check" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from check" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from check" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from check" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show the rules in force'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from help" -f -a "check" -d 'Check secrets from standard input, one a line'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand rules; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and not __fish_seen_subcommand_from list show resume letters help" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and not __fish_seen_subcommand_from list show resume letters help" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and not __fish_seen_subcommand_from list show resume letters help" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and not __fish_seen_subcommand_from list show resume letters help" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and not __fish_seen_subcommand_from list show resume letters help" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and not __fish_seen_subcommand_from list show resume letters help" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and not __fish_seen_subcommand_from list show resume letters help" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and not __fish_seen_subcommand_from list show resume letters help" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and not __fish_seen_subcommand_from list show resume letters help" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and not __fish_seen_subcommand_from list show resume letters help" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and not __fish_seen_subcommand_from list show resume letters help" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and not __fish_seen_subcommand_from list show resume letters help" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and not __fish_seen_subcommand_from list show resume letters help" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and not __fish_seen_subcommand_from list show resume letters help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and not __fish_seen_subcommand_from list show resume letters help" -f -a "list" -d 'List runs, newest first'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and not __fish_seen_subcommand_from list show resume letters help" -f -a "show" -d 'Show one run and what became of each user'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and not __fish_seen_subcommand_from list show resume letters help" -f -a "resume" -d 'Take up a run that was cut short, or that left something'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and not __fish_seen_subcommand_from list show resume letters help" -f -a "letters" -d 'Write a sheet to print: a slip for each user, with the new secrets of a run'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and not __fish_seen_subcommand_from list show resume letters help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from list" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from list" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from list" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from list" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from list" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from list" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from list" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from list" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from list" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from list" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from show" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from show" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from show" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from show" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from show" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from show" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from show" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from show" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from show" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from show" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l identity -d 'Key file (age, or OpenSSH) that opens the encrypted secrets of the run; without it, who is not done gets new ones in FILE.2' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l password-file -d 'Read it from a file' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l from-csv -d 'Read the CSV file that the secrets came from' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l jobs -d 'The most calls of the server in flight; how many it bears is found out' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l rate -d 'Send no more than so many a second or minute, like 5/s or 90/m' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l deadline -d 'Begin nothing new after this long, like 30m' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l max-failures -d 'Stop once more than so many have failed, like 20 or 5%' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l canary -d 'Do so many users first, show what became of them, and ask; with --yes go on if all succeeded' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l failed-out -d 'Save those who were not served, with the reasons, as a CSV file that --users-file takes back' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l public-url -d 'What links in mails begin with' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l mail -d 'What takes mails: smtp://HOST, at most smtp://USER@HOST:PORT?tls=none|starttls|implicit, or dir:FOLDER' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l mail-password-file -d 'File with the password of the user that signs in to the mail server' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l mail-from -d 'From whom mails come, like "Acme Voice <no-reply@acme.example>"' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l password-stdin -d 'Read the secret that was typed from standard input'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l dry-run -d 'Say what would be done for each user who is left, and change nothing'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -s y -l yes -d 'Do it without asking'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l fail-fast -d 'Stop at the first failure'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from resume" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from letters" -l secrets -d 'The file of new secrets that the run has written' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from letters" -l identity -d 'Key file (age, or OpenSSH) that opens it, if it is encrypted' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from letters" -l out -d 'Write the sheet to this file (HTML, readable by you alone, never overwritten) rather than to standard output' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from letters" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from letters" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from letters" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from letters" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from letters" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from letters" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from letters" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from letters" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from letters" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from letters" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from letters" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from letters" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from letters" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from letters" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from help" -f -a "list" -d 'List runs, newest first'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show one run and what became of each user'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from help" -f -a "resume" -d 'Take up a run that was cut short, or that left something'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from help" -f -a "letters" -d 'Write a sheet to print: a slip for each user, with the new secrets of a run'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand runs; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and not __fish_seen_subcommand_from token help" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and not __fish_seen_subcommand_from token help" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and not __fish_seen_subcommand_from token help" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and not __fish_seen_subcommand_from token help" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and not __fish_seen_subcommand_from token help" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and not __fish_seen_subcommand_from token help" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and not __fish_seen_subcommand_from token help" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and not __fish_seen_subcommand_from token help" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and not __fish_seen_subcommand_from token help" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and not __fish_seen_subcommand_from token help" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and not __fish_seen_subcommand_from token help" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and not __fish_seen_subcommand_from token help" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and not __fish_seen_subcommand_from token help" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and not __fish_seen_subcommand_from token help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and not __fish_seen_subcommand_from token help" -f -a "token" -d 'Make a token for an application, and print it once'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and not __fish_seen_subcommand_from token help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and __fish_seen_subcommand_from token" -l scope -d 'What the token is for' -r -f -a "sign-in\t'Proving sign-ins, and changing a secret that has to be changed'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and __fish_seen_subcommand_from token" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and __fish_seen_subcommand_from token" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and __fish_seen_subcommand_from token" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and __fish_seen_subcommand_from token" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and __fish_seen_subcommand_from token" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and __fish_seen_subcommand_from token" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and __fish_seen_subcommand_from token" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and __fish_seen_subcommand_from token" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and __fish_seen_subcommand_from token" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and __fish_seen_subcommand_from token" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and __fish_seen_subcommand_from token" -l replace -d 'Make a new token in place of the one that the application has'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and __fish_seen_subcommand_from token" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and __fish_seen_subcommand_from token" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and __fish_seen_subcommand_from token" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and __fish_seen_subcommand_from token" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and __fish_seen_subcommand_from help" -f -a "token" -d 'Make a token for an application, and print it once'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand admin; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and not __fish_seen_subcommand_from login logout status help" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and not __fish_seen_subcommand_from login logout status help" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and not __fish_seen_subcommand_from login logout status help" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and not __fish_seen_subcommand_from login logout status help" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and not __fish_seen_subcommand_from login logout status help" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and not __fish_seen_subcommand_from login logout status help" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and not __fish_seen_subcommand_from login logout status help" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and not __fish_seen_subcommand_from login logout status help" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and not __fish_seen_subcommand_from login logout status help" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and not __fish_seen_subcommand_from login logout status help" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and not __fish_seen_subcommand_from login logout status help" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and not __fish_seen_subcommand_from login logout status help" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and not __fish_seen_subcommand_from login logout status help" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and not __fish_seen_subcommand_from login logout status help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and not __fish_seen_subcommand_from login logout status help" -f -a "login" -d 'Keep a server\'s token, or login and password, after trying it'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and not __fish_seen_subcommand_from login logout status help" -f -a "logout" -d 'Forget what is kept of a server'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and not __fish_seen_subcommand_from login logout status help" -f -a "status" -d 'Say whether the server takes what is kept'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and not __fish_seen_subcommand_from login logout status help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from login" -l user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from login" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from login" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from login" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from login" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from login" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from login" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from login" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from login" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from login" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from login" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from login" -l password-stdin -d 'Read the login user\'s password from standard input'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from login" -l token-stdin -d 'Read the token from standard input'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from login" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from login" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from login" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from login" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from logout" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from logout" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from logout" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from logout" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from logout" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from logout" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from logout" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from logout" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from logout" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from logout" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from logout" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from logout" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from logout" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from logout" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from status" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from status" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from status" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from status" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from status" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from status" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from status" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from status" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from status" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from status" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from status" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from status" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from help" -f -a "login" -d 'Keep a server\'s token, or login and password, after trying it'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from help" -f -a "logout" -d 'Forget what is kept of a server'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from help" -f -a "status" -d 'Say whether the server takes what is kept'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand auth; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and not __fish_seen_subcommand_from init show path help" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and not __fish_seen_subcommand_from init show path help" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and not __fish_seen_subcommand_from init show path help" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and not __fish_seen_subcommand_from init show path help" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and not __fish_seen_subcommand_from init show path help" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and not __fish_seen_subcommand_from init show path help" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and not __fish_seen_subcommand_from init show path help" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and not __fish_seen_subcommand_from init show path help" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and not __fish_seen_subcommand_from init show path help" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and not __fish_seen_subcommand_from init show path help" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and not __fish_seen_subcommand_from init show path help" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and not __fish_seen_subcommand_from init show path help" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and not __fish_seen_subcommand_from init show path help" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and not __fish_seen_subcommand_from init show path help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and not __fish_seen_subcommand_from init show path help" -f -a "init" -d 'Write a configuration file with every setting explained; --server sets the server in it'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and not __fish_seen_subcommand_from init show path help" -f -a "show" -d 'Show the settings in force, and where each comes from'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and not __fish_seen_subcommand_from init show path help" -f -a "path" -d 'Print where the configuration file is'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and not __fish_seen_subcommand_from init show path help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from init" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from init" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from init" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from init" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from init" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from init" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from init" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from init" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from init" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from init" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from init" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from init" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from init" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from show" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from show" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from show" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from show" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from show" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from show" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from show" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from show" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from show" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from show" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from path" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from path" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from path" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from path" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from path" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from path" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from path" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from path" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from path" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from path" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from path" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from path" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from path" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "init" -d 'Write a configuration file with every setting explained; --server sets the server in it'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show the settings in force, and where each comes from'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "path" -d 'Print where the configuration file is'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand serve" -l listen -d 'Address and port to listen on; port 0 takes a free one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand serve" -l data -d 'Where the data is kept: a folder, sqlite:PATH, or postgres://USER@HOST/DATABASE (default: the embedded backend\'s folder)' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand serve" -l directory -d 'A platform that keeps users and credentials, for the backend to stand in front of: ocip://HOST, ocips://HOST or broadworks+https://HOST (default: it keeps them itself)' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand serve" -l token-out -d 'Write the first admin\'s token to this new file, rather than to standard output' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand serve" -l tls-cert -d 'Speak TLS, with the certificate in this PEM file, followed by those that lead to its authority' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand serve" -l tls-key -d 'The certificate\'s private key: a PEM file without a passphrase' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand serve" -l public-url -d 'What links in mails begin with' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand serve" -l mail -d 'What takes mails: smtp://HOST, at most smtp://USER@HOST:PORT?tls=none|starttls|implicit, or dir:FOLDER' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand serve" -l mail-password-file -d 'File with the password of the user that signs in to the mail server' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand serve" -l mail-from -d 'From whom mails come, like "Acme Voice <no-reply@acme.example>"' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand serve" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand serve" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand serve" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand serve" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand serve" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand serve" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand serve" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand serve" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand serve" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand serve" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand serve" -l behind-proxy -d 'A proxy in front speaks TLS and says where requests come from'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand serve" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand serve" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand serve" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand demo" -l dir -d 'Folder for the sample company; one that an earlier demo made is made anew' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand demo" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand demo" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand demo" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand demo" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand demo" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand demo" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand demo" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand demo" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand demo" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand demo" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand demo" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand demo" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand demo" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand demo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand completions" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand completions" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand completions" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand completions" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand completions" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand completions" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand completions" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand completions" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand completions" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand completions" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand completions" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand completions" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand completions" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand man" -l dir -d 'Write a page for every command into this folder' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand man" -l server -d 'Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand man" -l profile -d 'Profile of the configuration file to use' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand man" -l config -d 'Configuration file to read' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand man" -l token-file -d 'File with the server\'s token' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand man" -l login-user -d 'Login user, for servers that ask for one' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand man" -l login-password-file -d 'File with the login user\'s password' -r -F
complete -c ossmosis -n "__fish_ossmosis_using_subcommand man" -l xsi-url -d 'Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand man" -l timeout -d 'How long one call of the server may take, like 30s' -r
complete -c ossmosis -n "__fish_ossmosis_using_subcommand man" -s o -l output -d 'Format of the data on standard output' -r -f -a "table\t'Aligned columns, for people'
json\t'One JSON document'
ndjson\t'One JSON document a line'
csv\t'CSV with exact values (RFC 4180)'
ids\t'One id or name a line'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand man" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ossmosis -n "__fish_ossmosis_using_subcommand man" -l insecure -d 'Speak to a BroadWorks system elsewhere although others can read on the way what is sent'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand man" -s q -l quiet -d 'Say nothing but data, questions and errors'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand man" -l no-input -d 'Never ask; fail where a question would be needed'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and not __fish_seen_subcommand_from users locations reset-password forgot-password apply recovery rules runs admin auth config serve demo completions man help" -f -a "users" -d 'See and change users'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and not __fish_seen_subcommand_from users locations reset-password forgot-password apply recovery rules runs admin auth config serve demo completions man help" -f -a "locations" -d 'See locations'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and not __fish_seen_subcommand_from users locations reset-password forgot-password apply recovery rules runs admin auth config serve demo completions man help" -f -a "reset-password" -d 'Set or generate passwords and passcodes'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and not __fish_seen_subcommand_from users locations reset-password forgot-password apply recovery rules runs admin auth config serve demo completions man help" -f -a "forgot-password" -d 'Mail recovery links to those who have an email'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and not __fish_seen_subcommand_from users locations reset-password forgot-password apply recovery rules runs admin auth config serve demo completions man help" -f -a "apply" -d 'Carry out a saved plan, unless the selection has changed meanwhile'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and not __fish_seen_subcommand_from users locations reset-password forgot-password apply recovery rules runs admin auth config serve demo completions man help" -f -a "recovery" -d 'See the recovery links that were sent, take them back, and try mails out'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and not __fish_seen_subcommand_from users locations reset-password forgot-password apply recovery rules runs admin auth config serve demo completions man help" -f -a "rules" -d 'See the rules in force, and check secrets against them'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and not __fish_seen_subcommand_from users locations reset-password forgot-password apply recovery rules runs admin auth config serve demo completions man help" -f -a "runs" -d 'See the journals of runs, and take runs up again'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and not __fish_seen_subcommand_from users locations reset-password forgot-password apply recovery rules runs admin auth config serve demo completions man help" -f -a "admin" -d 'Make tokens for applications'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and not __fish_seen_subcommand_from users locations reset-password forgot-password apply recovery rules runs admin auth config serve demo completions man help" -f -a "auth" -d 'Sign in to a server, and out'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and not __fish_seen_subcommand_from users locations reset-password forgot-password apply recovery rules runs admin auth config serve demo completions man help" -f -a "config" -d 'Make and see the configuration'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and not __fish_seen_subcommand_from users locations reset-password forgot-password apply recovery rules runs admin auth config serve demo completions man help" -f -a "serve" -d 'Serve the provisioning backend'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and not __fish_seen_subcommand_from users locations reset-password forgot-password apply recovery rules runs admin auth config serve demo completions man help" -f -a "demo" -d 'Take a tour on a sample company'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and not __fish_seen_subcommand_from users locations reset-password forgot-password apply recovery rules runs admin auth config serve demo completions man help" -f -a "completions" -d 'Print the completions of a shell'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and not __fish_seen_subcommand_from users locations reset-password forgot-password apply recovery rules runs admin auth config serve demo completions man help" -f -a "man" -d 'Print the manual, or write all its pages'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and not __fish_seen_subcommand_from users locations reset-password forgot-password apply recovery rules runs admin auth config serve demo completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and __fish_seen_subcommand_from users" -f -a "list" -d 'List users, and see who has no email'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and __fish_seen_subcommand_from users" -f -a "show" -d 'Show one user'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and __fish_seen_subcommand_from users" -f -a "edit" -d 'Program or remove a user\'s email, protect a user or not'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and __fish_seen_subcommand_from users" -f -a "import" -d 'Create or update users from a CSV file'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and __fish_seen_subcommand_from users" -f -a "set-emails" -d 'Program emails in bulk from a CSV file'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and __fish_seen_subcommand_from users" -f -a "sign-in" -d 'Try whether a secret signs in'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and __fish_seen_subcommand_from locations" -f -a "list" -d 'List locations, with their users and how many have no email'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and __fish_seen_subcommand_from recovery" -f -a "list" -d 'List links, newest first, and what became of them'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and __fish_seen_subcommand_from recovery" -f -a "revoke" -d 'Take links back'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and __fish_seen_subcommand_from recovery" -f -a "preview" -d 'Show the mail that a user would get'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and __fish_seen_subcommand_from recovery" -f -a "test-mail" -d 'Send a test mail'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and __fish_seen_subcommand_from rules" -f -a "show" -d 'Show the rules in force'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and __fish_seen_subcommand_from rules" -f -a "check" -d 'Check secrets from standard input, one a line'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and __fish_seen_subcommand_from runs" -f -a "list" -d 'List runs, newest first'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and __fish_seen_subcommand_from runs" -f -a "show" -d 'Show one run and what became of each user'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and __fish_seen_subcommand_from runs" -f -a "resume" -d 'Take up a run that was cut short, or that left something'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and __fish_seen_subcommand_from runs" -f -a "letters" -d 'Write a sheet to print: a slip for each user, with the new secrets of a run'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and __fish_seen_subcommand_from admin" -f -a "token" -d 'Make a token for an application, and print it once'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and __fish_seen_subcommand_from auth" -f -a "login" -d 'Keep a server\'s token, or login and password, after trying it'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and __fish_seen_subcommand_from auth" -f -a "logout" -d 'Forget what is kept of a server'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and __fish_seen_subcommand_from auth" -f -a "status" -d 'Say whether the server takes what is kept'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "init" -d 'Write a configuration file with every setting explained; --server sets the server in it'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "show" -d 'Show the settings in force, and where each comes from'
complete -c ossmosis -n "__fish_ossmosis_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "path" -d 'Print where the configuration file is'
