"""What can go wrong with Asterisk's end of the socket. No fault carries what the peer sent: it may be personal."""

from asterisk.agi import AGIError


class SessionFault(AGIError):
    """The session is over; the call goes on by the dialplan."""


class PeerGone(SessionFault):
    """The socket was closed or reset."""


class Unasked(PeerGone):
    """Gone without a word: somebody looked whether we listen."""


class TooSlow(SessionFault):
    """The session's time was over before the peer had answered."""


class TooMuch(SessionFault):
    """The peer sends more than a line, a set of headers or an answer can be."""


class ForgedHeaders(SessionFault):
    """A header came twice, has no name, or something came after the last: a value held a line break."""


class Garbled(SessionFault):
    """No answer of Asterisk looks like this."""


class CommandRefused(SessionFault):
    def __init__(self, code: int) -> None:
        super().__init__(f"asterisk answered {code}")
        self.code = code


class CommandUnsafe(SessionFault):
    """A command that Asterisk would read as two: with a line break, or longer than its buffer."""


class CallerHungUp(SessionFault):
    """Not a fault of anybody's, but the session ends all the same."""
