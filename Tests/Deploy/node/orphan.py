"""Starts a process that outlasts it by far, and waits: for the check that nothing is left."""

import subprocess
import sys

subprocess.Popen(["sleep", sys.argv[1]], start_new_session=True).wait()
