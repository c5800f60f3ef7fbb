"""Let JupyterLab open the course's text notebooks (.md) as notebooks, in the environment that runs this.

The setting goes into the environment's own folder, never into the user's.
"""

import json
import sys
from pathlib import Path

OVERRIDES = {
    "@jupyterlab/docmanager-extension:plugin": {"defaultViewers": {"markdown": "Jupytext Notebook"}},
}


def write_settings(prefix: Path) -> Path:
    """Merge the overrides into the settings below ``prefix`` and return the file's path."""
    path = prefix / "share" / "jupyter" / "lab" / "settings" / "overrides.json"
    settings = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(settings | OVERRIDES, indent=2) + "\n", encoding="utf-8")
    return path


if __name__ == "__main__":
    write_settings(Path(sys.prefix))
