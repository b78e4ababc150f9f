"""`make storms SEEDS=500`, `make storms SEED=123`, `python -m tests.storms --plant finish_before_send`."""

import sys

from tests.storms.running import main

sys.exit(main())
