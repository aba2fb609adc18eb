"""Sealing of what must not lie open in the database: numbers, names, words.

AES-256-GCM with the place (`table.column`) as associated data, so that a sealed value cannot be moved to another
column; a keyed hash beside it (blind index) finds equal values without opening them.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12


class SealingFault(Exception):
    """A key that is missing or wrong. Nothing is shown rather than something unsure."""


class Sealer:
    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise SealingFault("封存密钥长度不对，应为 32 字节。请从备份恢复密钥文件 sealing.key。")
        self._cipher = AESGCM(hashlib.sha256(b"seal" + key).digest())
        self._index_key = hashlib.sha256(b"index" + key).digest()

    def seal(self, place: str, text: str) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        # A recogniser or a phone may hand over half a surrogate pair; losing one character beats losing the value.
        plain = text.encode("utf-8", "replace")
        return nonce + self._cipher.encrypt(nonce, plain, place.encode())

    def unseal(self, place: str, sealed: bytes) -> str:
        try:
            plain = self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode())
        except (InvalidTag, ValueError):
            raise SealingFault(f"{place} 无法解封：密钥不对或数据被改动。") from None
        return plain.decode()

    def seal_json(self, place: str, value: Any) -> bytes:
        return self.seal(place, json.dumps(value, ensure_ascii=False))

    def unseal_json(self, place: str, sealed: bytes) -> Any:
        return json.loads(self.unseal(place, sealed))

    def index(self, text: str) -> str:
        """Equal texts give equal indexes; without the key an index tells nothing."""
        return hmac.new(self._index_key, text.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def load_key(path: Path) -> bytes:
    """Raises SealingFault when there is none: a new key would make everything sealed before unreadable."""
    try:
        return bytes.fromhex(path.read_text().strip())
    except FileNotFoundError:
        raise SealingFault(f"找不到封存密钥 {path}。请从备份恢复后再启动。") from None
    except ValueError:
        raise SealingFault(f"封存密钥 {path} 已损坏。请从备份恢复后再启动。") from None


def make_key(path: Path) -> None:
    """For a new instance. Never replaces a key that is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(os.urandom(KEY_BYTES).hex())
        file.flush()
        os.fsync(file.fileno())


def secret_for(key: bytes, purpose: str) -> str:
    """A password that two of our programs share (such as `ami.reader`), without a file of its own."""
    return hmac.new(key, f"secret {purpose}".encode(), hashlib.sha256).hexdigest()
