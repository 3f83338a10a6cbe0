"""The secret of an installation: one random key, in a file of its owner's beside the database."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from jupyter_codemm.errors import StoreError
from jupyter_codemm.store.failures import cannot

KEY_BYTES = 32
_OWNER_ONLY = 0o600


def key_path(database: Path) -> Path:
    """Return where the key of a database is."""
    return database.with_name(f"{database.name}.key")


def installation_key(database: Path) -> bytes:
    """Return the key that belongs to a database; make it on first use.

    Two processes must not do this at the same time: the caller holds the database's write lock.
    Raises StoreError when the file cannot be used, or holds no key.
    """
    path = key_path(database)
    try:
        return _checked(path, path.read_bytes())
    except FileNotFoundError:
        return _written(path, secrets.token_bytes(KEY_BYTES))
    except OSError as error:
        raise cannot("read the key", path, error) from error


def kept_key(database: Path) -> bytes | None:
    """Return the key that belongs to a database, None while there is none.

    Raises StoreError as `installation_key` does. No lock is needed: a key is there whole or not.
    """
    path = key_path(database)
    try:
        return _checked(path, path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise cannot("read the key", path, error) from error


def derived_key(key: bytes, purpose: str) -> bytes:
    """Return the key of one use, from which neither that of another one nor `key` follows."""
    return hmac.digest(key, f"jupyter_codemm: {purpose}".encode(), hashlib.sha256)


def copied_key(database: Path, other: Path) -> Path | None:
    """Copy the key of a database beside another one; return where it is then.

    None when there is no key yet. Raises StoreError when a different key is there, which stays, and
    as `installation_key` does.
    """
    path = key_path(other)
    if not key_path(database).exists():
        return None
    key = installation_key(database)
    if not path.exists():
        _written(path, key)
    elif installation_key(other) != key:
        raise StoreError(
            f"The key {path} is another one than {key_path(database)}: move it away if nothing "
            "needs it.",
            where=str(path),
        )
    return path


def _checked(path: Path, key: bytes) -> bytes:
    if len(key) != KEY_BYTES:
        raise StoreError(
            f"The key {path} is damaged. Restore it from a copy; or move it away to get a new one, "
            "with which quotes of older problems' solutions are not recognised any more.",
            where=str(path),
        )
    path.chmod(_OWNER_ONLY)
    return key


def _written(path: Path, key: bytes) -> bytes:
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    try:
        # Where the database is no file, nothing has made the folder yet.
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(partial, flags, _OWNER_ONLY), "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        raise cannot("write the key", path, error) from error
    finally:
        partial.unlink(missing_ok=True)
    return key
