"""What users start and install Relais with."""
