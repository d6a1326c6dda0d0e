"""HiGHS in this process: programs, bases, certificates, cancelling."""
