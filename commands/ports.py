"""Ports for an instance that must not meet another one."""

from __future__ import annotations

import socket

from config.settings import Ports


def free_ports() -> Ports:
    """Ports that nobody has at this moment."""
    sockets = [socket.socket() for _ in range(5)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    web, agi, ami, http, redis = (int(one.getsockname()[1]) for one in sockets)
    for one in sockets:
        one.close()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.bind(("127.0.0.1", 0))
        sip = int(udp.getsockname()[1])
    return Ports(web=web, agi=agi, ami=ami, asterisk_http=http, redis=redis, sip=sip, rtp_start=10000, rtp_end=19999)
