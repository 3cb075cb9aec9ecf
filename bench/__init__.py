"""What the dashboard costs, measured beside the cheapest thing that could stand in its place."""
