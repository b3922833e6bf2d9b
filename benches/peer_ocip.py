"""What somebody would write instead: a new password for everybody in a group, over so many sockets, by broadworks-ocip.

Usage: peer_ocip.py HOST PORT SOCKETS USER SERVICE_PROVIDER GROUP     (its password is read from standard input)

Each socket has a process of its own, forked once the package is loaded: loading it takes longest, and what it does
with XML would keep threads waiting for one another.
"""

import logging
import multiprocessing
import secrets
import string
import sys

from broadworks_ocip import BroadworksAPI

LETTERS = string.ascii_letters + string.digits


def connect(host, port, username, password):
    logger = logging.getLogger("peer")
    logger.addHandler(logging.NullHandler())
    return BroadworksAPI(host=host, port=port, username=username, password=password, logger=logger)


def reset(place, users):
    api = connect(*place)
    for user in users:
        drawn = "".join(secrets.choice(LETTERS) for _ in range(12))
        api.command("PasswordModifyRequest", user_id=user, new_password=f"Aa1!2b.C{drawn}")
    api.close()


def main():
    host, port, sockets, username, provider, group = sys.argv[1:]
    place = (host, int(port), username, sys.stdin.readline().strip())
    api = connect(*place)
    listed = api.command("UserGetListInGroupRequest", service_provider_id=provider, group_id=group)
    users = [row.user_id for row in listed.user_table]
    api.close()
    sockets = int(sockets)
    parts = [multiprocessing.Process(target=reset, args=(place, users[n::sockets])) for n in range(sockets)]
    for part in parts:
        part.start()
    for part in parts:
        part.join()
    sys.exit(any(part.exitcode for part in parts))


main()
