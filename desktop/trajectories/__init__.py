"""What the page Trajectories shows: streams, stocks and maps, computed in the background."""
