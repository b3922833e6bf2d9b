"""What somebody would write instead: so many password changes over 32 connections with httpx.

Usage: peer_httpx.py URL USERS
"""

import asyncio
import sys

import httpx

CONNECTIONS = 32


async def main(url, users):
    ids = iter(users)
    limits = httpx.Limits(max_connections=CONNECTIONS)
    headers = {"authorization": "Bearer a-token-for-the-stub"}
    async with httpx.AsyncClient(limits=limits, headers=headers, timeout=30) as client:

        async def work():
            for user_id in ids:
                change = {"user_id": user_id, "credential": "application", "secret": f"Secret-{user_id}", "must_change": False}
                answer = await client.post(f"{url}/api/v1/credentials/batch", json={"changes": [change]})
                answer.raise_for_status()

        await asyncio.gather(*(work() for _ in range(CONNECTIONS)))


asyncio.run(main(sys.argv[1], [f"u{n:07}" for n in range(int(sys.argv[2]))]))
