"""Speech to text: RQ worker, Vosk, live captions."""
