"""The checkout as git sees it: its root, and the files that are or would be committed."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def project_files() -> tuple[Path, ...]:
    """List the files that git keeps or would keep, absolute, in order; deleted ones left out."""
    # A clone that belongs to another account is still the one under test.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "-co", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout
    names = sorted(set(listed.decode().split("\0")) - {""})
    return tuple(path for name in names if (path := ROOT / name).is_file())


def files_under(folder: str) -> set[str]:
    """Return the names, from the root on, of the files in a folder of the project."""
    return {
        path.relative_to(ROOT).as_posix() for path in project_files() if path.is_relative_to(ROOT / folder)
    }
