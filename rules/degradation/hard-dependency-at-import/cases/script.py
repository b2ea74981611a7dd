"""A program of its own that nothing imports: its failure ends it, which is another rule's."""

import sys

import requests

page = requests.get(sys.argv[1], timeout=3)
print(page.text)
