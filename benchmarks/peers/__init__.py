"""The engines that are measured side by side, each in its own file behind one protocol: see `peer.py`."""
