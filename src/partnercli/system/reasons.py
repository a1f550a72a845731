"""Why a file or folder could not be read or written, in the same words on every computer.

Systems say it in words of their own, Windows in the language that it was set to.
"""

from __future__ import annotations

import errno
from typing import Final

_WORDS: Final = {
    errno.ENOENT: "there is no such file or folder",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.EROFS: "permission denied, as what lies there can only be read",
    errno.EISDIR: "it is a folder",
    errno.ENOTDIR: "a file stands where a folder belongs",
    errno.EEXIST: "it is there already",
    errno.ENAMETOOLONG: "its name is too long",
    errno.ELOOP: "it is a link that leads back to itself",
    errno.ENOSPC: "no space left on the disk",
    errno.EDQUOT: "no space left on the disk for you",
    errno.EFBIG: "it would be larger than the disk allows",
    errno.EIO: "the disk did not answer as it should",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    errno.EBUSY: "another program is using it",
}


def reason(error: OSError) -> str:
    """Why, as the end of a sentence; what no word is known for is said as the system does."""
    return _WORDS.get(error.errno or 0) or (error.strerror or str(error)).lower()
