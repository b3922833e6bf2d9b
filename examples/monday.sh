#!/bin/sh
# Resets a whole location in one run: a link for everybody with an email, a new password and a slip to print for
# everybody else. If anything is left, it is done by: ossmosis runs resume ID
# Usage: OSSMOSIS_SERVER=https://provisioning.example monday.sh LOCATION
set -eu
location=$1

ossmosis forgot-password --location "$location" --yes \
    --fallback reset --secrets-out "new-passwords.csv" --letters "slips.html"
ossmosis users sign-in --from-csv "new-passwords.csv" -o ids >/dev/null
echo "The new passwords of those without an email are in new-passwords.csv, and to print in slips.html."
