"""What another model makes of a call: a second opinion, kept only where the words of the call bear it out."""

from cases.drafting.opinions.merge import with_opinion

__all__ = ["with_opinion"]
