"""One question a file: how fast, how big, how right, against which peer. See README.md."""
