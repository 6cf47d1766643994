"""What is installed to run Shimai may be used and given on: each licence is one of these, as written."""

import re
from importlib.metadata import distribution

import pytest
from packaging.requirements import Requirement

ALLOWED = {
    # Permissive, as SPDX expressions and as packages spell them.
    "0BSD", "3-Clause BSD License", "Apache-2.0", "BSD 3-Clause License", "BSD-2-Clause", "BSD-3-Clause",
    "CC0-1.0", "MIT", "MIT License", "MIT-CMU", "PSF-2.0", "Zlib",
    "Apache Software License", "BSD License", "Python Software Foundation License",
    # A font's: it may be embedded and given on under its own name (matplotlib-fontja).
    "IPA",
    # Weak copyleft: used as they are, not changed.
    "GNU Lesser General Public License v2 (LGPLv2)", "LGPL-2.1-only", "LGPL-3.0-only", "MPL-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)",
}  # fmt: skip


def run_packages() -> set[str]:
    """Return the names of all packages that Shimai needs to run here, its own among them."""
    found: set[str] = set()
    waiting = ["shimai"]
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found:
            continue
        found.add(name)
        needed = map(Requirement, distribution(name).requires or [])
        waiting += [one.name for one in needed if one.marker is None or one.marker.evaluate({"extra": ""})]
    return found


def licences(name: str) -> set[str]:
    """Return the licences that a package names: an SPDX expression, else classifiers, else its own words."""
    metadata = distribution(name).metadata
    if expression := metadata.get("License-Expression"):
        return set(re.split(r" AND | OR |[()]", expression)) - {""}
    classified = [
        one.rpartition(" :: ")[2]
        for one in metadata.get_all("Classifier") or []
        if one.startswith("License :: OSI Approved ::")
    ]
    return set(classified) or {(metadata.get("License") or "none named").splitlines()[0]}


@pytest.mark.parametrize("name", sorted(run_packages()))
def test_a_package_that_it_runs_with_has_a_licence_that_lets_everyone_use_it(name):
    assert licences(name) <= ALLOWED
