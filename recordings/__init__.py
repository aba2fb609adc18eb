"""The vault: segments, hashes, playback, retention, gap proof."""
