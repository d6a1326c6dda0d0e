"""Sweeps: one case solved at many points, on all cores or on a cluster.

A point is a combination of rules and a sample of the uncertain figures. Rules make a grid; each
of its points is solved with the same samples, so that what differs between two grid points is
the rules. Every point is solved from nothing, so that it does not matter which worker solved
which points before.

How figures are drawn stands in `samples`.
"""
