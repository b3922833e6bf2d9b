"""A client of OCI-P that is not ours, broadworks-ocip, driven by lines of JSON.

Usage: client.py HOST PORT     (user and password are the first line of standard input)
       client.py --encode      (nothing is connected)

Each further line is a command: {"type": "UserGetRequest21", "fields": {"user_id": "a@b.example"}}. With --encode its XML
is written, a line each, with \n for line ends; else a line of JSON: what came back, or {"error": ...}. Fields are named
as the package names them: in snake case, and one that holds others is {"type": ..., "fields": ...}, or a list of them.
"""

import json
import logging
import sys

from broadworks_ocip import BroadworksAPI
from broadworks_ocip.exceptions import OCIErrorResponse


def value(api, given):
    if isinstance(given, list):
        return [value(api, each) for each in given]
    if isinstance(given, dict):
        return api.get_type_object(given["type"], **fields(api, given))
    return given


def fields(api, command):
    return {name: value(api, given) for name, given in command.get("fields", {}).items()}


def plain(answer):
    """What JSON can hold of an answer: tables become lists of objects."""
    if isinstance(answer, (str, int, bool, type(None))):
        return answer
    # Before tuples: a named one is a row.
    if hasattr(answer, "_asdict"):
        return {name: plain(each) for name, each in answer._asdict().items()}
    if isinstance(answer, (list, tuple)):
        return [plain(each) for each in answer]
    if isinstance(answer, dict):
        return {name: plain(each) for name, each in answer.items()}
    return plain(answer.to_dict())


def main():
    lines = (json.loads(line) for line in sys.stdin if line.strip())
    encodes = sys.argv[1] == "--encode"
    if encodes:
        login = {"username": "nobody", "password": "nothing"}
        host, port = "127.0.0.1", 0
    else:
        login = next(lines)
        host, port = sys.argv[1], int(sys.argv[2])
    logger = logging.getLogger("client")
    logger.addHandler(logging.NullHandler())
    api = BroadworksAPI(host=host, port=port, logger=logger, **login)
    for command in lines:
        if encodes:
            xml = api.get_command_xml(command["type"], **fields(api, command))
            print(xml.decode("iso-8859-1").replace("\n", "\\n"), flush=True)
            continue
        try:
            answer = api.command(command["type"], **fields(api, command))
            print(json.dumps({"type": answer.type_, "answer": plain(answer)}), flush=True)
        except OCIErrorResponse as error:
            print(json.dumps({"error": error.object.summary}), flush=True)
    if not encodes:
        api.close()


main()
