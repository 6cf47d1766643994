"""The files that a deployer copies name settings that exist, and nothing that systemd would refuse."""

import re
import shutil
import subprocess

import pytest

from api.settings import Settings
from tests.support.paths import ROOT

FILES = sorted((ROOT / "docs" / "deploy").iterdir())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_setting_in_a_file_for_deployers_exists(path):
    named = set(re.findall(r"SHIMAI_([A-Z_]+)", path.read_text(encoding="utf-8")))
    assert {name.lower() for name in named} <= set(Settings.model_fields)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_for_deployers_is_named_in_the_guide_or_by_another(path):
    texts = [(ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")]
    texts += [other.read_text(encoding="utf-8") for other in FILES if other != path]
    assert any(path.name in text for text in texts)


def test_the_unit_waits_longer_than_the_server_takes_to_stop():
    unit = (ROOT / "docs" / "deploy" / "shimai.service").read_text(encoding="utf-8")
    assert int(re.search(r"TimeoutStopSec=(\d+)", unit)[1]) > Settings().shutdown_timeout


def test_systemd_takes_the_unit(tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd isn't installed; nothing that the README promises needs it")
    text = (ROOT / "docs" / "deploy" / "shimai.service").read_text(encoding="utf-8")
    unit = tmp_path / "shimai.service"
    unit.write_text(
        text.replace("/opt/shimai/bin/shimai serve", "/bin/true").replace("User=shimai", "User=root")
    )
    checked = subprocess.run(
        ["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False
    )
    assert "Unknown" not in checked.stderr
    assert unit.name not in checked.stderr
