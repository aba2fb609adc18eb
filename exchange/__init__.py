"""The exchange: Asterisk as one part — its plan, its files, its prompts, its process, a phone to try it with."""
