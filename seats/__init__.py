"""AMI link, seat states, screen pop, the operator's desk and the supervisors' board."""
