"""Renews the locked requirements from pyproject.toml and package.json: hashes, and no address."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
UV = Path(sys.executable).parent / "uv"
COMPILE = (UV, "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes")
PLAIN = ("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links")
LOCKS = {
    "base.txt": ("pyproject.toml",),
    "dev.txt": ("pyproject.toml", "--group", "dev"),
    "node.txt": ("--group", "pyproject.toml:node"),
    "benchmarks.txt": ("--group", "pyproject.toml:benchmarks"),
}


def main() -> None:
    for name, sources in LOCKS.items():
        output = Path("requirements") / name
        subprocess.run([*COMPILE, *PLAIN, *sys.argv[1:], *sources, "-o", output], cwd=PROJECT, check=True)
    npm = ["npm", "update" if "--upgrade" in sys.argv else "install", "--package-lock-only"]
    search = f"{UV.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    subprocess.run(npm, cwd=PROJECT, check=True, env=os.environ | {"PATH": search})


if __name__ == "__main__":
    main()
