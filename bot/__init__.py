"""Everything Rasa, and the way in. Importing this package makes `rasa` importable without TensorFlow."""

import os

from bot import lean

# Rasa reports usage to its maker unless told not to; nobody's use of this is anybody's business.
os.environ["RASA_TELEMETRY_ENABLED"] = "false"
lean.install()
