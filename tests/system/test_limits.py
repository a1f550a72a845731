"""A process that limits itself where no system does it. What a system does: documents/test_template_process.py."""

from __future__ import annotations

import subprocess
import sys


def test_without_limits_of_the_system_it_ends_itself_after_thrice_its_time() -> None:
    code = (
        "import sys, time; sys.modules['resource'] = None\n"
        "from partnercli.system.limits import limit\n"
        "limit(0, 1); time.sleep(60)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=30).returncode == 1
