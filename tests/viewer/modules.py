"""Our JavaScript modules run by Node, where no browser is needed to see whether they are right."""

import json
import subprocess
from typing import Any
from urllib.parse import quote

from viewer import STATIC

_HOOK = """
export function resolve(name, context, next) {
  return next(name.startsWith("shimai/") ? BASE + name.slice(7) + ".js" : name, context);
}
"""


def run_module(code: str, given: object = None) -> Any:
    """Run an ES module that may import `shimai/...`, sees `given`, and calls `answer(value)` once."""
    base = json.dumps((STATIC / "js").as_uri() + "/")
    hook = _data_url(f"const BASE = {base};{_HOOK}")
    start = _data_url(f'import {{ register }} from "node:module"; register({json.dumps(hook)});')
    program = (
        "import { readFileSync } from 'node:fs';\n"
        f"const STATIC = {json.dumps(str(STATIC))};\n"
        "const given = JSON.parse(readFileSync(0, 'utf8'));\n"
        "const answer = (value) => process.stdout.write(JSON.stringify(value));\n" + code
    )
    done = subprocess.run(
        ["node", "--import", start, "--input-type=module", "--eval", program],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _data_url(script: str) -> str:
    return "data:text/javascript," + quote(script, safe="")
