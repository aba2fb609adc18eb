"""Are the ports of an exchange free? Asterisk itself would start without those that are not."""

from __future__ import annotations

import socket

from exchange.plan import ExchangePlan


class PortInUse(RuntimeError):
    def __init__(self, port: int, use: str) -> None:
        super().__init__(f"端口 {port}（{use}）已被其他程序占用，请在配置中换一个端口或停止该程序")
        self.port = port


def check_ports(plan: ExchangePlan) -> None:
    """Raises PortInUse. To be asked before the start: Asterisk's own ports count as in use."""
    _check(plan.bind, plan.ports.sip, "SIP", socket.SOCK_DGRAM)
    _check("127.0.0.1", plan.ports.ami, "AMI", socket.SOCK_STREAM)
    _check("127.0.0.1", plan.ports.http, "WebSocket", socket.SOCK_STREAM)


def _check(address: str, port: int, use: str, kind: socket.SocketKind) -> None:
    with socket.socket(socket.AF_INET, kind) as probe:
        if kind is socket.SOCK_STREAM:
            # A connection that has just ended does not keep Asterisk from listening.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as fault:
            raise PortInUse(port, use) from fault
