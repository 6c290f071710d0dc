"""Prints what an HTTP server answers to a GET.

usage: http_get.py URL
"""

import sys
import urllib.request

with urllib.request.urlopen(sys.argv[1], timeout=60) as answer:
    sys.stdout.write(answer.read().decode())
