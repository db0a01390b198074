"""Makes what is made of the word lists, where it is not kept yet: for who installs this for others."""

import differ.similarity  # noqa: F401  loads all that is prepared
from differ.keeping.prepared import MAKERS

if __name__ == "__main__":
    for make in MAKERS:
        make()
