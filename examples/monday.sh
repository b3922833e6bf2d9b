#!/bin/sh
# Resets a whole location: a link for everybody with an email, a new password for everybody else.
# Usage: OSSMOSIS_SERVER=https://provisioning.example monday.sh LOCATION
set -eu
location=$1

# 3 is expected: somebody has no email. Anything else stops here.
status=0
ossmosis forgot-password --location "$location" --no-email-out "no-email.csv" --yes || status=$?
[ "$status" -eq 0 ] || [ "$status" -eq 3 ] || exit "$status"

if [ "$status" -eq 3 ]; then
    ossmosis reset-password --location "$location" --no-email --generate --secrets-out "new-passwords.csv" --yes
    ossmosis users sign-in --from-csv "new-passwords.csv" -o ids >/dev/null
    echo "The new passwords of those without an email are in new-passwords.csv."
fi
