"""`python -m wizard.app` is the program too."""

import sys

from wizard.app.main import main

sys.exit(main())
