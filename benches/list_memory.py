#!/usr/bin/env python3
"""Peak memory of `users list --all -o ndjson` over HTTP, at 10,000 and at 100,000 users, and their ratio.

Usage: benches/list_memory.py BINARY     (a release build; everything stays on the loopback)

A list is streamed, so ten times the users must not take ten times the memory: the named limit is 1.5.
"""

import os
import re
import subprocess
import sys
import tempfile

LIMIT = 1.5


def user_list(path, users):
    with open(path, "w", encoding="utf-8") as file:
        file.write("user_id,first_name,last_name,email,phone_number,extension,location,department\n")
        for n in range(users):
            number = 4_840_000_000 + n
            file.write(f"{number},Given{n},Family{n},user{n}@acme.example,+1-{number},{n % 9000 + 1000},Site {n % 50},Sales\n")


def peak_kib(arguments, environment):
    """Runs a command to its end; returns its lines of output and its peak resident set in KiB."""
    process = subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    lines = sum(1 for _ in process.stdout)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"{arguments} ended with {process.returncode}"
    return lines, usage.ru_maxrss


def measure(binary, users):
    with tempfile.TemporaryDirectory() as folder:
        environment = {"HOME": folder, "OSSMOSIS_TOKEN_FILE": f"{folder}/token", "PATH": os.environ["PATH"]}
        serve = [binary, "serve", "--data", f"{folder}/data", "--listen", "127.0.0.1:0", "--token-out", f"{folder}/token"]
        server = subprocess.Popen(serve, env=environment, stderr=subprocess.PIPE, text=True)
        try:
            environment["OSSMOSIS_SERVER"] = re.search(r"http://\S+", server.stderr.readline()).group()
            user_list(f"{folder}/users.csv", users)
            subprocess.run([binary, "users", "import", f"{folder}/users.csv", "-q"], env=environment, check=True)
            lines, peak = peak_kib([binary, "users", "list", "--all", "-o", "ndjson", "-q"], environment)
            assert lines == users, f"{lines} of {users} users were listed"
            with open(f"/proc/{server.pid}/status", encoding="ascii") as status:
                served = int(re.search(r"VmHWM:\s+(\d+)", status.read()).group(1))
        finally:
            server.terminate()
            server.wait()
        return peak, served


binary = os.path.abspath(sys.argv[1])
few, _ = measure(binary, 10_000)
many, served = measure(binary, 100_000)
print(f"users list --all -o ndjson over HTTP, peak resident memory: {few / 1024:.1f} MiB at 10,000 users,")
print(f"{many / 1024:.1f} MiB at 100,000; ratio {many / few:.2f} (limit {LIMIT}). The backend's own peak: {served / 1024:.1f} MiB.")
sys.exit(many / few > LIMIT)
