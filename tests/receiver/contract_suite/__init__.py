"""What every receiver of the wire must do, seen from outside.

The modules hold tests that ask for the fixtures `receiver`, `sender`, `revoke` and `answer`; each
`test_*_receiver.py` beside this folder provides them for one receiver and takes the tests in.
"""
